"""One thing that was told goes: the last one, or the one that is named."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from companion.coaching.heard import Heard
from companion.coaching.memory import FACTS, Memory
from companion.coaching.visit.recall import LAST, TOLD

_NAMED = re.compile(r"\b(?:about|that i|part on|bit on|mentioned)\b(.*)$", re.IGNORECASE)
_EMPTY = frozenset(
    "that this what said told just with have take been from them they last thing message about".split()
)
# A day before this one: what was said then is not kept by the day.
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PAST = rf"(?:week|month|year|time|chats?|talks?|conversations?|sessions?|days?|{_WEEKDAY})s?'?s?"
_ANOTHER_DAY = re.compile(
    rf"\b(?:last|previous|earlier|other|older|old) {_PAST}\b|\byesterday'?s?\b|\bthe other day\b"
    rf"|\b{_WEEKDAY}'s\b|\b(?:on|from) {_WEEKDAY}\b|\b(?:weeks?|months?|days) (?:ago|before)\b",
    re.IGNORECASE,
)


def of_another_day(text: str) -> bool:
    """Whether a message is about what was told on a day before this one."""
    return bool(_ANOTHER_DAY.search(text))


def forget_this(memory: Memory, heard: Heard) -> tuple[Memory, frozenset[str]]:
    """The memory without it, and the ideas of triage that go with it."""
    last: dict[str, Any] = memory.notes.get(LAST) or {}
    named = _named(heard.text)
    ideas = heard.ideas & FACTS.keys()
    rows = memory.notes.get(TOLD, ())
    if ideas or any(named & _words(row["text"]) for row in rows):
        gone = [row["text"] for row in rows if named & _words(row["text"])]
        gone += [memory.facts[idea] for idea in ideas if idea in memory.facts]
    else:
        gone, ideas = [last.get("text", "")], frozenset(last.get("facts", ()))
    texts = {text.lower() for text in gone if text}
    facts = {idea: words for idea, words in memory.facts.items() if idea not in ideas}
    kept = [row for row in rows if row["text"].lower() not in texts]
    notes = {TOLD: kept or None, LAST: None, "card": _card(memory.notes.get("card"), texts)}
    return replace(memory, facts=facts).note(**notes), ideas


def _card(card: dict[str, Any] | None, texts: set[str]) -> dict[str, Any] | None:
    """The visit card without lines that repeat what is forgotten."""
    if not card:
        return None
    lines = {
        key: text
        for key, text in card["lines"].items()
        if not any(text.lower() in gone or gone in text.lower() for gone in texts)
    }
    return {**card, "lines": lines}


def _named(text: str) -> set[str]:
    found = _NAMED.search(text)
    return _words(found[1]) if found else set()


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z']+", text.lower()) if len(word) > 3} - _EMPTY
