"""Postings: in which answers a word stands, and how much a word that few of them have tells."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from companion.content.learning import Floats
from companion.content.subjects import stems

Rows = NDArray[np.uint16]


class Postings:
    """An inverted index over the texts of all answers."""

    def __init__(self, rows: Mapping[str, Rows], count: int) -> None:
        """`rows`: by stem, the numbers of the texts that have it; `count`: how many texts there are."""
        self._rows = rows
        self._count = count

    def weight(self, stem: str) -> float:
        """How much a stem tells: its inverse document frequency."""
        return math.log((self._count + 1) / (len(self._rows.get(stem, ())) + 1))

    def cover(self, words: Sequence[tuple[str, ...]]) -> Floats:
        """The weighed share of words that each text has, (count,); each word is given with its equals."""
        found, total = np.zeros(self._count, np.float32), 0.0
        for same in words:
            weight = min(map(self.weight, same))
            total += weight
            here = [rows for one in same if (rows := self._rows.get(one)) is not None]
            if here:
                found[np.unique(np.concatenate(here)) if len(here) > 1 else here[0]] += weight
        return found / total if total else found


def index(texts: Iterable[str]) -> dict[str, Rows]:
    """By stem, the numbers of the texts that have it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for stem in set(stems(text)):
            found[stem].append(number)
    return {stem: np.array(rows, np.uint16) for stem, rows in sorted(found.items())}
