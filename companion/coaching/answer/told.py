"""What a person told about themselves, used in answers instead of being asked again.

Someone who said that she is pregnant and asks about gums gets the line on gums in pregnancy,
and the entry on it as the first way on. Each line is said once in a conversation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from companion.coaching.memory import Memory
from companion.coaching.voice import FOLDER
from companion.errors import DataError
from companion.yaml import line_of, read_yaml

FILE = "told.yml"


@dataclass(frozen=True)
class Line:
    """A sentence for this person, and the entry that says more."""

    text: str
    see: str


@dataclass(frozen=True)
class Told:
    """Lines by (fact, answered entry), with how they begin for the person and for someone else."""

    openings: dict[str, tuple[str, str]]
    lines: dict[tuple[str, str], Line]

    @classmethod
    def load(cls, root: Path) -> Told:
        """Raises DataError for a fact that lacks a key."""
        path = root / FOLDER / FILE
        openings: dict[str, tuple[str, str]] = {}
        lines: dict[tuple[str, str], Line] = {}
        for fact, row in read_yaml(path).items():
            try:
                openings[fact] = (row["you"], row["other"])
                for entry, line in row["entries"].items():
                    lines[fact, entry] = Line(line["line"], line["see"])
            except (KeyError, TypeError, AttributeError) as error:
                raise DataError(
                    f"{path}:{line_of(path, f'{fact}:')}",
                    f"{fact} needs you, other and entries with see and line",
                    "compare with the facts above it",
                ) from error
        return cls(openings, lines)

    def line(self, entry: str, memory: Memory) -> tuple[Line | None, Memory]:
        """What an answer from `entry` adds for this person, and the memory that it was said."""
        for fact in memory.facts:
            found = self.lines.get((fact, entry))
            if found is None or f"told.{fact}.{found.text}" in memory.said:
                continue
            opening = self.openings[fact][fact in memory.notes.get("others", ())]
            said = {**memory.said, f"told.{fact}.{found.text}": 1}
            return Line(f"{opening}: {found.text}", found.see), replace(memory, said=said)
        return None, memory


@cache
def told(root: Path) -> Told:
    """The project's lines, read once."""
    return Told.load(root)
