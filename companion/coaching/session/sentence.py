"""Sentences and clauses of a message, without what only leans on them ("ok so", "i reckon")."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?])\s+|[;\n]+|\s-\s")
_CLAUSE = re.compile(r",\s|\bbut\b", re.IGNORECASE)
_LEAN = re.compile(
    r"^(?:(?:hm+|uh+m?|um+|oh|ok|okay|yeah|yes|yep|right|well|so|and|because|cos|fine|fair(?: enough)?"
    r"|alright|grand|tbh"
    r"|i mean|go on then|no wait|wait|deal|righto|aye|ah|cool|great|thanks|sure|honestly|actually|then"
    r"|honest at least)(?:[ ,:.]+|$))+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:(?:i|we) (?:can|could|will|might|would)(?: (?:try|do|manage)(?: that| it)?)?$"
    r"|(?:i suppose|i guess|i reckon|reckon|maybe|perhaps|lol|tho|though|then|tbh|i start"
    r"|thats unrealistic|please|i mean)$"
    r"|if (?:that|it|thats) (?:helps|relevant|counts)$)",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|had|have|says|said|wants|tastes?|means|makes|made|got|gets|started|keeps"
    r"|feels|feel|im|i'm|its|it's|thats|that's|dont|don't|didnt|didn't|couldnt|couldn't|know|think|like"
    r"|need|wish|forget|hate"
    r"|impossible|turns?|works?|worked|came|told|tried|asked|stopped|hurts?|looks?)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:i|we|he|she|they|there|who|that|everyone|people)(?:'\w+)? \w+"
    r"|\bit (?:is|was|has|does|will|just|all|felt|\w+s)\b",
    re.IGNORECASE,
)
_TO_YOU = re.compile(
    r"^(?:please |kindly |pls |plz |just |now |so |and |ok |then )*(?:tell|write|say|give|show|make (?:me"
    r"|that|it|a)|list|explain"
    r"|save|store|forget|help|state|read|answer|speak|talk|listen|as an?|as \w*gpt|do not|dont|don't"
    r"|stop$|stop \w+ing"
    r"|no (?:more )?(?:advice|tips|questions|lectures?)|pick (?:it|one) for|put that in|thank|thanks"
    r"|keep it (?:small|short|simple|brief)"
    r"|let me (?:think|know|see)|lets make|let's make)\b"
    r"|\b(?:you|your|youre|you're|u|ur)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences in which something is said."""
    return [one.strip() for one in _SENTENCE.split(text) if one.strip(" .!?")]


def clauses(sentence: str) -> list[str]:
    """The clauses of a sentence, each without what leads it in."""
    parts = [led_off(part.strip()).strip(" ,.!?") for part in split_clauses(sentence)]
    return [part for part in parts if part]


def split_clauses(text: str) -> list[str]:
    """A text at its commas and at each "but", as it stands."""
    return _CLAUSE.split(text)


def led_off(text: str) -> str:
    """A text without the words that lead it in: "ok so after tea" is "after tea"."""
    return _LEAN.sub("", text)


def cut_short(clause: str) -> str:
    """A clause without the words that trail behind it: "after tea i suppose" is "after tea"."""
    return _TAIL.sub("", clause)


def states(text: str) -> bool:
    """Whether it is told as a fact: something is, was or feels so."""
    return bool(_STATES.search(text))


def tells(text: str) -> bool:
    """Whether it tells what somebody does or did."""
    return bool(_TELLS.search(text))


def to_us(sentence: str) -> bool:
    """Whether it is said to the companion: an order, a request, or anything with "you" in it."""
    return bool(_TO_YOU.search(sentence))
