"""Reason: why somebody asks about looks, met in a line before a fact: teasing, a wedding, hiding a smile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.coaching.looks.procedure import spoken_of
from companion.coaching.looks.telling import NOTES, Telling
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.content import Entry
from companion.text import plain

# Reasons that deserve a word before any fact; of a child they are met as what the parent sees.
_MET = frozenset(
    "teased said hide compare filter big_day birthday grief lonely pressure job love photos".split()
)
OF_A_CHILD = frozenset(("teased", "said", "hide", "photos", "compare"))
_OF_OTHERS = frozenset(("big_day", "birthday", "grief"))  # fit also where it is about somebody else
_THEIRS = re.compile(r"\b(?:he|she|they|his|her|their|hes|shes|theyre)\b")
_UNKIND = re.compile(
    r"\b(?:ugly|disgusting|gross|hideous|unattractive|nasty|horrible|minging|rank|awful|laugh\w*|mean|cruel)\b"
    r"|\b(?:my|her|his) (?:\w+ ){0,2}(?:teeth|tooth|smile|mouth|gap)\b"
)
_MINE = re.compile(r"\b(?:i|im|ive|id|me|mine|myself|my (?:\w+ )?(?:teeth|tooth|smile|mouth))\b")


@dataclass(frozen=True)
class Reasons:
    """Gives each reason its line once in a conversation."""

    telling: Telling

    def about(self, entry: Entry) -> bool:
        """Whether an entry is about how teeth look."""
        return entry.topic == "looks" or spoken_of(entry.id, self.telling.reader.procedures) is not None

    def line(self, text: str, memory: Memory) -> tuple[str | None, Memory]:
        """The line that meets the reason told in a message, or None where none is told, or it was met."""
        wish = self.telling.reader.read(text)
        looks = memory.notes.get(NOTES, {})
        met = looks.get("met", [])
        unkind = wish.reason != "said" or hurts(text, wish)
        if wish.reason not in _MET or wish.reason in met or not unkind:
            return None, memory
        child = of_child(text, wish, memory)
        others = child or _of_another(text)
        if others and wish.reason not in _OF_OTHERS and not (child and wish.reason in OF_A_CHILD):
            return None, memory
        key = "ack_child_hurt" if child and wish.reason in OF_A_CHILD else f"ack_{wish.reason}"
        memory = memory.note(**{NOTES: {**looks, "met": [*met, wish.reason]}})
        return self.telling.lines(memory, key)


def hurts(text: str, wish: Wish) -> bool:
    """Whether words of others that hurt are told: "my cousin says it makes teeth see through" are none."""
    return wish.reason == "teased" or bool(wish.reason == "said" and _UNKIND.search(plain(text)))


def child_known(memory: Memory) -> bool:
    """Whether a child was spoken of."""
    return bool(memory.notes.get(NOTES, {}).get("child") or "under-16" in memory.facts)


def of_child(text: str, wish: Wish, memory: Memory) -> bool:
    """Whether a message tells of a child: now, or of one that was spoken of before."""
    return wish.who == "child" or (child_known(memory) and _of_another(text))


def _of_another(text: str) -> bool:
    words = plain(text)
    return bool(_THEIRS.search(words)) and not _MINE.search(words)


@cache
def reasons(root: Path) -> Reasons:
    """The project's, read once. Raises DataError where data is broken."""
    return Reasons(Telling.load(root))
