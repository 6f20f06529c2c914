"""How often search finds the right entry, over questions that no entry contains."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from companion.content.library import Store
from companion.errors import DataError
from companion.language.encoder import encode


@dataclass(frozen=True)
class Case:
    """A question, and the entries that answer it: the best, and others that are as right."""

    question: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Miss:
    """A case whose first hit was wrong: the hits and their scores, and whether the third saved it."""

    case: Case
    hits: tuple[tuple[str, float], ...]
    among_three: bool


@dataclass(frozen=True)
class Retrieval:
    """Shares of cases, 0 to 1: right entry first, among the first three, among the first five."""

    cases: int
    first: float
    three: float
    five: float
    misses: tuple[Miss, ...]


def read_cases(path: Path) -> list[Case]:
    """Cases of a JSON Lines file: {"question", "entry", "or": [...]}. Raises DataError."""
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            cases.append(Case(row["question"], (row["entry"], *row.get("or", ()))))
        except (ValueError, KeyError, TypeError) as error:
            what = f"not a case ({error})"
            raise DataError(f"{path}:{number}", what, 'write {"question": ..., "entry": ...}') from error
    return cases


def evaluate(store: Store, cases: Sequence[Case]) -> Retrieval:
    """Search for every case. Raises DataError when a case names an entry that is not there."""
    ids = {entry.id for entry in store.entries()}
    places, misses = [], []
    for case, vector in zip(cases, encode([case.question for case in cases]), strict=True):
        if unknown := set(case.entries) - ids:
            what = f'"{case.question}" wants the entry "{min(unknown)}", which does not exist'
            raise DataError("the retrieval cases", what, "correct the id")
        found = store.search(case.question, vector)
        place = next((n for n, hit in enumerate(found) if hit.entry_id in case.entries), len(ids))
        places.append(place)
        if place > 0:
            hits = tuple((hit.entry_id, hit.score) for hit in found)
            misses.append(Miss(case, hits, place < 3))
    first, three, five = (sum(place < limit for place in places) / max(1, len(places)) for limit in (1, 3, 5))
    return Retrieval(len(places), first, three, five, tuple(misses))
