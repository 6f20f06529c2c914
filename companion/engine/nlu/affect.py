"""The feelings model: logistic regression over the sentence vector and a few cues.

A cue is a word that shows a feeling ("furious"). It counts only where it is felt: not after "not",
not in a question about it ("does it hurt?"), not when it is over. Trained with scikit-learn,
kept and run with numpy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.errors import BuildError

Floats = NDArray[np.float32]

NONE = "none"
MEANING = 2.0  # weight of the sentence vector beside the cues
STRENGTH = 3.0  # scikit-learn's C
# A false feeling offends more than a missed one. Cross-validated: none kept 96%, a feeling heard 68%.
MOVED = 0.65  # share of all feelings together from which on one is believed that no word names
SURE = 0.4  # and the least share of the likeliest
ASIDES = 3  # signs that are no feeling: one that is not felt, somebody's own, a question

_CLAUSE = re.compile(r"[.?!,;:\n]+| but | and ")
_ASKS = re.compile(
    r"\s*(?:and |so |but |ok |hi |please )?(?:what(?! if)(?!'s the point)|whats(?! the point)|how(?! dare)"
    r"|does|do|did|are|can|could|will|would|should|when|which|who|why(?! me)|is|promise|explain)\b"
)
_OWN = re.compile(r"\b(?:i'?m|i am|am i|i feel|i get|i have|i've|my|me|i can'?t|do i feel)\b")
_OVER = re.compile(
    r"\b(?:used to|not any ?more|no longer|has gone|went away|is gone|stopped|as a (?:kid|child)"
    r"|last (?:year|month)|years ago)\b"
)
_DENIES = re.compile(
    r"(?:\b(?:not?|never|without|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|wasn'?t|nor|zero)(?: \w+){0,2}\s)$"
)


@dataclass(frozen=True)
class Affect:
    """A trained model. `cues` maps each feeling, and "none" for look-alikes, to its words."""

    classes: tuple[str, ...]
    cues: dict[str, list[str]]
    coefficients: Floats  # (512 + feelings + 3, classes)
    intercepts: Floats

    def read(self, text: str, vector: Floats) -> tuple[str | None, float]:
        """(feeling or None, its confidence in 0..1); `vector` is the encoded lower-case text."""
        signs = self._signs.of(text)
        features = np.concatenate([vector * MEANING, signs])
        logits = features @ self.coefficients + self.intercepts
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        none = self.classes.index(NONE)
        calm = float(chances[none])
        chances[none] = 0
        best = int(chances.argmax())
        named = bool(signs[:-ASIDES].any())
        if chances[best] < SURE or (1 - calm < MOVED and not named):
            return None, round(calm, 4)
        return self.classes[best], round(float(chances[best]), 4)

    @cached_property
    def _signs(self) -> Signs:
        return Signs(self.cues)

    def save(self, folder: Path) -> None:
        """Write affect.json and two .npy files: nothing in them can be executed."""
        words = {"classes": self.classes, "cues": self.cues}
        (folder / "affect.json").write_text(json.dumps(words), encoding="utf-8")
        np.save(folder / "coefficients.npy", self.coefficients)
        np.save(folder / "intercepts.npy", self.intercepts)

    @classmethod
    def load(cls, folder: Path) -> Affect:
        """Read what `save` wrote. Raises BuildError when a file is missing or damaged."""
        try:
            words = json.loads((folder / "affect.json").read_text(encoding="utf-8"))
            coefficients = np.load(folder / "coefficients.npy", allow_pickle=False)
            intercepts = np.load(folder / "intercepts.npy", allow_pickle=False)
            return cls(tuple(words["classes"]), words["cues"], coefficients, intercepts)
        except (OSError, ValueError, KeyError) as error:
            raise BuildError(
                str(folder), f"the feelings model cannot be read ({error})", "run `companion build`"
            ) from error


class Signs:
    """Finds cues in a text, and whether they are felt there."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._feelings = sorted(name for name in cues if name != NONE)
        self._like = _any_of(cues.get(NONE, ()))
        self._cues = [_any_of(cues[name]) for name in self._feelings]

    def of(self, text: str) -> Floats:
        """One number for each feeling that is felt (in order of name), then aside, own, asks."""
        felt = np.zeros(len(self._feelings) + ASIDES, np.float32)
        plain = self._like.sub(" ", text.lower().replace("\u2019", "'"))
        over = _OVER.search(plain) is not None
        for clause in _CLAUSE.split(plain):
            asked = _ASKS.match(clause) is not None and _OWN.search(clause) is None
            felt[-1] = max(felt[-1], float(asked))
            for at, cue in enumerate(self._cues):
                for found in cue.finditer(clause):
                    aside = asked or over or _DENIES.search(clause[: found.start()]) is not None
                    felt[-3 if aside else at] = 1.0
        felt[-2] = float(_OWN.search(plain) is not None)
        return felt

    def any(self, text: str) -> bool:
        """Whether any cue stands in the text, felt or not."""
        return bool(self.of(text)[:-2].any())


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """One of the words, the longest first; no words match nothing."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})\b" if ordered else r"(?!)")


def train(
    texts: Sequence[str], feelings: Sequence[str], vectors: Floats, cues: Mapping[str, Sequence[str]]
) -> Affect:
    """Learn feelings from examples; `vectors` are their encoded lower-case texts, one row each."""
    from sklearn.linear_model import LogisticRegression

    signs = Signs(cues)
    features = np.hstack([vectors * MEANING, np.stack([signs.of(text) for text in texts])])
    model = LogisticRegression(C=STRENGTH, max_iter=300, random_state=0).fit(features, list(feelings))
    return Affect(
        tuple(str(name) for name in model.classes_),
        {name: list(words) for name, words in cues.items()},
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
    )
