"""Form: how an answer is wanted, where a message says so: in one sentence, yes or no, three points."""

from __future__ import annotations

import re

from companion.text import sentences

_BRIEF = re.compile(
    r"\b(?:yes or no|yes/no|(?:in |just )?(?:one|1|a single) (?:sentence|line)|bottom line|in a nutshell"
    r"|short answer|(?:just|only) the (?:answer|facts?|number)|number only|straight answer|in a word)\b",
    re.IGNORECASE,
)
# A wish about the last answer and nothing else: "boil it down to three points", "your bottom line, please".
_AGAIN = re.compile(
    r"\b(?:(?:boil|cut|sum|shorten|whittle) (?:it|that|this|all (?:that|this)) (?:down|up|to)"
    r"|(?:sum(?:med)?|summari[sz]e)\b.{0,20}\b(?:it|that|this|up)|bottom line|in (?:a nutshell|one sentence"
    r"|one line|(?:two|three|\d) (?:points|lines|sentences))|(?:two|three|2|3) (?:points|lines|sentences))\b",
    re.IGNORECASE,
)
_ONE = re.compile(r"\b(?:one|1|a single) (?:sentence|line)\b|\bbottom line\b|\bin a word\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:two|three|2|3|few) (?:points|lines|sentences|bullets)\b", re.IGNORECASE)
_LONGEST = 12  # words of a wish that names no subject of its own


def brief(text: str) -> bool:
    """Whether an answer is wanted with nothing round it."""
    return bool(_BRIEF.search(text)) and not _POINTS.search(text)


def shaped(text: str, answer: str) -> str:
    """An answer as a message wants it: its first sentence where it asks for one, else all of it."""
    return " ".join(first(answer)) if brief(text) and _ONE.search(text) else answer


def again(text: str) -> int:
    """How many sentences of the last answer are wanted, where a message asks for that alone; else 0."""
    if len(text.split()) > _LONGEST or not _AGAIN.search(text):
        return 0
    return 3 if _POINTS.search(text) else 1


def first(text: str, count: int = 1) -> tuple[str, ...]:
    """The first sentences of a text."""
    return tuple(sentences(" ".join(text.split()))[:count])
