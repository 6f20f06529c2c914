"""Unanswered: an honest line to a question that no checked text answers: it names it, and a way on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.coaching.heard import asks
from companion.coaching.memory import Memory
from companion.coaching.said.asking import asked
from companion.coaching.session.own import words_of
from companion.coaching.voice import Voice

NAME = "unanswered"
KEYS = frozenset(("quoted", "plain", "onward"))
_FEWEST, _MOST = 4, 14  # words of a question that is given back


@dataclass(frozen=True)
class Unanswered:
    """The wording of content/coaching/unanswered.yml."""

    voice: Voice

    def line(self, text: str, memory: Memory, title: str | None = None) -> tuple[str, Memory]:
        """What is said to the question in a message; `title`: an entry to go on with."""
        words = question(text)
        if words:
            line, memory = self.voice.say("quoted", memory, words=words)
        else:
            line, memory = self.voice.say("plain", memory)
        if title is None:
            return line, memory
        onward, memory = self.voice.say("onward", memory, title=title)
        return f"{line} {onward}", memory


def question(text: str) -> str:
    """The question of a message as it can be quoted; empty where it is too short or too long for that."""
    part = asked(text) or text
    words = words_of(part)
    return words if asks(part) and _FEWEST <= len(words.split()) <= _MOST else ""


@cache
def unanswered(root: Path) -> Unanswered:
    """The project's words, read once. Raises DataError where they are broken."""
    return Unanswered(Voice.load(root, NAME, KEYS))
