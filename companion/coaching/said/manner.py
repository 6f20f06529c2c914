"""Manner: how a person wants to be spoken with ("only listen", "no questions"), for the rest of the talk.

What was asked for stands in memory.notes["manner"]; the talks ask for it here before they offer or ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.coaching.memory import Memory
from companion.coaching.session.talk import compiled, spaced
from companion.coaching.voice import Voice
from companion.errors import DataError
from companion.yaml import line_of, read_mapping

FILE = Path("content/coaching/manner.yml")
NOTE = "manner"
_MORE = "more"
_KEYS = frozenset(("listen", "no_advice", "no_questions", "no_feelings", _MORE))
_LIFTED = frozenset(("listen", "no_advice"))  # what a request for an idea takes back


@dataclass(frozen=True)
class Manners:
    """Each request with its phrases, and what answers it."""

    patterns: dict[str, re.Pattern[str]]
    voice: Voice

    def named(self, text: str) -> tuple[str, ...]:
        """The requests that a message makes, in the order of the data."""
        words = spaced(text)
        return tuple(key for key, pattern in self.patterns.items() if key != _MORE and pattern.search(words))

    def hear(self, memory: Memory, text: str) -> Memory:
        """The memory with what a message asks for, or without what it takes back."""
        kept, new = asked_for(memory), self.named(text)
        if not new and kept & _LIFTED and self.patterns[_MORE].search(spaced(text)):
            kept -= _LIFTED
        return memory.note(**{NOTE: sorted(kept | {*new}) or None})

    def answer(self, memory: Memory, text: str) -> tuple[str, Memory]:
        """What answers the first request of a message; empty without one."""
        key = next(iter(self.named(text)), None)
        return self.voice.say(key, memory) if key else ("", memory)


def asked_for(memory: Memory) -> set[str]:
    """All that was asked for and not taken back."""
    return {*memory.notes.get(NOTE, ())}


def listens(memory: Memory) -> bool:
    """Whether to listen only: no step, no tip, no plan."""
    return bool(asked_for(memory) & _LIFTED)


def asks_nothing(memory: Memory) -> bool:
    """Whether to put no question at all."""
    return bool(asked_for(memory) & {"no_questions", "listen"})


def leaves_feelings(memory: Memory) -> bool:
    """Whether not to ask how it feels."""
    return "no_feelings" in asked_for(memory)


@cache
def manners(root: Path) -> Manners:
    """Read content/coaching/manner.yml. Raises DataError naming the line."""
    path = root / FILE
    rows = read_mapping(path, allowed=set(_KEYS), required=_KEYS)
    patterns = {}
    for key, row in rows.items():
        try:
            patterns[key] = compiled(row["phrases"])
        except re.error as error:
            where = f"{path}:{line_of(path, f'{key}:')}"
            raise DataError(where, f'a phrase of "{key}": {error}', "close its brackets") from error
    return Manners(patterns, Voice(NOTE, {key: row["says"] for key, row in rows.items() if key != _MORE}))
