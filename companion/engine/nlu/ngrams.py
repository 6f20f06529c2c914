"""TF-IDF over n-grams in plain Python and numpy: learned once, stored as a trie and arrays."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray

_WORD = re.compile(r"\w+(?:'\w+)?")
_SPACE = re.compile(r"\s+")


def letters(text: str, shortest: int = 2, longest: int = 5) -> Iterator[str]:
    """Character n-grams of a text with a space on both sides, so that word edges count."""
    padded = f" {_SPACE.sub(' ', text.lower()).strip()} "
    for size in range(shortest, longest + 1):
        for start in range(len(padded) - size + 1):
            yield padded[start : start + size]


def words(text: str) -> Iterator[str]:
    """Words and pairs of neighbouring words."""
    found = _WORD.findall(text.lower())
    yield from found
    for left, right in pairwise(found):
        yield f"{left} {right}"


GRAMS: dict[str, Callable[[str], Iterable[str]]] = {"letters": letters, "words": words}


@dataclass(frozen=True)
class Grams:
    """A learned vocabulary. `kind` names the splitter; `idf` has one weight for each gram."""

    kind: str
    vocabulary: Trie  # a tenth of a dictionary's memory; numbers the grams in an order of its own
    idf: NDArray[np.float32]

    @classmethod
    def learn(cls, kind: str, texts: Sequence[str], least: int = 1) -> Grams:
        """The vocabulary of `texts`: grams found in at least `least` of them."""
        split = GRAMS[kind]
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(split(text)))
        vocabulary = Trie(gram for gram, count in seen.items() if count >= least)
        kept = map(vocabulary.restore_key, range(len(vocabulary)))
        idf = [math.log((1 + len(texts)) / (1 + seen[gram])) + 1 for gram in kept]
        return cls(kind, vocabulary, np.array(idf, np.float32))

    def vector(self, text: str) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The text as (positions, weights): sublinear counts times idf, scaled to length one."""
        counts = Counter(map(self.vocabulary.get, GRAMS[self.kind](text)))
        del counts[None]
        positions = np.fromiter(counts.keys(), np.intp, len(counts))
        weights = np.fromiter(counts.values(), np.float32, len(counts))
        weights = (1 + np.log(weights)) * self.idf[positions] if len(counts) else weights
        length = float(np.sqrt(np.square(weights).sum()))
        return positions, (weights / length if length else weights).astype(np.float32)
