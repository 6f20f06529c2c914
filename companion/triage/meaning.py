"""Meaning: what messages mean, beside how they are put.

A small network over the vectors of a conversation's last messages and of their clauses. It hears
dangers in words that no rule and no n-gram has met ("the gun is in the cupboard"), and on its own it is
too easily alarmed; so likeness weighs the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.language import encoder
from companion.language.encoder import encode

Floats = NDArray[np.float32]
Told = tuple[Floats, Floats]  # a message's vector (512,), and those of its clauses (clauses, 512)

HIDDEN = 256
ROUNDS = 25  # over the rows, at most
DECAY = 1e-3
_CUT = re.compile(r"(?<=[.!?;\n])\s+|\n|, (?=(?:but|and|so|then|now|also|he|she|it|my|i)\b)")


@dataclass(frozen=True)
class Meaning:
    """The network's weights, and the level of each of its outputs."""

    levels: tuple[str, ...]
    inner: Floats  # (7 * 512, HIDDEN)
    inner_bias: Floats  # (HIDDEN,)
    outer: Floats  # (HIDDEN, levels)
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
    return encoder.foresee(part for text in messages for part in (text, *clauses(text)))


def learn(rows: Sequence[tuple[Sequence[str], str]]) -> Meaning:
    """Learn from conversations, each as the gists of its messages and its level."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    said = dict.fromkeys(text for texts, _ in rows for text in texts)
    each = list(dict.fromkeys(part for text in said for part in (text, *clauses(text))))
    place = {text: at for at, text in enumerate(each)}
    vectors = encode(each)

    def told(text: str) -> Told:
        return vectors[place[text]], vectors[[place[part] for part in clauses(text)]]

    network = MLPClassifier(
        (HIDDEN,), alpha=DECAY, learning_rate_init=1e-3, max_iter=ROUNDS, early_stopping=True, random_state=0
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        network.fit(
            np.stack([pooled(list(map(told, texts))) for texts, _ in rows]), [level for _, level in rows]
        )
    weights: Mapping[str, list[Floats]] = {"w": network.coefs_, "b": network.intercepts_}
    return Meaning(
        tuple(str(name) for name in network.classes_),
        *(part[at].astype(np.float32) for at in (0, 1) for part in (weights["w"], weights["b"])),
    )
