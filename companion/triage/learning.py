"""How the second reader learns: a model of how messages are put, and one of what they mean."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.language.hashing import SIZE
from companion.triage import meaning
from companion.triage.examples import TURNS, Example, harmless, spoken_dangers
from companion.triage.likeness import (
    EVIDENCE,
    Centres,
    Find,
    Floats,
    Gist,
    Likeness,
    Whole,
    label,
    pieces,
    vector,
)
from companion.triage.meaning import Meaning
from companion.triage.rule import Rule

STRENGTH = 30.0  # scikit-learn's C
STEPS = 60  # of the solver; more change no level
DRILLS = 3  # how often the rules' own sentences teach what messages mean
TWICE = 2  # and how often they teach how messages are put


@dataclass(frozen=True)
class _Row:
    """What the model is taught: a text, its class, and the evidence in it."""

    text: str
    label: str
    evidence: tuple[str, ...]


def learn(
    examples: Sequence[Example],
    rules: Mapping[str, Rule],
    find: Find,
    whole: Whole,
    spoken: Sequence[Example] = (),
    asked: Sequence[tuple[str, ...]] = (),
) -> Likeness:
    """Learn from examples, and from what is `spoken` or `asked` without telling of trouble; `find`
    gives the evidence of turns, `whole` their text.

    What rules must hear and what is harmless is taught as text alone: the rules were made to speak or
    keep silent on it, so what they find here says nothing about it elsewhere. What a rule hears
    something in although it was spoken or asked of no trouble is left out.
    """

    def row(example: Example) -> _Row:
        found = tuple(sorted(set(find(example.turns))))
        return _Row(whole(example.turns), label(example.level, example.destination), found)

    drilled = [
        _Row(whole(one.turns), label(one.level, one.destination), ())
        for one in (*harmless(rules, find), *spoken_dangers(rules))
    ]
    calm = map(row, (*spoken, *(Example(turns, "none", None) for turns in asked)))
    quiet = [one for one in calm if not any(name.startswith("rule:") for name in one.evidence)]
    centres = {name: [whole([text]) for text in rule.says] for name, rule in rules.items() if rule.says}
    return _fit([*map(row, examples), *drilled * TWICE, *quiet], centres)


def understood(
    examples: Sequence[Example],
    rules: Mapping[str, Rule],
    find: Find,
    gist: Gist,
    spoken: Sequence[Example] = (),
    asked: Sequence[tuple[str, ...]] = (),
) -> Meaning:
    """Learn what messages mean from the same examples, and from talks strung together of what is
    `spoken` and `asked` without any trouble."""
    drilled = (*spoken_dangers(rules), *harmless(rules, find)) * DRILLS
    rows = [(example.turns, example.level) for example in (*examples, *spoken, *drilled)]
    rows += [(turns, "none") for turns in asked if "level:none" in find(turns)]
    return meaning.learn([(list(map(gist, turns[-TURNS:])), level) for turns, level in rows])


def _fit(rows: Sequence[_Row], spoken: Mapping[str, Sequence[str]]) -> Likeness:
    """The model of the rows; `spoken` are the sentences of each rule."""
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    texts = [row.text for row in rows]
    column, idf = _columns(texts)
    names = sorted({name for row in rows for name in row.evidence})
    places = {name: at for at, name in enumerate(names)}
    model = LogisticRegression(C=STRENGTH, tol=1e-3, random_state=0, max_iter=STEPS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        model.fit(
            hstack([_matrix(column, idf, texts), _evidence(rows, places)]).tocsr(),
            [row.label for row in rows],
        )
    grams = int((column[:SIZE] >= 0).sum())
    means = [csr_matrix(_matrix(column, idf, told)[:, :grams].mean(axis=0)) for told in spoken.values()]
    centres = vstack(means).tocsr()
    return Likeness(
        column,
        idf,
        {name: len(idf) + at for name, at in places.items()},
        tuple(str(name) for name in model.classes_),
        model.coef_.T.astype(np.float16),
        model.intercept_.astype(np.float32),
        tuple(spoken),
        Centres(centres.indptr, centres.indices, centres.data.astype(np.float16)),
    )


def _evidence(rows: Sequence[_Row], places: Mapping[str, int]) -> Any:
    """What was found in each row, as a sparse matrix (rows, pieces of evidence)."""
    from scipy.sparse import csr_matrix

    found = [[places[name] for name in row.evidence] for row in rows]
    ends = np.cumsum([0] + [len(at) for at in found])
    flat = [at for places_ in found for at in places_]
    return csr_matrix((np.full(len(flat), EVIDENCE), flat, ends), (len(rows), len(places)))


def _columns(texts: Sequence[str]) -> tuple[NDArray[np.int32], Floats]:
    """(column of each n-gram and frame or -1, inverse document frequency); seen in two texts or more."""
    seen = np.zeros(2 * SIZE, np.int64)
    for text in texts:
        for positions, _ in pieces(text):
            seen[positions] += 1
    kept = np.flatnonzero(seen >= 2)
    column = np.full(2 * SIZE, -1, np.int32)
    column[kept] = np.arange(len(kept))
    return column, (np.log((1 + len(texts)) / (1 + seen[kept])) + 1).astype(np.float32)


def _matrix(column: NDArray[np.int32], idf: Floats, texts: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [vector(column, idf, text) for text in texts]
    ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
    data = np.concatenate([weights for _, weights in rows])
    places = np.concatenate([columns for columns, _ in rows])
    return csr_matrix((data, places, ends), shape=(len(texts), len(idf)))
