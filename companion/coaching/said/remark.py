"""Remark: one thing that people say and what is said to it, as data in content/coaching/remarks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from companion.coaching.looks.procedure import patterns
from companion.coaching.voice import FOLDER
from companion.errors import DataError
from companion.reply import KINDS, LEVELS, Kind, Level
from companion.text import beginnings
from companion.yaml import line_of, read_mapping

HOME = FOLDER / "remarks"
TALKS = ("looks", "talk")  # the folders there are
_TOP = frozenset(("when", "about", "after", "remarks"))
_KEYS = frozenset(
    "after says answers about when see kind press level questions opens needs slight hears".split()
)


@dataclass(frozen=True)
class Remark:
    """One thing that people say, and what to say to it."""

    id: str  # talk.name
    thread: str  # the file it stands in
    opens: bool  # whether it opens the talk, where none is open
    says: tuple[str, ...]
    answers: tuple[str, ...]
    about: frozenset[str]  # of these one is talked about; empty: whatever is
    when: str | None  # what must be known: young, adult, worry, answered; None: whatever is
    after: frozenset[str]  # intents, and the file's own name, of which one came shortly before; empty: any
    see: str | None  # id of the entry that says more
    kind: Kind
    level: Level
    press: bool  # whether it is a way of pressing on
    questions: bool  # whether the procedure's questions for a dentist follow
    needs: tuple[re.Pattern[str], ...]  # of each, a message that makes the remark has words
    hears: tuple[re.Pattern[str], ...]  # words in a row, of which a sentence that makes the remark has one
    slight: bool  # whether it is a detail ("no pain", "im 34") that is no answer to what else is told


def read_remarks(root: Path, talk: str) -> tuple[Remark, ...]:
    """The remarks of content/coaching/remarks/<talk>. Raises DataError for a broken file."""
    return tuple(
        _remark(path, name, row, rows)
        for path in sorted((root / HOME / talk).glob("*.yml"))
        for rows in [read_mapping(path, allowed=set(_TOP), required=frozenset(("remarks",)))]
        for name, row in rows["remarks"].items()
    )


def _remark(path: Path, name: str, row: dict[str, Any], rows: dict[str, Any]) -> Remark:
    where = f"{path}:{line_of(path, f'  {name}:')}"
    if not isinstance(row, dict) or not {"says", "answers"} <= set(row) <= _KEYS:
        raise DataError(where, f"{name} needs says and answers", "compare with the remarks above it")
    texts: Collection[Any] = (*row["says"], *row["answers"])
    if len(row["answers"]) < 3 or not all(isinstance(text, str) for text in texts):
        raise DataError(
            where, f"{name} needs three wordings or more, all of them text", "add one, or quote it"
        )
    press = bool(row.get("press", False))
    kind, level = row.get("kind", "boundary" if press else "answer"), row.get("level", "none")
    if kind not in KINDS or level not in LEVELS:
        raise DataError(where, f"{name} has an unknown kind or level", "mend it")
    return Remark(
        f"{path.parent.name}.{name}",
        path.stem,
        bool(row.get("opens", False)),
        tuple(row["says"]),
        tuple(row["answers"]),
        frozenset(row.get("about", rows.get("about", ()))),
        row.get("when", rows.get("when")),
        _after(path, row, rows),
        row.get("see"),
        cast(Kind, kind),
        cast(Level, level),
        press,
        bool(row.get("questions", False)),
        tuple(map(beginnings, row.get("needs", ()))),
        patterns(path, row.get("hears", ())),
        bool(row.get("slight", False)),
    )


def _after(path: Path, row: dict[str, Any], rows: dict[str, Any]) -> frozenset[str]:
    """The intents of the remark or of its file; a file with intents is a thread that goes on by itself."""
    if "after" in row:
        return frozenset(row["after"])
    return frozenset((*rows["after"], path.stem)) if "after" in rows else frozenset()
