"""Spelling: people in pain misspell. Unknown words are matched to the nearest word we listen for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

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
_DICTIONARY = "frequency_dictionary_en_82_765.txt"


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a lower-case word."""
    return _KEPT.get(word) or str(_stemmer.stemWord(word))


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """About 83,000 English words, from the list that symspellpy ships (read once, 20 ms)."""
    spec = find_spec("symspellpy")
    if spec is None or spec.origin is None:
        return frozenset()
    text = (Path(spec.origin).parent / _DICTIONARY).read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines())


class Speller:
    """Maps a word to the key used for matching: its stem, or the stem of what it was meant to be."""

    def __init__(self, known: Iterable[str], slang: dict[str, str]) -> None:
        """`known`: the words of the lexicon, lower case. `slang`: fixed replacements ("u": "you")."""
        self._known = frozenset(known)
        self._stems = frozenset(stem(word) for word in self._known)
        self._slang = slang
        self._long = sorted(word for word in self._known if len(word) >= 5 and word.isalpha())
        self._cache: dict[str, str] = {}

    def key(self, word: str) -> str:
        """The key of one lower-case word."""
        found = self._cache.get(word)
        if found is None:
            if len(self._cache) > 50_000:
                self._cache.clear()
            found = self._cache[word] = self._find(word)
        return found

    def _find(self, word: str) -> str:
        word = self._slang.get(word, word)
        if word in self._known or stem(word) in self._stems or not word.isalpha():
            return stem(word)
        if _STRETCHED.search(word):
            for repeat in (r"\1", r"\1\1"):
                short = _STRETCHED.sub(repeat, word)
                if short in self._known or stem(short) in self._stems:
                    return stem(short)
            word = _STRETCHED.sub(r"\1", word)
        if len(word) < 5 or word in english():
            return stem(word)
        return stem(self._nearest(word) or word)

    def _nearest(self, word: str) -> str | None:
        """The closest known word: one slip for 5 to 7 letters, two for longer; same first letter
        unless the first two are swapped. Optimal string alignment distance."""
        slips = 1 if len(word) < 8 else 2
        best = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=slips, limit=3)
        near = [w for w, _, _ in best if w[0] == word[0] or w[:2] == word[1::-1]]
        return near[0] if near else None
