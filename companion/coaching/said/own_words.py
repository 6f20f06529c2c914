"""Own words: what a person told in this conversation, as lines to hand over or to read out on the phone.

Nothing is added and nothing is kept: the lines are cut out of the messages each time they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from companion.coaching.memory import Memory
from companion.coaching.said.contraction import written
from companion.coaching.said.statement import statements
from companion.coaching.visit.recall import TOLD

MOST = 4  # lines
_FIRST = re.compile(r"\b(?:i|im|ive|id|ill|my|me|we|our)\b", re.IGNORECASE)
# What a dentist, or somebody at home, is to know.
_MATTERS = re.compile(
    r"\b(?:teeth|tooth|gums?|mouth|jaw|bite|smil\w*|pain\w*|hurts?|sore|ache\w*|bleed\w*|swell\w*|crowns?|veneers?"
    r"|braces?|fillings?|dentures?|gap|stain\w*|yellow|grey|dentist\w*|scared|afraid|fear|terrified|nervous|gag\w*"
    r"|needles?|panic\w*|asham\w*|embarrass\w*|pregnant|diabet\w*|tablets?|medicines?|years since|wedding)\b",
    re.IGNORECASE,
)
_SELF = {"im": "I'm", "ive": "I've", "id": "I'd", "ill": "I'll", "i": "I"}


def own_words(messages: Iterable[str]) -> list[str]:
    """At most MOST sentences of theirs, those that matter to a dentist first, in the order they were told."""
    found = [line for message in messages for line in statements(message) if _FIRST.search(line)]
    lines = list(dict.fromkeys(found))
    chosen = [line for line in lines if _MATTERS.search(line)] or lines
    return [_written(line) for line in chosen[:MOST]]


def so_far(memory: Memory, latest: Iterable[str]) -> list[str]:
    """The same for a whole conversation: what is remembered of it, then its latest messages."""
    return own_words([*(row["text"] for row in memory.notes.get(TOLD, ())), *latest])


def _written(line: str) -> str:
    said = written(line, _SELF)
    return f"{said[0].upper()}{said[1:]}."
