"""Fitting: learns what each feature of an answer weighs, from questions that people labelled.

Multinomial logit over the likeliest answers and none, by L-BFGS (scipy), with weight decay on features
of unit variance. What is partly right counts for a part of what is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from companion.coaching.finding import Knowledge
from companion.coaching.finding.asked import Asked
from companion.coaching.finding.features import features
from companion.content import Store
from companion.content.learning import Floats

KEPT = 80  # answers of a question that it is learned on
DECAY = 20.0
_FIRST = ("said.best", "said.words", "said.entry", "talk.best", "talk.words", "topic", "taught")


@dataclass(frozen=True)
class Sheet:
    """A question: features of its likeliest answers and of none, (kept, columns), and what each counts."""

    rows: Floats
    worth: Floats


def sheets(
    asked: Sequence[Sequence[Asked]],
    store: Store,
    known: Iterable[Knowledge],
    gist: Callable[[str], str],
    step: Callable[[int], None],
) -> tuple[tuple[str, ...], list[Sheet]]:
    """The names of the features, and a sheet for each question of each file, by what is `known` without."""
    names: tuple[str, ...] = ()
    found = []
    every = ((one, others) for listed, others in zip(asked, known, strict=True) for one in listed)
    for done, (one, others) in enumerate(every, 1):
        table = features(replace(one.question, gist=gist(one.text)), store, others)
        names = table.names
        worth = np.zeros(len(table.rows), np.float32)
        counts = one.worth(len(worth) - 1)
        worth[list(counts)] = list(counts.values())
        kept = _likely(table.rows, names, worth)
        found.append(Sheet(table.rows[kept], worth[kept]))
        step(done)
    return names, found


def _likely(rows: Floats, names: Sequence[str], worth: Floats) -> NDArray[np.intp]:
    """None, the answers that any view puts high, those of the entries talked about, and those that count."""
    each = KEPT // len(_FIRST)
    tops = [np.argsort(-rows[:-1, names.index(name)])[:each] for name in _FIRST]
    here = np.flatnonzero(rows[:, names.index("focus.0")])
    found: NDArray[np.intp] = np.unique(np.concatenate([*tops, here, np.flatnonzero(worth), [len(rows) - 1]]))
    return found


def fit(names: Sequence[str], learn: Iterable[Sheet], decay: float = DECAY) -> dict[str, float]:
    """The weight of each feature by name."""
    kept = list(learn)
    rows = np.concatenate([sheet.rows for sheet in kept]).astype(np.float64)
    worth = np.concatenate([sheet.worth for sheet in kept]).astype(np.float64)
    starts = np.cumsum([0, *(len(sheet.rows) for sheet in kept[:-1])])
    owners = np.repeat(np.arange(len(kept)), [len(sheet.rows) for sheet in kept])
    scale = np.maximum(rows.std(axis=0), 1e-6)
    rows /= scale

    def loss(weights: Floats) -> tuple[float, Floats]:
        evidence = rows @ weights
        shares = np.exp(evidence - np.maximum.reduceat(evidence, starts)[owners])
        total, right = np.add.reduceat(shares, starts), np.add.reduceat(shares * worth, starts)
        value = float(np.log(total).sum() - np.log(right).sum()) + decay / 2 * float(weights @ weights)
        return value, (shares * (1 / total[owners] - worth / right[owners])) @ rows + decay * weights

    found = minimize(loss, np.zeros(len(scale)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return {name: round(float(one), 4) for name, one in zip(names, found.x / scale, strict=True)}
