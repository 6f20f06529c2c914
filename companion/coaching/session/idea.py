"""Idea: whether a message that may look like a question puts an idea of the person's own."""

from __future__ import annotations

import re

from companion.coaching.heard import asks
from companion.coaching.session import sentence
from companion.coaching.session.intention import intended
from companion.coaching.session.sentence import clauses, led_off, sentences
from companion.coaching.session.snag import snag

_ASKS_IDEA = re.compile(
    r"^(?:\w+[ ,]+){0,3}(?:maybe|perhaps|what about|how about|what if (?:i|we)|could i|could we"
    r"|could (?!(?:you|it|they|that|this|there|he|she|the)\b)\w+"
    r"|can i (?:just )?)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^(?:what|all) (?:id|i would|i|i'd) need (?:is"
    r"|would be)(?: something)?(?: (?:that )?i (?:can )?do)?\s*",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?:before|after|when) you\b|^because\b", re.IGNORECASE)


def questions(text: str) -> bool:
    """Whether a message asks something beside an idea of their own, or what to do about a snag."""
    asked = [one for one in sentences(text) if asks(one) and not _NEEDS.match(one)]
    return any(not asks_idea(one) and not snag(led_off(one).strip()) for one in asked)


def asks_idea(text: str) -> bool:
    """Whether a question tries an idea: "could i do it at lunch"."""
    return bool(_ASKS_IDEA.search(text))


def needs(text: str) -> bool:
    """Whether a message names what would be needed, in words that look like a question."""
    return any(_NEEDS.match(one) for one in sentences(text))


def needed(clause: str) -> str | None:
    """What a clause names as needed, or None where it names nothing so."""
    rest = _NEEDS.sub("", clause)
    return None if rest == clause else rest


def explains(clause: str) -> bool:
    """Whether a clause is a reason, or a moment of somebody else's."""
    return bool(_ELSE.match(clause))


def states(text: str) -> bool:
    """Whether a message tells how things are, and offers nothing to do."""
    each = [clause for one in sentences(text) for clause in clauses(one)]
    if any(map(intended, each)):
        return False
    return all(sentence.states(clause) or explains(clause) for clause in each)
