"""Samples of what people say, and how close a message comes to them in meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.coaching.flow import asks
from companion.content.vectors import VectorCache
from companion.language.encoder import vector

CACHE = Path(".cache/companion/remarks")
LONE = 0.04  # a part of a message says a little less than the whole
_PART = re.compile(r"[.!?;:\n]+|,\s|\s-\s|\b(?:but|and)\b")
_FILLER = re.compile(
    r"^(?:(?:ok|okay|right|well|so|and|but|yeah|yes|hm+|oh|ah|lol|haha|fine|fair|honestly|actually|um|er|alright"
    r"|sorry|thanks|thank you|thx|cool|wait|last q|one more|quick question)[ ,.!-]+)+"
)
_TURNED = 0.15  # "i will" and "i won't" lie close together, and mean the opposite
_TOLD = 0.15  # a question and a statement of the same words
_SURE = 0.86  # closeness from which no word has to be shared
_STEM = 4  # letters by which two words count as one
# Words that stand in every second message say nothing of what it is about.
_COMMON = frozenset(
    """
    teet toot dent mout brus just real even some like what when then that this they them with from have been
    were will woul coul shou abou your mine only also very much more than into over back want know thin feel
    make made goin gonn does dont didn cant wont isnt aint hasn have havi thing
    time year week days nigh long neve
    """.split()
)
_FEW = 2  # words up to which a part of a message says too little
_NOT = re.compile(
    r"\b(?:not|no|never|nothing|none|nobody|without|nah"
    r"|(?:is|are|was|were|do|does|did|wo|ca|could|would|should|have|has|had|ai)nt)\b"
)


@dataclass(frozen=True, eq=False)
class Samples:
    """Texts, their vectors (samples, 512), and for each the number of what it belongs to."""

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]
    owners: NDArray[np.intp]
    turned: NDArray[np.bool_]  # whether a sample says "not"
    asking: NDArray[np.bool_]  # whether it is put as a question

    @classmethod
    def encoded(cls, root: Path, name: str, rows: Sequence[tuple[int, str]]) -> Samples:
        """From rows of (owner, text). Vectors are kept under `name` between builds."""
        texts = tuple(parts(text)[0] for _, text in rows)
        return cls(
            texts,
            VectorCache(root / CACHE / name).encode(texts),
            np.array([owner for owner, _ in rows], dtype=np.intp),
            np.array([bool(_NOT.search(text)) for text in texts], dtype=bool),
            np.array([asks(text) for text in texts], dtype=bool),
        )

    @cached_property
    def words(self) -> tuple[frozenset[str], ...]:
        """What each is about."""
        return tuple(map(_about, self.texts))

    def scores(
        self, part: str, vectors: NDArray[np.float32], turned: float, told: float
    ) -> NDArray[np.float32]:
        """How close a part of a message is to each sample, (samples,): the best of its `vectors` (n, 512),
        less what a "not" (`turned`) or a question (`told`) on one side only costs."""
        found: NDArray[np.float32] = (self.vectors @ vectors.T).max(axis=1)
        found -= turned * (self.turned != bool(_NOT.search(part)))
        found -= told * (self.asking != asks(part.rstrip("?!. ")))
        return found

    def nearest(self, text: str, least: float) -> list[tuple[int, float]]:
        """(owner, closeness) of all that a message or a part of it comes close to, the closest first."""
        best: dict[int, float] = {}
        if not len(self.owners):
            return []
        said = parts(text)
        for number, part in enumerate(said):
            if len(part.split()) < _FEW or (number and len(part.split()) <= _FEW):
                continue
            scores = self.scores(part, vector(part)[None], _TURNED, _TOLD) - LONE * (number > 0)
            about = _about(part)
            for at in np.flatnonzero(scores >= least):
                if scores[at] < _SURE and not about & self.words[at]:
                    continue
                owner = int(self.owners[at])
                best[owner] = max(best.get(owner, 0.0), float(scores[at]))
        return sorted(best.items(), key=lambda one: -one[1])


def parts(text: str) -> tuple[str, ...]:
    """A message in small letters, whole first, then the parts that say something of their own."""
    said = " ".join(text.lower().replace("\u2019", "'").replace("'", "").split())
    split = [_FILLER.sub("", part.strip()) for part in _PART.split(said)]
    found = [part for part in split if len(part.split()) > 1]
    whole = _FILLER.sub("", said) or said
    return (whole, *(part for part in found if part != whole)) if len(found) > 1 else (whole,)


def _about(text: str) -> frozenset[str]:
    """The beginnings of the words that tell what a text is about."""
    stems = {word[:_STEM] for word in re.findall(r"[a-z]{4,}", text)}
    return frozenset(stems - _COMMON)
