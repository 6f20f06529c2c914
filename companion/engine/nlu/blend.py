"""The intent model: logistic regression, held in check by the nearest example.

A regression alone is sure of itself far from anything it has seen. Its probability is therefore
multiplied with the similarity to the class's nearest training example, which is what tells
a question about something else apart. Taught with scikit-learn (teach.py), kept and run with numpy.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from marisa_trie import Trie
from numpy.typing import NDArray

from companion.engine.nlu.ngrams import GRAMS, Grams
from companion.errors import BuildError

Floats = NDArray[np.float32]

# Chosen on the four training sets of HINT3, each against its best published platform
# (docs/decisions/0002): what helped on all four stayed.
MEANING = 2.0  # weight of the sentence vector beside the n-grams in the regression
POWER = 0.5  # exponent on the probability before it meets the similarity
NEAR_LETTERS, NEAR_WORDS = 0.15, 0.20  # shares of spelling in the similarity, meaning has the rest


@dataclass(frozen=True)
class Postings:
    """A sparse matrix by column: for each n-gram, the examples it occurs in and its weight there."""

    starts: NDArray[np.int32]
    examples: NDArray[np.int32]
    weights: Floats

    def dot(self, positions: NDArray[np.intp], weights: Floats, count: int) -> Floats:
        """Products of a sparse vector with all `count` examples, shape (count,)."""
        if not len(positions):
            return np.zeros(count, np.float32)
        starts, ends = self.starts[positions].tolist(), self.starts[positions + 1].tolist()
        spans = [slice(start, end) for start, end in zip(starts, ends, strict=True)]
        examples = np.concatenate([self.examples[span] for span in spans])
        values = np.concatenate([self.weights[span] for span in spans])
        scale = np.repeat(weights, [end - start for start, end in zip(starts, ends, strict=True)])
        return np.bincount(examples, values * scale, count).astype(np.float32)


@dataclass(frozen=True)
class Blend:
    """A trained model. Rows of `vectors` are examples, in the order of their classes; `firsts` is
    the row of each class's first one.

    `basis` (at most BREADTH, 512) holds the directions in which examples differ; `vectors` are the
    examples in those directions, half as large and half as slow to compare.
    """

    classes: tuple[str, ...]
    letters: Grams
    words: Grams
    coefficients: Floats  # (512 + letters + words, classes)
    intercepts: Floats
    basis: Floats
    vectors: Floats
    firsts: NDArray[np.intp]
    postings: Postings

    def scores(self, text: str, vector: Floats) -> Floats:
        """One confidence in 0..1 for each class; `vector` is the encoded lower-case text."""
        positions, weights = self._grams(text)
        logits = vector @ self._meaning * MEANING + self.intercepts
        logits += weights @ self.coefficients[len(vector) + positions].astype(np.float32)
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        similar = self._similar(vector, positions, weights)
        nearest = np.maximum.reduceat(similar, self.firsts)
        return np.asarray(chances**POWER * nearest.clip(0, 1), np.float32)

    @cached_property
    def _meaning(self) -> Floats:
        """The coefficients of the sentence vector, (512, classes): every message needs them all."""
        return np.asarray(self.coefficients[: self.basis.shape[1]], np.float32)

    def _grams(self, text: str) -> tuple[NDArray[np.intp], Floats]:
        letters, letter_weights = self.letters.vector(text)
        words, word_weights = self.words.vector(text)
        positions = np.concatenate([letters, words + len(self.letters.idf)])
        return positions, np.concatenate([letter_weights, word_weights])

    def _similar(self, vector: Floats, positions: NDArray[np.intp], weights: Floats) -> Floats:
        """Similarity to every example: mostly meaning, partly spelling."""
        shares = np.where(positions < len(self.letters.idf), NEAR_LETTERS, NEAR_WORDS)
        spelling = self.postings.dot(positions, weights * shares.astype(np.float32), len(self.vectors))
        meaning: Floats = self.vectors @ (self.basis @ vector)
        return meaning * (1 - NEAR_LETTERS - NEAR_WORDS) + spelling

    def save(self, folder: Path) -> None:
        """Write classes, vocabularies and an .npy file for each array: nothing in them can be executed."""
        (folder / "classes.json").write_text(json.dumps(self.classes), encoding="utf-8")
        for grams in (self.letters, self.words):
            grams.vocabulary.save(str(folder / f"{grams.kind}.trie"))
        arrays = {
            "letters_idf": self.letters.idf,
            "words_idf": self.words.idf,
            "coefficients": self.coefficients.astype(np.float16),
            "intercepts": self.intercepts,
            "basis": self.basis,
            "vectors": self.vectors,
            "firsts": self.firsts,
            "starts": self.postings.starts,
            "examples": self.postings.examples,
            "weights": self.postings.weights,
        }
        for name, array in arrays.items():
            np.save(folder / f"{name}.npy", array)

    @classmethod
    def load(cls, folder: Path) -> Blend:
        """Read what `save` wrote. Raises BuildError when a file is missing or damaged."""
        try:
            classes = json.loads((folder / "classes.json").read_text(encoding="utf-8"))
            # Mapped: of the large arrays, a message needs a few hundred rows. As plain arrays,
            # because numpy's memmap class makes every slice ten times as slow.
            arrays = {
                path.stem: np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
                for path in folder.glob("*.npy")
            }
            return cls(
                tuple(classes),
                *(Grams(kind, _mapped(folder / f"{kind}.trie"), arrays[f"{kind}_idf"]) for kind in GRAMS),
                arrays["coefficients"],
                arrays["intercepts"],
                arrays["basis"],
                arrays["vectors"],
                arrays["firsts"],
                Postings(arrays["starts"], arrays["examples"], arrays["weights"]),
            )
        except (OSError, ValueError, KeyError, RuntimeError) as error:  # the last of a torn trie
            raise BuildError(
                str(folder), f"the intent model cannot be read ({error})", "run `companion build`"
            ) from error


def _mapped(path: Path) -> Trie:
    """A vocabulary, read from its file where it is needed."""
    trie = Trie()
    trie.mmap(str(path))
    return trie
