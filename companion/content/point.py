"""Points: narrow questions about an entry's subject, each with the answer to just that.

They stand in the last section of an entry's file, "## Asked": samples as a list, then the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

HEADING = "Asked"


@dataclass(frozen=True)
class Point:
    """One question, put in several ways, and what to say to it. Sources are those of its entry."""

    asked: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class PointDraft:
    """A point as read from a file, with the lines (1-based) of its samples and of its answer."""

    asked: tuple[str, ...]
    answer: str
    lines: tuple[int, ...]
    line: int

    def point(self) -> Point:
        """The point. Only call it when nothing is wrong with the file."""
        return Point(self.asked, self.answer)


def parse(lines: Iterable[tuple[int, str]]) -> list[PointDraft]:
    """The points in the numbered lines of a section. One without samples or answer has none."""
    found: list[PointDraft] = []
    asked: list[tuple[int, str]] = []
    said: list[tuple[int, str]] = []

    def close() -> None:
        if asked or said:
            numbers = tuple(number for number, _ in asked)
            line = said[0][0] if said else numbers[0]
            answer = " ".join(text.strip() for _, text in said)
            found.append(PointDraft(tuple(text for _, text in asked), answer, numbers, line))
        asked.clear()
        said.clear()

    for number, text in lines:
        if text.startswith("- "):
            if said:
                close()
            asked.append((number, text[2:].strip()))
        elif text:
            said.append((number, text))
    close()
    return found
