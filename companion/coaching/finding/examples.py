"""Examples: questions of data/asked, which speak for the answers that people gave them as samples do.

They are placed once, in a build, and kept as arrays. Whoever learns from them or measures leaves out
the file that a question stands in, so that none speaks for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from companion.coaching.finding.asked import Asked
from companion.content import Store
from companion.content.learning import Floats


@dataclass(frozen=True, eq=False)
class Examples:
    """One row for each answer of each question, those of one answer side by side."""

    said: Floats  # (rows, axes) where the question stands by itself
    talk: Floats  # (rows, axes) and with what leads to it: told beside it, or in the message before
    answers: NDArray[np.intp]  # (rows,) the number of the store's answer
    files: NDArray[np.intp]  # (rows,) the number of the file

    def without(self, file: int) -> Examples:
        """All but those of one file."""
        kept = self.files != file
        return Examples(*(part[kept] for part in (self.said, self.talk, self.answers, self.files)))

    def near(self, view: str, placed: Floats, count: int) -> Floats:
        """How close a question that stands at `placed` comes to the nearest of each answer, (count,)."""
        found = np.zeros(count, np.float32)
        numbers, starts = self._owners
        found[numbers] = np.maximum(np.maximum.reduceat(getattr(self, view) @ placed, starts), 0)
        return found

    @cached_property
    def _owners(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The answers that have rows, and where those of each begin."""
        return np.unique(self.answers, return_index=True)


def place(files: Sequence[Sequence[Asked]], store: Store, vectors: Mapping[str, Floats]) -> Examples:
    """The questions of files in the space of a store's answers; `vectors` holds those of their views."""
    rows = [(number, one) for number, listed in enumerate(files) for one in listed if one.answers]
    texts = [text for _, one in rows for text in one.question.views]
    placed = store.answers.space.place(np.stack([vectors[text] for text in texts]))
    named = [(answer, at) for at, (_, one) in enumerate(rows) for answer in one.answers]
    answers, asked = np.array(sorted(named), np.intp).reshape(-1, 2).T
    numbers = np.array([number for number, _ in rows], np.intp)
    return Examples(placed[2 * asked], placed[2 * asked + 1], answers, numbers[asked])
