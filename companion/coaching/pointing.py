"""Pointing: which narrow question a message asks, of the entries that are talked about or found.

"could i just pull it out" fits fifty entries. What was talked about last narrows that to a few; of each
the point (companion.content.point) that comes closest is weighed. An entry that only the search found
has to be sure, and its point as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from companion.coaching.asking import asked, wants
from companion.coaching.flow import asks
from companion.content import Hit, Store
from companion.content.point import Asked
from companion.language.encoder import vector

# Chances from which a point is meant: of an entry in focus, of one told of, of one that the search found.
FOCUS, TOLD_OF, FOUND = 0.35, 0.6, 0.8
WITHIN, TOLD = 0.2, 0.35  # how much more a message needs with a question within it, or with none
SURE = 0.6  # score from which an entry that the search found may be meant
ELSEWHERE, CERTAIN = 0.55, 0.96  # and from which one in focus has to be all but certain
DIM, DOUBTED = 0.4, 0.45  # score from which one speaks against those in focus, and what they need then
CONTEXT, _NAMES = 0.5, 3  # score of an entry that a question means in context; words of before that are added
# What a chance loses for a subject: nowhere in the entry, or not in the point and its entry's head.
LACKING, LACKING_POINT = 0.4, 0.25
_POINTS_BACK = re.compile(r"\b(?:it|its|that|this|they|them|these|those|one|he|she)\b")
_BRIEF = 6  # words of a question that points back, for which a search finds anything
_FEW = 2  # words below which a text says too little


def pointed(
    text: str,
    gist: str,
    focus: Sequence[str],
    hits: Sequence[Hit],
    store: Store,
    told: Sequence[str] = (),
) -> Asked | None:
    """The point that a message asks for, or None.

    `gist` is the message without courtesies; `focus` the entries that are talked about, the latest first;
    `told` those that the person's own messages were about, whatever was said to them.
    """
    if len(gist.split()) < _FEW:
        return None
    leans = bool(focus) and len(gist.split()) <= _BRIEF and bool(_POINTS_BACK.search(gist))
    least = _least({**dict.fromkeys(told, TOLD_OF), **dict.fromkeys(focus, FOCUS)}, () if leans else hits)
    question = asked(text)
    more = 0.0 if question or asks(text) else WITHIN if wants(text) else TOLD
    said = [gist, question.lower()] if question else [gist]
    found = [
        (one, one.chance - least[one.entry] - _missing(question or text, one, store))
        for part in said
        for one in store.asked(vector(part), least)
    ]
    best = max(found, key=lambda one: one[1], default=None)
    return best[0] if best and best[1] >= more else None


def in_context(text: str, gist: str, before: Sequence[str], store: Store) -> str | None:
    """The entry that a question is about when what was named in messages `before` is added to it, if any.

    The latest message stands last. None for a message that asks nothing.
    """
    if not wants(text):
        return None
    question = asked(text).lower() or gist
    own = store.named(question)
    told = dict.fromkeys(word for said in reversed(before) for word in store.named(said))
    names = [word for word in told if word not in own][:_NAMES]
    if not names:
        return None
    about = " ".join([names[0], *own])
    hits = store.search(f"{question} {' '.join(names)}", limit=1, named=about)
    return hits[0].entry_id if hits and hits[0].score >= CONTEXT else None


def _missing(text: str, one: Asked, store: Store) -> float:
    """What a point loses for a subject that is named and that it does not speak of."""
    here = store.lacks(text, one.entry, one.number)
    return LACKING * store.lacks(text, one.entry) + LACKING_POINT * here if here else 0.0


def _least(near: dict[str, float], hits: Sequence[Hit]) -> dict[str, float]:
    """The chance that each entry needs, of those `near` with what they need when no other was found."""
    top = next(iter(hits), None)
    if top is None or top.entry_id in near or top.score < DIM:
        return near
    found = {top.entry_id: FOUND} if top.score >= SURE else {}
    sure = top.score >= ELSEWHERE
    return {**{name: CERTAIN if sure else least + DOUBTED for name, least in near.items()}, **found}
