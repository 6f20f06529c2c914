"""Questions from talks with their answers, as people labelled them: JSON Lines in data/asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from companion.coaching.finding.question import Question
from companion.content import Store
from companion.content.answers import LEAD
from companion.errors import DataError

FOLDER = Path("data/asked")
PARTLY = 0.3  # what an answer that is partly right counts
_KEYS = frozenset("text before focus answers near".split())


@dataclass(frozen=True)
class Asked:
    """A question in its talk. `answers` and `near`: numbers of the store's answers, right and partly so."""

    text: str
    before: tuple[str, ...]
    focus: tuple[str, ...]
    answers: tuple[int, ...]
    near: tuple[int, ...]

    @property
    def question(self) -> Question:
        """It as it stands: its gist is all of it."""
        return Question(self.text, self.text.lower(), self.focus, tuple(map(str.lower, self.before)))

    def worth(self, none: int) -> dict[int, float]:
        """What each answer that is right or partly so counts, and where none is right the number `none`."""
        return dict.fromkeys(self.near, PARTLY) | dict.fromkeys(self.answers or (none,), 1.0)


def read(root: Path, store: Store) -> dict[str, list[Asked]]:
    """The rows of each file, by its name. Raises DataError."""
    numbers = _numbers(store)
    found = {path.stem: list(_read(path, numbers)) for path in sorted((root / FOLDER).glob("*.jsonl"))}
    if not found:
        raise DataError(str(FOLDER), "has no questions", "restore it with git")
    return found


def _read(path: Path, numbers: dict[str, int]) -> Iterator[Asked]:
    for line, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{FOLDER / path.name}:{line}"
        try:
            row = json.loads(text)
            unknown = set(row) - _KEYS
            named = [*row["answers"], *row.get("near", ())]
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(where, f"is no labelled question ({error})", "see docs/asking.md") from error
        if unknown:
            raise DataError(where, f"has the unknown key {min(unknown)!r}", "correct it")
        for name in named:
            if name not in numbers:
                raise DataError(
                    where, f'there is no answer "{name}"', "name an entry, or entry: first sample"
                )
        yield Asked(
            row["text"],
            *(tuple(row.get(key, ())) for key in ("before", "focus")),
            *(tuple(numbers[name] for name in row.get(key, ())) for key in ("answers", "near")),
        )


def _numbers(store: Store) -> dict[str, int]:
    """The number of each answer by its name: the entry's id, and for a point its first sample."""
    answers = store.answers
    found = {}
    for at, (row, number) in enumerate(zip(answers.entries, answers.numbers, strict=True)):
        entry = store.ids[row]
        first = "" if number == LEAD else f": {store.point(entry, int(number)).asked[0]}"
        found[entry + first] = at
    return found
