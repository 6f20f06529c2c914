"""What a build learns from the sample questions, so that search tells entries apart.

The encoder pays much heed to how a question is put: "how do i", "is it bad that", "my daughter".
`metric` flattens the directions in which questions of one and the same entry differ (the
within-class covariance, shrunk and inverted). `choice` is multinomial logistic regression over the
flattened vectors: it knows that some questions lie near two entries and belong to one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Owners = NDArray[np.intp]

FLATTEN = 0.003  # how much variance every direction keeps: less flattens more
DECAY = 0.03  # weight decay of the regression: more is more cautious
ROUNDS = 60


@dataclass(frozen=True)
class Learned:
    """For a vector v: u = (v - mean) / sqrt((v - mean) metric (v - mean)), softmax(u choice)."""

    mean: Floats  # (512,)
    metric: Floats  # (512, 512), symmetric
    choice: Floats  # (512, entries)

    def lengths(self, vectors: Floats) -> Floats:
        """How long vectors (n, 512) are once they are centred and flattened, (n,)."""
        return lengths(vectors - self.mean, self.metric)

    def flatten(self, vectors: Floats) -> Floats:
        """Vectors (n, 512) centred and scaled: their product with a turned one is the flattened cosine."""
        flat: Floats = (vectors - self.mean) / self.lengths(vectors)[:, None]
        return flat

    def turn(self, vector: Floats) -> tuple[Floats, float]:
        """The other side of that product for one vector (512,), before it is divided by its length."""
        centred = vector - self.mean
        turned: Floats = self.metric @ centred
        return turned, float(np.sqrt(max(float(turned @ centred), 1e-12)))


def learn(vectors: Floats, owners: Owners) -> Learned:
    """Learn from the questions' vectors (n, 512) and the number of each one's entry (n,)."""
    mean = vectors.mean(axis=0)
    metric = within(vectors, owners)
    strengths, directions = np.linalg.eigh(metric)
    root = (directions * np.sqrt(np.maximum(strengths, 0))) @ directions.T
    units = (vectors - mean) @ root
    units /= np.maximum(np.linalg.norm(units, axis=1, keepdims=True), 1e-6)
    choice = root @ _regression(units.astype(np.float32), owners)
    return Learned(mean.astype(np.float32), metric.astype(np.float32), choice.astype(np.float32))


def softmax(logits: Floats) -> Floats:
    """Shares that add up to 1, along the last axis."""
    shares: Floats = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


def lengths(vectors: Floats, metric: Floats) -> Floats:
    """How long vectors (n, 512) are in a metric (512, 512), (n,); never quite 0."""
    found: Floats = np.sqrt(np.maximum(((vectors @ metric) * vectors).sum(axis=1), 1e-12))
    return found


def within(vectors: Floats, owners: Owners) -> NDArray[np.float64]:
    """The metric (512, 512) that flattens the directions in which vectors of one owner differ."""
    sums = np.zeros((int(owners.max()) + 1, vectors.shape[1]), dtype=np.float64)
    np.add.at(sums, owners, vectors)
    means = sums / np.bincount(owners)[:, None]
    apart = vectors - means[owners]
    scatter = apart.T @ apart
    width = vectors.shape[1]
    scatter = scatter / (np.trace(scatter) or 1.0) + FLATTEN * np.eye(width)
    metric: NDArray[np.float64] = np.linalg.inv(scatter)
    metric *= width / np.trace(metric)
    return metric


def _regression(units: Floats, owners: Owners) -> Floats:
    """Weights (512, entries) by Nesterov's gradient descent: always the same for the same input."""
    right = np.zeros((len(units), int(owners.max()) + 1), dtype=np.float32)
    right[np.arange(len(units)), owners] = 1
    steepest = float(np.linalg.eigvalsh(units.T @ units)[-1])
    step = np.float32(1 / (steepest / 2 + DECAY))
    weights = np.zeros((units.shape[1], right.shape[1]), dtype=np.float32)
    ahead, pace = weights, 1.0
    for _ in range(ROUNDS):
        slope = units.T @ (softmax(units @ ahead) - right) + np.float32(DECAY) * ahead
        moved = ahead - step * slope
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + np.float32((pace - 1) / faster) * (moved - weights)
        weights, pace = moved, faster
    return weights
