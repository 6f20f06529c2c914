"""Bare words: a message that names a thing and says nothing about it gets a question, not a guess.

Words, questions and what may follow are data in content/coaching/bare.yml, by group.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.coaching.memory import Memory
from companion.coaching.voice import FOLDER, Voice
from companion.errors import DataError
from companion.reply import Reply
from companion.yaml import line_of, read_mapping

_KEYS = frozenset(("words", "asks", "offers"))
_LONGEST = 40  # characters of a message that may be bare
_NOT_WORDS = re.compile(r"[^\w\s]+")
_FRONT = re.compile(r"^(?:(?:hi|hello|hey|oh|um|er|please|so|my|the|a|an|some|about|got|have|ive|i) )+")


@dataclass(frozen=True)
class Bare:
    """The group of each word, how each group asks, and what it offers."""

    groups: dict[str, str]
    voice: Voice
    offers: dict[str, tuple[str, ...]]

    def group(self, text: str) -> str | None:
        """The group of a message that is a bare word, else None."""
        if len(text) > _LONGEST:
            return None
        said = " ".join(_NOT_WORDS.sub("", text.lower()).split())
        return self.groups.get(said) or self.groups.get(_FRONT.sub("", said))

    def ask(self, group: str, memory: Memory) -> tuple[Reply, Memory]:
        """The question back, and the memory of its wording."""
        text, kept = self.voice.say(group, memory)
        return Reply(text, self.offers[group], kind="question"), kept


@cache
def bare(root: Path) -> Bare:
    """Read content/coaching/bare.yml. Raises DataError for a broken file."""
    path = root / FOLDER / "bare.yml"
    rows = read_mapping(path, allowed={"groups"}, required=frozenset(("groups",)))["groups"]
    groups: dict[str, str] = {}
    for name, row in rows.items():
        if not isinstance(row, dict) or set(row) != _KEYS:
            where = f"{path}:{line_of(path, f'{name}:')}"
            raise DataError(where, f'"{name}" needs just {", ".join(sorted(_KEYS))}', "complete the group")
        for word in row["words"]:
            if groups.setdefault(str(word), name) != name:
                where = f"{path}:{line_of(path, str(word))}"
                raise DataError(where, f'"{word}" is in two groups', "leave it in one")
    asks = Voice("bare", {name: row["asks"] for name, row in rows.items()})
    return Bare(groups, asks, {name: tuple(row["offers"]) for name, row in rows.items()})
