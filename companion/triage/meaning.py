"""Meaning: what messages mean, beside how they are put.

A small network over the sentence vectors of a conversation's last messages. It hears dangers in words
that no rule and no n-gram has met ("the gun is in the cupboard"), and on its own it is too easily
alarmed; so likeness weighs the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HIDDEN = 256
ROUNDS = 25  # over the rows, at most
DECAY = 1e-3


@dataclass(frozen=True)
class Meaning:
    """The network's weights, and the level of each of its outputs."""

    levels: tuple[str, ...]
    inner: Floats  # (3 * 512, HIDDEN)
    inner_bias: Floats  # (HIDDEN,)
    outer: Floats  # (HIDDEN, levels)
    outer_bias: Floats  # (levels,)

    def chances(self, vectors: Sequence[Floats]) -> dict[str, float]:
        """The chance of each level, for the sentence vectors (512,) of the messages in turn."""
        hidden = np.maximum(pooled(vectors) @ self.inner + self.inner_bias, 0)
        logits = hidden @ self.outer + self.outer_bias
        found = np.exp(logits - logits.max())
        return dict(zip(self.levels, (found / found.sum()).tolist(), strict=True))

    def arrays(self) -> dict[str, Floats]:
        """What is kept of it, by name; the levels stand elsewhere."""
        return {name: value for name, value in vars(self).items() if name != "levels"}


def pooled(vectors: Sequence[Floats]) -> Floats:
    """What the messages share, the last one, and what stands out in any: (3 * 512,)."""
    rows = np.stack(vectors)
    found: Floats = np.concatenate((rows.mean(axis=0), rows[-1], rows.max(axis=0)))
    return found


def learn(rows: Sequence[tuple[Sequence[Floats], str]]) -> Meaning:
    """Learn from conversations, each as the vectors of its messages and its level."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(
        (HIDDEN,), alpha=DECAY, learning_rate_init=1e-3, max_iter=ROUNDS, early_stopping=True, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        network.fit(np.stack([pooled(vectors) for vectors, _ in rows]), [level for _, level in rows])
    weights: Mapping[str, list[Floats]] = {"w": network.coefs_, "b": network.intercepts_}
    return Meaning(
        tuple(str(name) for name in network.classes_),
        *(part[at].astype(np.float32) for at in (0, 1) for part in (weights["w"], weights["b"])),
    )
