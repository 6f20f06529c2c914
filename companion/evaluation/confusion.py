"""A confusion matrix: what things are, against what they were taken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Confusion:
    """Counts of (truth, guess) pairs. `labels` give the order; every truth and guess is among them."""

    labels: tuple[str, ...]
    counts: Counter[tuple[str, str]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]], labels: Sequence[str] = ()) -> Confusion:
        """From (truth, guess) pairs: `labels` first, then any other name in alphabetical order."""
        counts = Counter(pairs)
        met = {name for pair in counts for name in pair}
        return cls((*labels, *sorted(met.difference(labels))), counts)

    @property
    def total(self) -> int:
        """How many pairs there are."""
        return sum(self.counts.values())

    @property
    def right(self) -> int:
        """How many guesses are the truth."""
        return sum(number for (truth, guess), number in self.counts.items() if truth == guess)

    def truths(self, label: str) -> int:
        """How many are `label`."""
        return sum(number for (truth, _), number in self.counts.items() if truth == label)

    def guesses(self, label: str) -> int:
        """How many were taken for `label`."""
        return sum(number for (_, guess), number in self.counts.items() if guess == label)

    def precision(self, label: str) -> float:
        """Share of what was taken for `label` that is it, 0 to 1; 0 where nothing was."""
        return self.counts[label, label] / max(1, self.guesses(label))

    def recall(self, label: str) -> float:
        """Share of `label` that was taken for it, 0 to 1; 0 where there is none."""
        return self.counts[label, label] / max(1, self.truths(label))

    def f1(self, label: str) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        both = self.truths(label) + self.guesses(label)
        return 2 * self.counts[label, label] / max(1, both)

    @property
    def macro_f1(self) -> float:
        """Mean F1 over the labels that are the truth of something: rare ones weigh as much."""
        scores = [self.f1(label) for label in self.labels if self.truths(label)]
        return sum(scores) / max(1, len(scores))

    def worst(self, most: int) -> list[tuple[str, str, int]]:
        """The commonest mistakes: (truth, guess, how often), the first ones first."""
        wrong = [(t, g, n) for (t, g), n in self.counts.items() if t != g]
        return sorted(wrong, key=lambda row: (-row[2], row[0], row[1]))[:most]

    def rows(self) -> list[list[int]]:
        """The matrix: a row for each truth, a column for each guess, both in the order of labels."""
        return [[self.counts[truth, guess] for guess in self.labels] for truth in self.labels]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"labels": list(self.labels), "rows": self.rows()}
