"""The gist of a message: courtesies left out, slips of the finger mended, in lower case.

For readers that compare a message as a whole with others: the second reader of triage, the intent
model and the search. "Hello, sorry to bother you" must neither hide a danger nor change an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from companion.language.spelling import Speller
from companion.yaml import read_mapping

FILE = "content/lexicon/courtesies.yaml"
_STRANGE = 0.6  # share of unknown words from which on a text is another language, or noise
_LEAST = 3  # words that must be left: "thanks for your help" alone says just that
_APOSTROPHES = str.maketrans("’‘´`", "''''")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONGEST = 4_000  # characters that are looked at


class Gist:
    """Makes the gist of messages with one lexicon."""

    def __init__(self, courtesies: Mapping[str, Iterable[str]], speller: Speller) -> None:
        """`courtesies`: what may stand `before` and `after` the matter; see read_courtesies."""
        before, after = (_any_of(courtesies[place]) for place in ("before", "after"))
        self._alone = re.compile(rf"(?:^|(?<=[.!?\n]))\s*(?:{before}|{after})\s*(?:[.!?\n]+|$)")
        self._before = re.compile(rf"(?:^|(?<=[.!?\n,]))\s*{before}(?:[\s,.!;:-]+|$)")
        self._after = re.compile(rf"[\s,;:-]*(?<![\w']){after}\s*(?=[.!?\n]|$)")
        self._speller = speller
        self._known = lru_cache(maxsize=256)(self._found)  # a message is read again with the next ones

    def of(self, text: str) -> str:
        """The gist of a message; of one that is nothing but courtesies, all of it."""
        return self._known(text)

    def _found(self, text: str) -> str:
        plain = text[:_LONGEST].translate(_APOSTROPHES).lower()
        return self._mended(self._bare(plain)).strip()

    def _bare(self, text: str) -> str:
        left = text
        while True:
            shorter = self._after.sub("", self._before.sub(" ", self._alone.sub(" ", left))).strip(" .,;:")
            if shorter == left or len(_WORD.findall(shorter)) < _LEAST:
                return left
            left = shorter

    def _mended(self, text: str) -> str:
        """Unknown words as they were meant, unless most are: that is another language, or noise."""
        words = _WORD.findall(text)
        strange = sum(word.isalpha() and not self._speller.knows(word) for word in words)
        return (
            text if strange > _STRANGE * len(words) else _WORD.sub(lambda m: self._speller.mend(m[0]), text)
        )


def read_courtesies(root: Path) -> dict[str, list[str]]:
    """The phrases that stand before and after the matter. Raises DataError."""
    row = read_mapping(root / FILE, allowed={"before", "after"}, required=frozenset(("before", "after")))
    return {place: [str(phrase) for phrase in row[place]] for place in ("before", "after")}


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for one of several phrases, the longest first, that ends with its word."""
    longest = sorted(phrases, key=len, reverse=True)
    return rf"(?:{'|'.join(re.escape(phrase) for phrase in longest)})(?![\w'])"
