"""Examples: questions of data/asked, which speak for the answers that people gave them as samples do.

They are placed once, in a build, and kept as arrays. Whoever learns from them or measures leaves out
the file that a question stands in, so that none speaks for itself.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.coaching.finding.asked import Asked, read
from companion.coaching.finding.question import Question
from companion.content import Store
from companion.content.learning import Floats
from companion.content.vectors import VectorCache
from companion.errors import BuildError
from companion.replacement import replacing

FOLDER = "asked"  # in the cache, of their sentence vectors


@dataclass(frozen=True, eq=False)
class Examples:
    """One row for each answer of each question, those of one answer side by side."""

    said: Floats  # (rows, axes) where the question stands by itself
    talk: Floats  # (rows, axes) and with the message before it
    answers: NDArray[np.intp]  # (rows,) the number of the store's answer
    files: NDArray[np.intp]  # (rows,) the number of the file

    @classmethod
    def load(cls, path: Path) -> Examples:
        """Those that `build` wrote. Raises BuildError."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                found = {name: data[name] for name in data.files}
            views = {name: found.pop(name).astype(np.float32) for name in ("said", "talk")}
            return cls(**views, **found)
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
            raise BuildError(str(path), f"it cannot be read ({error})", "run `companion build`") from error

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


def build(root: Path, store: Store, target: Path) -> Path:
    """Place the questions of data/asked in the space of a store's answers, and keep them at `target`."""
    rows = [(number, row) for number, listed in enumerate(read(root, store).values()) for row in listed]
    rows = [(number, row) for number, row in rows if row.answers]
    texts = [text for _, row in rows for text in views(_plainly(row))]
    placed = store.answers.space.place(VectorCache(target.parent / FOLDER).encode(texts)).astype(np.float16)
    named = [(answer, at) for at, (_, row) in enumerate(rows) for answer in row.answers]
    answers, asked = np.array(sorted(named), np.intp).reshape(-1, 2).T
    files = np.array([number for number, _ in rows], np.intp)[asked]
    with replacing(target) as draft, draft.open("wb") as file:
        np.savez(file, said=placed[2 * asked], talk=placed[2 * asked + 1], answers=answers, files=files)
    return target


def views(question: Question) -> tuple[str, str]:
    """The part that asks, and the same with the message before it; both in small letters."""
    return question.part, " ".join([*question.before[-1:], question.part]).lower()


def _plainly(row: Asked) -> Question:
    return Question(row.text, row.text.lower(), row.focus, row.before)
