"""Hybrid search: how close in meaning a text is to the sample questions, and in words to entries.

Meaning is the cosine between sentence vectors, flattened as companion.content.learning says. Of an
entry count its nearest question, its three nearest, all of them, and what a classifier says that
has learned where one entry ends and the next begins. Words come from FTS5's BM25.

How sure a hit is depends on one thing more, the plain cosine to the nearest questions of all: it
tells a question about mouths from one about car insurance. It moves all scores of a text alike.
docs/decisions/0003 has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.content.learning import Floats, Learned, lengths, softmax

NEAREST = 3  # questions of an entry that count as near
STRONG_WORDS = 10.0  # BM25 from which on the best entry counts as a full match in words

_TOP, _NEAR, _ALL, _CHOICE = 1.0, 0.5, 0.5, 1.0
_OWN_WORDS, _SYNONYMS = 0.5, 0.3
# Logistic regression over held-out questions and utterances about anything else: right or not.
_FIT, _SUBJECT, _SHIFT = 2.3, 8.4, -8.5
_LACKING, _MOST_LACKING = 1.0, 2.0  # log odds that an entry loses for a subject word it nowhere has
SUBJECT = 5  # questions of all entries that tell whether the subject is ours


@dataclass(frozen=True)
class Hit:
    """An entry that may answer, how sure that is (0 to 1), and its nearest sample question."""

    entry_id: str
    score: float
    question: str


@dataclass(frozen=True)
class Closeness:
    """What the meaning of a text says, before its words are looked at."""

    entries: Floats  # (entries,), about -2 to 3
    nearest: NDArray[np.intp]  # (entries,), the number of each one's nearest question
    subject: float  # plain cosine to the nearest questions of all: is this about mouths?


class MeaningIndex:
    """The vectors of all sample questions, grouped by entry."""

    def __init__(self, vectors: Floats, counts: Sequence[int], learned: Learned) -> None:
        """`vectors`: (n, 512), questions of one entry side by side; `counts`: how many of each."""
        self.learned = learned
        self._vectors = vectors
        self._starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.intp)
        self._counts = np.asarray(counts, dtype=np.float32)
        self._lengths = learned.lengths(vectors)
        # Sims of questions padded to a rectangle: one row an entry.
        most = max(counts)
        self._slots = np.full((len(counts), max(most, NEAREST)), len(vectors), dtype=np.intp)
        for row, (start, count) in enumerate(zip(self._starts, counts, strict=True)):
            self._slots[row, :count] = np.arange(start, start + count)
        self._spread = self._spreads((vectors - learned.mean) / self._lengths[:, None])

    def _spreads(self, unit: Floats) -> Floats:
        """Length of the mean of each entry's flattened unit vectors, (entries,)."""
        sums = np.add.reduceat(unit, self._starts, axis=0) / self._counts[:, None]
        return lengths(sums, self.learned.metric)

    def compare(self, vector: Floats) -> Closeness:
        """How close in meaning a vector (512,) is to each entry."""
        mean = self.learned.mean
        turned, length = self.learned.turn(vector)
        # Two products with a vector are faster than one with a matrix of two columns.
        plain = self._vectors @ vector
        cosines = (self._vectors @ turned - float(mean @ turned)) / (self._lengths * length)
        table = np.append(cosines, np.float32(-1.0))[self._slots]
        best = table.argmax(axis=1)
        rows = np.arange(len(table))
        nearest = np.partition(table, -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
        every = np.add.reduceat(cosines, self._starts) / self._counts / self._spread
        chances = softmax(((vector - mean) / length) @ self.learned.choice)
        entries = _TOP * table[rows, best] + _NEAR * nearest + _ALL * every + _CHOICE * chances
        few = min(SUBJECT, len(plain))
        subject = float(np.partition(plain, -few)[-few:].mean())
        return Closeness(entries, self._slots[rows, best], subject)


def fuse(meaning: Closeness, own: Floats, widened: Floats, lacking: Floats | float = 0.0) -> Floats:
    """One score an entry, 0 to 1, from closeness in meaning and two BM25 an entry, all (entries,).

    `lacking`: how much of the subjects that a text names each entry nowhere has (companion.content.subjects).
    """
    total = meaning.entries
    for weight, words in ((_OWN_WORDS, own), (_SYNONYMS, widened)):
        total = total + words * (weight / max(STRONG_WORDS, float(words.max())))
    sure = _FIT * total + _SUBJECT * meaning.subject + _SHIFT - _LACKING * np.minimum(lacking, _MOST_LACKING)
    scores: Floats = 1.0 / (1.0 + np.exp(-sure))
    return scores
