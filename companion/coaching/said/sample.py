"""Samples of what people say, and how close a message comes in meaning to what they are samples of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.coaching.said.pointers import Pointers, pointers
from companion.language.encoder import vector
from companion.text import bare

LONE = 0.08  # a part of a message says a little less than the whole
_PART = re.compile(r"[.!?;:\n]+|,\s|\s-\s|\b(?:but|and)\b")
_FILLER = re.compile(
    r"^(?:(?:ok|okay|right|well|so|and|but|yeah|yes|hm+|oh|ah|lol|haha|fine|fair|honestly|actually|um|er|alright"
    r"|sorry|thanks|thank you|thx|cool|wait|last q|one more|quick question)[ ,.!-]+)+"
)
SAME = 1.0  # closeness of a message that is a sample, word for word
SURE = 0.6  # closeness from which no word has to be shared
_STEM = 4  # letters by which two words count as one
# Words that stand in every second message say nothing of what it is about.
_COMMON = frozenset(
    """
    teet toot dent mout brus just real even some like what when then that this they them with from have been
    were will woul coul shou abou your mine only also very much more than into over back want know thin feel
    make made goin gonn does dont didn cant wont isnt aint hasn have havi thing
    time year week days nigh long neve and the for but you can did has had was are not got get she her him his
    they all out now why how who one two ive its thi too let say off any our see way day bit lot yes may
    """.split()
)
_ARTICLES = frozenset(("a", "an", "the"))
_TYPED = {
    "u": "you",
    "ur": "your",
    "r": "are",
    "n": "and",
    "pls": "please",
    "cos": "because",
    "cuz": "because",
}
_FEW = 2  # words up to which a part of a message says too little


@dataclass(frozen=True, eq=False)
class Samples:
    """Texts, and for each the number of what it belongs to; what they point to."""

    texts: tuple[str, ...]
    owners: NDArray[np.intp]
    pointers: Pointers | None  # None: there are no samples

    @classmethod
    def encoded(cls, root: Path, name: str, rows: Sequence[tuple[int, str]], lines: Sequence[str]) -> Samples:
        """From rows of (owner, text), and what is said to each; what is learned is kept under `name`."""
        texts = tuple(parts(text)[0] for _, text in rows)
        owners = [owner for owner, _ in rows]
        learned = pointers(root, name, list(zip(owners, texts, strict=True)), lines) if texts else None
        return cls(texts, np.array(owners, dtype=np.intp), learned)

    @cached_property
    def same(self) -> dict[str, list[int]]:
        """The owners of each sample, by its words."""
        found: dict[str, list[int]] = {}
        for owner, text in zip(self.owners.tolist(), self.texts, strict=True):
            found.setdefault(wording(text), []).append(owner)
        return found

    @cached_property
    def words(self) -> dict[int, frozenset[str]]:
        """What the samples of each owner are about."""
        found: dict[int, frozenset[str]] = {}
        for owner, text in zip(self.owners.tolist(), self.texts, strict=True):
            found[owner] = found.get(owner, frozenset()) | about(text)
        return found

    def close(self, part: str, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """How close a part of a message, given by its `vectors` (n, 512), is to each owner, (owners,)."""
        assert self.pointers is not None
        found = self.pointers.close(part, vectors)
        found[self.same.get(wording(part), [])] = SAME
        return found

    def nearest(self, text: str, least: float) -> list[tuple[int, float]]:
        """(owner, closeness) of all that a message or a part of it comes close to, the closest first."""
        best: dict[int, float] = {}
        if self.pointers is None:
            return []
        for number, part in enumerate(parts(text)):
            if len(part.split()) < _FEW or (number and len(part.split()) <= _FEW):
                continue
            scores = self.close(part, vector(part)[None]) - LONE * (number > 0)
            told = about(part)
            for owner in np.flatnonzero(scores >= least).tolist():
                if scores[owner] >= SURE or told & self.words[owner]:
                    best[owner] = max(best.get(owner, 0.0), float(scores[owner]))
        return sorted(best.items(), key=lambda one: -one[1])


def wording(text: str) -> str:
    """The words of a text, without marks and articles: two texts of one wording are the same."""
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(_TYPED.get(word, word) for word in words if word not in _ARTICLES)


def parts(text: str) -> tuple[str, ...]:
    """A message in small letters, whole first, then the parts that say something of their own."""
    said = bare(text)
    split = [_FILLER.sub("", part.strip()) for part in _PART.split(said)]
    found = [part for part in split if len(part.split()) > 1]
    whole = _FILLER.sub("", said) or said
    return (whole, *(part for part in found if part != whole)) if len(found) > 1 else (whole,)


def about(text: str) -> frozenset[str]:
    """The beginnings of the words that tell what a text is about."""
    stems = {word[:_STEM] for word in re.findall(r"[a-z]{3,}", text)}
    return frozenset(stems - _COMMON)
