"""Habits and circumstances of the self-check, as data: content/coaching/self-check/*.yml, one file each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from companion.coaching.looks.procedure import patterns
from companion.errors import DataError
from companion.text import plain
from companion.yaml import line_of, read_mapping, read_yaml

FOLDER = Path("content/coaching/self-check")
Unit = Literal["times", "months"]
_NEEDED = frozenset("name entry sources about ask why options well change reason dentist".split())
_OPTION = {"title", "weight", "from", "says", "back", "entry", "change", "reason"}
_COUNTS = {"once": 1, "twice": 2, "couple": 2, "few": 3, "none": 0, "zero": 0}
_COUNTS |= {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_MONTHS = {"year": 12, "years": 12, "yr": 12, "yrs": 12, "month": 1, "months": 1, "week": 0, "weeks": 0}


@dataclass(frozen=True)
class Choice:
    """One answer to a question. `weight` 0 is going well; the higher, the more a change would matter."""

    title: str
    weight: int
    least: int | None  # the number of times or months it begins at
    says: tuple[re.Pattern[str], ...]
    back: tuple[str, ...]  # what gives the answer back
    entry: str
    change: str
    reason: str


@dataclass(frozen=True)
class Habit:
    """One question of the self-check."""

    id: str  # "sugar"
    name: str
    sources: tuple[str, ...]
    cited: str
    unit: Unit | None
    about: tuple[re.Pattern[str], ...]  # words by which an answer is told unasked
    ask: tuple[str, ...]
    why: tuple[str, ...]
    choices: tuple[Choice, ...]
    well: str
    dentist: str

    def choice(self, text: str) -> Choice | None:
        """The answer that a message gives, or None when it gives none."""
        words = plain(text)
        exact = [one for one in self.choices if plain(one.title) == words]
        if exact:
            return exact[0]
        number = _number(words, self.unit)
        if number is not None:
            return max(
                (one for one in self.choices if one.least is not None and one.least <= number),
                key=lambda one: one.least or 0,
                default=None,
            )
        found = [(len(m[0]), one) for one in self.choices for p in one.says for m in p.finditer(words)]
        return max(found, key=lambda pair: pair[0])[1] if found else None

    def told(self, text: str) -> Choice | None:
        """The answer, where the message names the habit itself."""
        words = plain(text)
        return self.choice(text) if any(pattern.search(words) for pattern in self.about) else None

    def titled(self, title: str | None) -> Choice | None:
        """The answer with that title."""
        return next((one for one in self.choices if one.title == title), None)


def load_habits(root: Path) -> tuple[Habit, ...]:
    """In the order of their file names. Raises DataError where a file breaks the format."""
    sources = read_yaml(root / "content" / "sources.yml")
    return tuple(_read(path, sources) for path in sorted((root / FOLDER).glob("*.yml")))


def _number(words: str, unit: Unit | None) -> int | None:
    """Times a day, or months ago; a weekly number is none a day."""
    found = re.search(r"\b(\d{1,3}|" + "|".join(_COUNTS) + r"|a)\b(?: or \w+)?(?: of)? ?(\w+)?", words)
    if unit == "months":
        for match in re.finditer(
            r"\b(\d{1,3}|a|an|" + "|".join(_COUNTS) + r")(?: or \w+)?(?: of)? (\w+)", words
        ):
            if match[2] in _MONTHS:
                return _count(match[1]) * _MONTHS[match[2]]
        return None
    if unit != "times" or not found or found[1] in ("a", "few"):
        return None
    if re.search(r"\b(week|weekly|month)\b", words) and "day" not in words.split():
        return 0
    return _count(found[1])


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS.get(word, 1)


def _read(path: Path, sources: dict[str, dict[str, Any]]) -> Habit:
    row = read_mapping(path, allowed={*_NEEDED, "unit"}, required=_NEEDED)
    for name in row["sources"]:
        if name not in sources:
            raise DataError(
                f"{path}:{line_of(path, name)}",
                f'source "{name}" is not in content/sources.yml',
                "add it there, or correct the spelling",
            )
    names = [f"{sources[name]['organisation']} ({sources[name]['year']})" for name in row["sources"]]
    return Habit(
        id=path.stem.split("-", 1)[1],
        name=row["name"],
        sources=tuple(row["sources"]),
        cited=", ".join(names),
        unit=row.get("unit"),
        about=patterns(path, row["about"]),
        ask=tuple(row["ask"]),
        why=tuple(row["why"]),
        choices=tuple(_choice(path, option, row) for option in row["options"]),
        well=row["well"],
        dentist=row["dentist"],
    )


def _choice(path: Path, option: dict[str, Any], row: dict[str, Any]) -> Choice:
    unknown = sorted(set(option) - _OPTION)
    if unknown:
        raise DataError(
            f"{path}:{line_of(path, unknown[0])}",
            f'unknown key "{unknown[0]}" in an option',
            f"the keys are: {', '.join(sorted(_OPTION))}",
        )
    return Choice(
        title=option["title"],
        weight=option["weight"],
        least=option.get("from"),
        says=patterns(path, option["says"]),
        back=tuple(option["back"]),
        entry=option.get("entry", row["entry"]),
        change=option.get("change", row["change"]),
        reason=option.get("reason", row["reason"]),
    )
