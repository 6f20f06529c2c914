"""Meaning: what messages mean, beside how they are put.

Small networks over the vectors of a conversation's last messages and of their clauses, weighed as one.
They hear dangers in words that no rule and no n-gram has met ("the gun is in the cupboard"), and on
their own are too easily alarmed; so likeness weighs how a message is put as well.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.language import encoder
from companion.language.encoder import encode

Floats = NDArray[np.float32]
Told = tuple[Floats, Floats]  # a message's vector (512,), and those of its clauses (clauses, 512)

NETWORKS = 4  # what one makes of a borderline case is chance; more agree better with the next fit
HIDDEN = 96  # units of each
ROUNDS = 25  # over the rows, at most
DECAY = 1e-3
_CUT = re.compile(r"(?<=[.!?;\n])\s+|\n|, (?=(?:but|and|so|then|now|also|he|she|it|my|i)\b)")


@dataclass(frozen=True)
class Meaning:
    """The networks' weights, side by side, and the level of each output: the mean of their logits."""

    levels: tuple[str, ...]
    inner: Floats  # (7 * 512, NETWORKS * HIDDEN)
    inner_bias: Floats  # (NETWORKS * HIDDEN,)
    outer: Floats  # (NETWORKS * HIDDEN, levels)
    outer_bias: Floats  # (levels,)

    def chances(self, messages: Sequence[str]) -> dict[str, float]:
        """The chance of each level, for messages in turn, as their gist."""
        vectors = foresee(messages)
        told = [(vectors[text], np.stack([vectors[part] for part in clauses(text)])) for text in messages]
        hidden = np.maximum(pooled(told) @ self.inner + self.inner_bias, 0)
        logits = hidden @ self.outer + self.outer_bias
        found = np.exp(logits - logits.max())
        return dict(zip(self.levels, (found / found.sum()).tolist(), strict=True))

    def arrays(self) -> dict[str, Floats]:
        """What is kept of it, by name; the levels stand elsewhere."""
        return {name: value for name, value in vars(self).items() if name != "levels"}


def clauses(text: str) -> tuple[str, ...]:
    """The sentences of a message, and the clauses that a comma and a joining word begin."""
    found = (part.strip() for part in _CUT.split(text))
    return tuple(part for part in found if len(part.split()) > 1) or (text,)


def pooled(messages: Sequence[Told]) -> Floats:
    """What messages share, the last one, and what stands out, whole and by clause: (7 * 512,).

    A danger told between pleasantries is faint in the whole message, and plain in its own clause.
    """
    rows = np.stack([whole for whole, _ in messages])
    parts = np.concatenate([parts for _, parts in messages])
    found: Floats = np.concatenate(
        (
            *(rows.mean(axis=0), rows[-1], rows.max(axis=0)),
            *(parts.mean(axis=0), messages[-1][1].mean(axis=0), parts.max(axis=0), parts.min(axis=0)),
        )
    )
    return found


def foresee(messages: Iterable[str]) -> Mapping[str, Floats]:
    """The vectors of messages, as their gist, and of their clauses."""
    return encoder.foresee(part for text in messages for part in spans(text))


def spans(text: str) -> tuple[str, ...]:
    """What has to be encoded of a message: all of it, and its clauses."""
    return (text, *clauses(text))


def learn(rows: Sequence[tuple[Sequence[str], str]]) -> Meaning:
    """Learn from conversations, each as the gists of its messages and its level."""
    said = dict.fromkeys(text for texts, _ in rows for text in texts)
    each = list(dict.fromkeys(part for text in said for part in (text, *clauses(text))))
    place = {text: at for at, text in enumerate(each)}
    vectors = encode(each)

    def told(text: str) -> Told:
        return vectors[place[text]], vectors[[place[part] for part in clauses(text)]]

    return _fit(np.stack([pooled(list(map(told, texts))) for texts, _ in rows]), [level for _, level in rows])


def _fit(told: Floats, levels: Sequence[str]) -> Meaning:
    """The networks that tell the levels of what was told, (rows, 7 * 512)."""
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    how = {"alpha": DECAY, "learning_rate_init": 1e-3, "max_iter": ROUNDS, "early_stopping": True}
    networks = [MLPClassifier((HIDDEN,), random_state=seed, **how) for seed in range(NETWORKS)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        for network in networks:
            network.fit(told, levels)
    parts = (
        np.hstack([one.coefs_[0] for one in networks]),
        np.hstack([one.intercepts_[0] for one in networks]),
        np.vstack([one.coefs_[1] for one in networks]) / NETWORKS,
        np.mean([one.intercepts_[1] for one in networks], axis=0),
    )
    names = tuple(str(name) for name in networks[0].classes_)
    return Meaning(names, *(part.astype(np.float32) for part in parts))
