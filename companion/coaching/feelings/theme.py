"""What a feeling is about: a theme with small next steps, from content/coaching/feelings-themes.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.coaching.voice import FOLDER
from companion.errors import DataError
from companion.yaml import line_of, read_yaml

FILE = "feelings-themes.yml"
GENERAL = "general"
_KEYS = frozenset(("words", "also", "feelings", "marks", "steps"))
_MARKS = frozenset(("heavy", "opens", "ahead", "worded"))


@dataclass(frozen=True)
class Theme:
    """`steps` are button choices: {"title", "entry" or "intent"}; what the marks mean stands in the file."""

    name: str
    named: re.Pattern[str]
    feelings: tuple[str, ...]
    steps: tuple[dict[str, str], ...]
    marks: frozenset[str] = frozenset()

    @property
    def heavy(self) -> bool:
        """Whether it is stayed with, whatever else is named in passing."""
        return "heavy" in self.marks


@dataclass(frozen=True)
class Themes:
    """All themes in the order in which they are looked for; the last one is `general`."""

    all: tuple[Theme, ...]

    @classmethod
    def load(cls, root: Path) -> Themes:
        """Raises DataError for a theme that lacks a key or has a broken pattern."""
        path = root / FOLDER / FILE
        rows = read_yaml(path)
        themes = tuple(_theme(path, name, row) for name, row in rows.items())
        if not themes or themes[-1].name != GENERAL:
            raise DataError(f"{path}:1", f'the last theme must be "{GENERAL}"', "move it to the end")
        return cls(themes)

    def of(self, text: str, feeling: str | None) -> Theme:
        """The theme a message is about: by its words, else by its feeling, else `general`."""
        plain = text.lower().replace("\u2019", "'")
        for theme in self.all:
            if theme.named.search(plain):
                return theme
        return next((theme for theme in self.all if feeling in theme.feelings), self.all[-1])

    def called(self, name: str) -> Theme:
        """The theme of that name; `general` when there is none."""
        return next((theme for theme in self.all if theme.name == name), self.all[-1])


@cache
def themes(root: Path) -> Themes:
    """The project's, read once. Raises as `Themes.load`."""
    return Themes.load(root)


def _theme(path: Path, name: str, row: dict[str, object]) -> Theme:
    try:
        words, feelings, steps, marks = row["words"], row["feelings"], row["steps"], row.get("marks", [])
        assert isinstance(words, list)
        assert isinstance(feelings, list)
        assert isinstance(steps, list)
        assert isinstance(marks, list)
        unknown = {*row} - _KEYS | {*marks} - _MARKS
        if unknown:
            raise KeyError(", ".join(sorted(unknown)))
        ordered = sorted((re.escape(word) for word in words), key=len, reverse=True)
        parts = [rf"\b(?:{'|'.join(ordered)})\b"] if ordered else []
        parts += [str(row["also"])] if "also" in row else []
        named = re.compile("|".join(parts) or r"(?!)")
        return Theme(name, named, tuple(feelings), tuple(steps), frozenset(marks))
    except (KeyError, AssertionError, TypeError, re.error) as error:
        raise DataError(
            f"{path}:{line_of(path, f'{name}:')}",
            f"the theme {name} is broken ({error})",
            "it needs words, feelings and steps, and may have a pattern `also` "
            f"and marks: {', '.join(sorted(_MARKS))}",
        ) from error
