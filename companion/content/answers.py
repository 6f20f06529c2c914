"""Answers: all that may be said to a question, side by side: the leads of entries, and their points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from companion.content.entry import Entry
from companion.content.learning import Floats
from companion.content.point import Point
from companion.content.postings import Postings
from companion.content.space import AXES, Space

LEAD = -1  # the number, among the points of an entry, of the entry's own lead


@dataclass(frozen=True)
class Draft:
    """One answer before it is placed: the number of its entry, of its point or LEAD, and its texts."""

    entry: int
    number: int
    asked: tuple[str, ...]
    answer: str

    @property
    def text(self) -> str:
        """Everything it is asked in and says."""
        return "\n".join([*self.asked, self.answer])


def drafts(entries: Sequence[Entry], points: Mapping[str, Sequence[Point]]) -> list[Draft]:
    """The answers of entries in turn, the lead of each before its points."""
    found = []
    for row, entry in enumerate(entries):
        found.append(Draft(row, LEAD, entry.questions, entry.lead))
        for number, point in enumerate(points.get(entry.id, ())):
            found.append(Draft(row, number, point.asked, point.answer))
    return found


@dataclass(frozen=True)
class Closeness:
    """How close a question comes to each answer, (answers,) each, -1 to 1."""

    nearest: Floats  # its nearest sample
    apart: Floats  # all of its samples, less what those of the same entry are on the whole


@dataclass(frozen=True)
class Answers:
    """The answers of a store as arrays. Numbers of answers are rows of these."""

    space: Space
    entries: NDArray[np.intp]  # (answers,) the row of each one's entry
    numbers: NDArray[np.intp]  # (answers,) that of its point, or LEAD
    samples: Floats  # (samples, AXES), those of one answer side by side
    starts: NDArray[np.intp]  # (answers,) where its samples begin
    postings: Postings  # of each answer's texts

    @classmethod
    def load(cls, space: Space, rows: Iterable[tuple[int, int, bytes]], postings: Postings) -> Answers:
        """From rows of the number of the entry, that of the point, and where its samples stand."""
        owners, numbers, asked = zip(*rows, strict=True)
        counts = [len(data) // (2 * AXES) for data in asked]
        return cls(
            space,
            np.array(owners, np.intp),
            np.array(numbers, np.intp),
            np.frombuffer(b"".join(asked), np.float16).reshape(-1, AXES).astype(np.float32),
            np.cumsum([0, *counts[:-1]]).astype(np.intp),
            postings,
        )

    @cached_property
    def leads(self) -> NDArray[np.bool_]:
        """Which answers are leads of entries."""
        found: NDArray[np.bool_] = self.numbers == LEAD
        return found

    @cached_property
    def _counts(self) -> Floats:
        return np.diff(np.append(self.starts, len(self.samples))).astype(np.float32)

    @cached_property
    def heads(self) -> NDArray[np.intp]:
        """The first answer of each entry."""
        return np.flatnonzero(self.leads)

    @cached_property
    def _sizes(self) -> Floats:
        """How many answers each entry has."""
        return np.diff(np.append(self.heads, len(self.numbers))).astype(np.float32)

    def compare(self, vector: Floats) -> Closeness:
        """How close a sentence vector (512,) comes to each answer."""
        placed = self.space.place(vector)
        every = self.samples @ placed
        nearest = np.maximum.reduceat(every, self.starts)
        mean = np.add.reduceat(every, self.starts) / self._counts
        whole = np.add.reduceat(mean, self.heads) / self._sizes
        return Closeness(nearest, mean - whole[self.entries])
