"""Pointing: which narrow question a message asks, of the entries that are talked about or found.

"could i just pull it out" fits fifty entries. What was talked about last narrows that to a few; of each
the point (companion.content.point) that comes closest is weighed. An entry that only the search found
has to be sure, and its point as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.coaching.flow import asks
from companion.content import Hit, Store
from companion.content.point import Asked
from companion.language.encoder import vector

# Chances from which a point is meant: of an entry in focus, of one that the search found.
FOCUS, FOUND = 0.35, 0.8
TOLD = 0.35  # how much more a message needs that is no question
SURE = 0.6  # score from which an entry that the search found may be meant
ELSEWHERE = 0.55  # and from which none in focus is
DIM, DOUBTED = 0.4, 0.45  # score from which one speaks against those in focus, and what they need then
_PARTS = re.compile(r"(?<=[.!?;\n])\s+|,\s+(?=(?:and|but|so|or) )|\s+-\s+")
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|they|them|these|those|one|he|she)\b")
_BRIEF = 6  # words of a question that points back, for which a search finds anything
_FEW = 2  # words below which a text says too little


def pointed(text: str, gist: str, focus: Sequence[str], hits: Sequence[Hit], store: Store) -> Asked | None:
    """The point that a message asks for, or None.

    `gist` is the message without courtesies; `focus` the entries that are talked about, the latest first.
    """
    if len(gist.split()) < _FEW:
        return None
    leans = bool(focus) and len(gist.split()) <= _BRIEF and bool(_POINTS_BACK.search(gist))
    least = _least(focus, () if leans else hits)
    question = _question(text)
    more = 0.0 if question or asks(text) else TOLD
    said = [gist, question.lower()] if question else [gist]
    found = [
        (one, one.chance - least[one.entry]) for part in said for one in store.asked(vector(part), least)
    ]
    best = max(found, key=lambda one: one[1], default=None)
    return best[0] if best and best[1] >= more else None


def _least(focus: Sequence[str], hits: Sequence[Hit]) -> dict[str, float]:
    """The chance that each entry needs."""
    top = next(iter(hits), None)
    if top is None or top.entry_id in focus or top.score < DIM:
        return dict.fromkeys(focus, FOCUS)
    found = {top.entry_id: FOUND} if top.score >= SURE else {}
    return found if top.score >= ELSEWHERE else {**found, **dict.fromkeys(focus, FOCUS + DOUBTED)}


def _question(text: str) -> str:
    """The last question of a message that says more than one thing; empty without one."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    asked = [part for part in parts if len(part.split()) >= _FEW and asks(part)]
    return asked[-1] if len(parts) > 1 and asked else ""
