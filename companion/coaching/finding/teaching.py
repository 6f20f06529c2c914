"""Teaching: how a classifier learns from labelled questions, and from the samples of all answers.

Descent on the cross-entropy in small steps (Adam; Kingma and Ba 2015) with inputs left out at random
(dropout; Srivastava et al. 2014). It begins where each answer stands for the mean of its samples
(prototypes; Snell et al. 2017), since most answers have hardly any labelled questions. The same input gives
the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from companion.coaching.finding.asked import Asked
from companion.coaching.finding.classifier import Classifier, inputs
from companion.content import Store
from companion.content.answers import Answers
from companion.content.learning import Floats, softmax
from companion.content.space import AXES

ROUNDS = 10  # over all questions and samples
_BATCH = 256
_PACE = 0.02  # of the first step; that of the last one is 0
_LEFT_OUT = 0.5  # share of the inputs
_START = (7.2, 4.8)  # what a mean sample weighs: in the question, and with what leads to it
_SLOW, _STEADY = 0.9, 0.99  # what the running means of slopes and of their squares keep


def learn(
    asked: Sequence[Asked],
    store: Store,
    vectors: Mapping[str, Floats],
    progress: Callable[[int, int], None] | None = None,
    rounds: int = ROUNDS,
) -> Classifier:
    """A classifier of a store's answers; `vectors` holds those of the questions' texts."""
    count, answers = len(store.answers.entries), store.answers
    owners = np.repeat(np.arange(count), np.diff([*answers.starts, len(answers.samples)]))
    told = np.stack([inputs(one.question, store, vectors) for one in asked])
    given = np.concatenate([told, _samples(answers.samples, told.shape[1])])
    numbers, worth = _padded([*(one.worth(count) for one in asked), *({int(one): 1.0} for one in owners)])
    chance = np.random.default_rng(0)
    descent = _Descent(_start(answers, told.shape[1]), rounds * -(-len(given) // _BATCH))
    for _ in range(rounds):
        order = chance.permutation(len(given))
        for at in range(0, len(order), _BATCH):
            batch = order[at : at + _BATCH]
            kept = chance.random((len(batch), given.shape[1] - 1), np.float32) >= _LEFT_OUT
            part = given[batch]
            part[:, :-1] *= kept / np.float32(1 - _LEFT_OUT)
            descent.step(part.T @ _excess(part @ descent.weights, numbers[batch], worth[batch]))
            if progress:
                progress(descent.done, descent.steps)
    return Classifier(descent.weights)


class _Descent:
    """Adam, with a pace that falls to nothing."""

    def __init__(self, weights: Floats, steps: int) -> None:
        self.weights = weights
        self.done, self.steps = 0, steps
        self._slope, self._square = np.zeros_like(weights), np.zeros_like(weights)

    def step(self, slope: Floats) -> None:
        """Take the next step down a slope, which is used up."""
        self.done += 1
        self._slope += (1 - _SLOW) * (slope - self._slope)
        slope *= slope
        self._square += (1 - _STEADY) * (slope - self._square)
        size = np.sqrt(self._square / (1 - _STEADY**self.done)) + 1e-7
        pace = _PACE * (1 - self.done / self.steps) / (1 - _SLOW**self.done)
        self.weights -= np.float32(pace) * self._slope / size


def _excess(evidence: Floats, numbers: NDArray[np.intp], worth: Floats) -> Floats:
    """The slope of the loss by the evidence, (batch, answers + 1): chances less those of what is right."""
    excess, rows = softmax(evidence), np.arange(len(evidence))[:, None]
    right = excess[rows, numbers] * worth
    np.subtract.at(excess, (rows, numbers), right / (right.sum(axis=1, keepdims=True) + 1e-9))
    excess /= len(excess)
    return excess


def _padded(worths: Sequence[Mapping[int, float]]) -> tuple[NDArray[np.intp], Floats]:
    """The answers that count, by number, and what each counts, (questions, most) both, 0 behind the last."""
    shape = len(worths), max(map(len, worths))
    numbers, counts = np.zeros(shape, np.intp), np.zeros(shape, np.float32)
    for row, worth in enumerate(worths):
        numbers[row, : len(worth)] = list(worth)
        counts[row, : len(worth)] = list(worth.values())
    return numbers, counts


def _samples(samples: Floats, width: int) -> Floats:
    """Inputs (samples, width) of samples (samples, AXES): asked at once, so that both views are one."""
    found = np.zeros((len(samples), width), np.float32)
    found[:, : 2 * AXES] = np.tile(samples, 2)
    found[:, -1] = 1
    return found


def _start(answers: Answers, width: int) -> Floats:
    """The weights (width, answers + 1) to begin with."""
    means = np.add.reduceat(answers.samples, answers.starts)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    found = np.zeros((width, len(means) + 1), np.float32)
    for view, weight in enumerate(_START):
        found[view * AXES : (view + 1) * AXES, :-1] = weight * means.T
    return found
