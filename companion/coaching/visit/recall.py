"""What a person told in a conversation, in their own words, for a card they may want later.

It lives in the conversation's memory and goes with it. Words of despair or of violence are not
kept here: they are no matter for a dentist's card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from companion.coaching.memory import FACTS, Memory
from companion.coaching.visit.clue import about, statements
from companion.language.mark import Mark

LAST = "last"  # the note on the latest message: {"text", "facts"}, so that it can be forgotten
TOLD = "told"  # the note that holds rows of {"text", "mouth"}
KEPT = 8  # rows
_MOUTH = frozenset(
    """
    mouth-word tooth-named jaw-ache tooth-pain toothache-word own-tooth gum-trouble tooth-changed gums-bleed
    """.split()
)
_BODY = frozenset(
    "blood-thinner bone-medicine diabetes weak-immunity heart-valve radiotherapy pregnant pressure-tablet"
    " painkiller-name allergic-person taking-antibiotic".split()
)
_PRIVATE = frozenset("suicidal overdose-on-purpose abuse".split())
_BACK = frozenset("false-alarm joke animal-told".split())
_LOOKS = re.compile(
    r"\b(?:veneers?|whiten\w*|bonding|crowns?|aligners?|braces|straighten\w*|implants?|dentures?|bridge)\b",
    re.I,
)


def latest(memory: Memory, marks: Iterable[Mark], text: str) -> Memory:
    """The memory with what the latest message told, for "forget what I just said"."""
    facts = sorted({mark.idea for mark in marks if mark.holds and mark.idea in FACTS})
    return memory.note(**{LAST: {"text": statements(text) or text, "facts": facts}})


def recall(memory: Memory, marks: Iterable[Mark], feeling: str | None, text: str) -> Memory:
    """The memory with a message that tells of the mouth, of health or of a feeling."""
    found = list(marks)
    ideas = {mark.idea for mark in found if mark.holds}
    rows = list(memory.notes.get(TOLD, ()))
    if {mark.idea for mark in found} & _BACK:
        return memory.note(**{TOLD: rows[:-1] or None}) if rows else memory
    said = statements(text) or about(text)
    mouth = bool(ideas & _MOUTH or _LOOKS.search(said))
    if ideas & _PRIVATE or len(said.split()) < 2 or not (mouth or ideas & _BODY or feeling):
        return memory
    row: dict[str, Any] = {"text": said, "mouth": mouth}
    kept = [old for old in rows if old["text"] != said]
    return memory.note(**{TOLD: [*kept, row][-KEPT:]})
