"""Teaches the intent model: the only part that needs scikit-learn and scipy, in the training process."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.linalg import solve_triangular
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from companion.engine.nlu.blend import MEANING, Blend, Floats, Postings
from companion.engine.nlu.ngrams import Grams

STRENGTH = 10.0  # scikit-learn's C: how closely the regression follows the examples
MOST = 800  # examples of one intent in the regression: `ask` has thousands, others forty
COMMON = 0.1  # share of the examples from which on an n-gram is no evidence of nearness
BREADTH = 256  # directions kept of the 512 for the nearest example: 96% of the variance


def train(texts: Sequence[str], intents: Sequence[str], vectors: Floats) -> Blend:
    """Learn intents from examples; `vectors` are their encoded lower-case texts, one row each."""
    letters, words = Grams.learn("letters", texts), Grams.learn("words", texts)
    grams = _matrix([letters, words], texts)
    taught = _even(intents, MOST)
    classes, coefficients, intercepts = _regress(
        vectors[taught] * MEANING, grams[taught], [intents[at] for at in taught]
    )
    labels = np.searchsorted(np.array(classes), np.array(intents))  # classes are sorted
    order = np.argsort(labels, kind="stable")
    columns = _telling(grams[order].tocsc())
    basis = _directions(vectors)
    return Blend(
        classes,
        letters,
        words,
        coefficients,
        intercepts,
        basis,
        vectors[order] @ basis.T,
        np.searchsorted(labels[order], np.arange(len(classes))),
        Postings(columns.indptr.astype(np.int32), columns.indices.astype(np.int32), columns.data),
    )


def _telling(columns: Any) -> Any:
    """Without the n-grams that most texts share: they tell examples apart hardly, and cost the most."""
    found = np.diff(columns.indptr)
    columns.data[np.repeat(found > COMMON * columns.shape[0], found)] = 0
    columns.eliminate_zeros()
    return columns


def _regress(meaning: Floats, grams: Any, intents: Sequence[str]) -> tuple[tuple[str, ...], Floats, Floats]:
    """(classes, coefficients, intercepts) of a multinomial regression over both feature sets.

    There are far more n-grams than examples, so it is solved between examples: with L L' = F F'
    a regression on L has the same optimum as one on F, in a tenth of the time. After forty steps
    its scores correlate at 0.998 with those of the optimum.
    """

    products = np.asarray((grams @ grams.T).todense(), np.float32) + meaning @ meaning.T
    products[np.diag_indices_from(products)] += 1e-4  # equal examples would make it singular
    lower = np.linalg.cholesky(products)
    model = LogisticRegression(C=STRENGTH, max_iter=40, tol=1e-3, random_state=0)
    model.fit(lower, list(intents))
    inner, intercepts = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # scikit-learn keeps one row for two classes
        inner = np.concatenate([-inner, inner]) / 2
        intercepts = np.concatenate([-intercepts, intercepts]) / 2
    shares = solve_triangular(lower, inner.T.astype(np.float32), lower=True, trans="T")
    coefficients = np.concatenate([meaning.T @ shares, grams.T @ shares]).astype(np.float32)
    return tuple(str(name) for name in model.classes_), coefficients, intercepts.astype(np.float32)


def _directions(vectors: Floats) -> Floats:
    """The directions with most of the examples' variance, (at most BREADTH, 512), orthonormal."""
    _, directions = np.linalg.eigh(vectors.T @ vectors)
    return np.ascontiguousarray(directions[:, ::-1][:, :BREADTH].T, np.float32)


def _even(intents: Sequence[str], most: int) -> list[int]:
    """Positions of examples with at most `most` of an intent, taken evenly over its examples."""
    places: dict[str, list[int]] = {}
    for at, intent in enumerate(intents):
        places.setdefault(intent, []).append(at)
    picked = []
    for found in places.values():
        step = max(1.0, len(found) / most)
        picked += [found[int(number * step)] for number in range(min(len(found), most))]
    return sorted(picked)


def _matrix(splitters: Sequence[Grams], texts: Sequence[str]) -> Any:
    """A sparse matrix of the texts' n-grams, the splitters' columns side by side."""

    blocks = []
    for grams in splitters:
        rows = [grams.vector(text) for text in texts]
        ends = np.cumsum([0] + [len(positions) for positions, _ in rows])
        positions = np.concatenate([positions for positions, _ in rows])
        weights = np.concatenate([weights for _, weights in rows])
        blocks.append(csr_matrix((weights, positions, ends), shape=(len(texts), len(grams.idf))))
    return hstack(blocks).tocsr()
