"""Question: a message with what was said before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from companion.coaching.said.asking import asked, questions, wants

_POINTS_BACK = re.compile(r"\b(?:its?|that|this|they|them|these|those|ones?|he|she|her|him|there)\b")
_OPENS = re.compile(r"^(?:and|but|so|ok|or|then|even|what about|how about|why|is it|does it)\b")
_BESIDE = 12  # characters from which something is told beside a question


@dataclass(frozen=True)
class Question:
    """What is asked, and what it may lean on.

    `gist`: the message without courtesies, in small letters; `focus`: ids of the entries that the last
    replies were about, the latest first; `before`: the person's last messages in small letters, the latest
    last.
    """

    text: str
    gist: str
    focus: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    @cached_property
    def part(self) -> str:
        """The part that asks, in small letters; the gist where all of it does."""
        return asked(self.text).lower() or self.gist

    @cached_property
    def views(self) -> tuple[str, str]:
        """The part that asks, and the same with what was told beside it, or else with the message before
        it; both in small letters."""
        told = self.text.lower()
        alone = len(told) < len(self.part) + _BESIDE
        return self.part, " ".join([*(self.before[-1:] if alone else ()), told])

    @cached_property
    def each(self) -> tuple[Question, ...]:
        """The questions in it, each with what was said before it; none where there is but one."""
        found, before, rest = [], list(self.before), self.text
        for part in questions(self.text):
            told, _, rest = rest.partition(part)
            before += [one.lower() for one in (told.strip(" ,;-"),) if len(one) >= _BESIDE]
            found.append(Question(part, part.lower(), self.focus, tuple(before)))
            before.append(part.lower())
        return tuple(found)

    @cached_property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return wants(self.text)

    @cached_property
    def leans(self) -> bool:
        """Whether it points back to what was said before."""
        return bool(_POINTS_BACK.search(self.part) or _OPENS.search(self.gist))

    @cached_property
    def length(self) -> int:
        """Words of the part that asks."""
        return len(self.part.split())
