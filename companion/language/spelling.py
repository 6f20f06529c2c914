"""Spelling: people in pain misspell. Unknown words are matched to the nearest word we listen for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from marisa_trie import Trie
from rapidfuzz import process
from rapidfuzz.distance import OSA
from Stemmer import Stemmer

_stemmer = Stemmer("english", maxCacheSize=0)
_STRETCHED = re.compile(r"(.)\1{2,}")
_KEPT = {
    "teething": "teething",
    "teethe": "teething",
    "kidding": "kidding",
    "sever": "severe",
}  # stems that would clash
_SHORTEST = 4  # letters of a word that may be a slip of the finger
_EVERYDAY = 2_000_000  # times a word is written in the list, about the commonest 15,000
_DICTIONARY = "frequency_dictionary_en_82_765.txt"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case word."""
    return _KEPT.get(word) or str(_stemmer.stemWord(word))


@lru_cache(maxsize=1)
def _list() -> tuple[Trie, Mapping[str, int]]:
    """English words, and how often each of the commonest is written (read once, 90 ms)."""
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        return Trie(), {}
    text = (Path(spec.origin).parent / _DICTIONARY).read_text(encoding="utf-8-sig")
    rows = [line.split(" ", 1) for line in text.splitlines()]
    often = {word: int(count) for word, count in rows if int(count) >= _EVERYDAY}
    return Trie(word for word, _ in rows), often


def english() -> Trie:
    """About 83,000 English words, from symspellpy's list: 0.3 MB as a trie, 10 as a dictionary."""
    return _list()[0]


@lru_cache(maxsize=1)
def _everyday() -> Mapping[str, Sequence[str]]:
    """English words that people really write, by first letter."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in _list()[1]:
        if len(word) >= _SHORTEST:
            found[word[0]].append(word)
    return found


@lru_cache(maxsize=1)
def _stems_written() -> tuple[Mapping[str, int], int]:
    """How often the commonest English words are written, by stem, and all of them together."""
    counts: Counter[str] = Counter()
    for word, count in _list()[1].items():
        counts[stem(word)] += count
    return counts, counts.total() or 1


def everyday(stem_: str) -> float:
    """The share of written English that is words of a stem; for rare ones what they have at most."""
    counts, total = _stems_written()
    return max(counts.get(stem_, 0), _EVERYDAY) / total


class Speller:
    """Maps a word to the key used for matching: its stem, or the stem of what it was meant to be."""

    def __init__(self, known: Iterable[str], slang: dict[str, str]) -> None:
        """`known`: the words of the lexicon, lower case, each as often as it is there.
        `slang`: fixed replacements ("u": "you")."""
        self._often = Counter(known)
        self._slang = slang
        self._right = [word for word in self._often if word in english()]
        self._stems = frozenset(stem(word) for word in self._right)
        self._long = sorted(word for word in self._right if len(word) >= _SHORTEST)
        self._cache: dict[str, str] = {}
        self._mended: dict[str, str] = {}

    def key(self, word: str) -> str:
        """The key of one lower-case word."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > 50_000:
                self._cache.clear()
            found = self._cache[word] = self._find(word)
        return found

    def mend(self, word: str) -> str:
        """The lower-case word as it was meant: itself unless it is neither known nor English."""
        found = self._mended.get(word)
        if found is None:
            if len(self._mended) > 50_000:
                self._mended.clear()
            found = self._mended[word] = self._meant(word)
        return found

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is English, or one that we listen for."""
        return self._listens(word) or word in self._slang or word in english()

    def _listens(self, word: str) -> bool:
        return word in self._often or stem(word) in self._stems

    def _meant(self, word: str) -> str:
        word = self._slang.get(word, word)
        if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()) or self.knows(word):
            return word
        return self._nearest(word) or _nearest(word, _everyday()[word[0]], _list()[1]) or word

    def _find(self, word: str) -> str:
        word = self._slang.get(word, word)
        if self._listens(word) or not word.isalpha():
            return stem(word)
        if _STRETCHED.search(word):
            for repeat in (r"\1", r"\1\1"):
                short = _STRETCHED.sub(repeat, word)
                if self._listens(short):
                    return stem(short)
            word = _STRETCHED.sub(r"\1", word)
        if len(word) < _SHORTEST or word in english():
            return stem(word)
        return stem(self._nearest(word) or word)

    def _nearest(self, word: str) -> str | None:
        """The closest word that we listen for."""
        return _nearest(word, self._long, self._often)


def _nearest(word: str, among: Sequence[str], often: Mapping[str, int]) -> str | None:
    """The closest word, of several the one written most often: one slip for up to 7 letters, two
    for longer; same first letter unless the first two are swapped. Optimal string alignment."""
    slips = 1 if len(word) < 8 else 2
    found = process.extract(word, among, scorer=OSA.distance, score_cutoff=slips, limit=None)
    near = [(slip, -often.get(other, 0), other) for other, slip, _ in found if _may_be(word, other)]
    return min(near)[2] if near else None


def _may_be(word: str, other: str) -> bool:
    """Whether one may be a slip for the other. Of four letters, one was left out or two swapped:
    "Seth" or "Beth" is a name and no other word."""
    if word[0] != other[0]:
        return word[:2] == other[1::-1] and len(word) > _SHORTEST
    return len(word) > _SHORTEST or len(other) > len(word) or sorted(word) == sorted(other)
