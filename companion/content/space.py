"""Space: where what is asked for stands apart and how it is put does not count.

Samples of one question ask for the same thing in different words. The directions in which they differ are
flattened (linear discriminant analysis; Fisher 1936, shrunk), and the few in which different questions
lie furthest apart are kept: a tenth of the numbers, and nearer to what is meant.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from companion.content.learning import Floats, Owners, within

AXES = 128


@dataclass(frozen=True)
class Space:
    """A vector v stands at (v - mean) axes, made length 1."""

    mean: Floats  # (512,)
    axes: Floats  # (512, AXES)

    def place(self, vectors: Floats) -> Floats:
        """Where vectors (n, 512) stand, (n, AXES), each of length 1."""
        placed = (vectors - self.mean) @ self.axes
        found: Floats = placed / np.maximum(np.linalg.norm(placed, axis=-1, keepdims=True), 1e-9)
        return found


def learn(vectors: Floats, owners: Owners) -> Space:
    """Learn from samples (n, 512) and the number of the question that each one asks (n,)."""
    mean = vectors.mean(axis=0)
    strengths, directions = np.linalg.eigh(within(vectors, owners))
    root = (directions * np.sqrt(np.maximum(strengths, 0))) @ directions.T
    flat = (vectors - mean) @ root
    _, among = np.linalg.eigh(flat.T @ flat)
    axes = (root @ among[:, ::-1])[:, :AXES]
    return Space(mean.astype(np.float32), axes.astype(np.float32))
