"""Pointers: one vector for each thing that people say, learned from its samples and what is said to it.

A sample says one thing in one way; what samples of the same thing differ in is not what they mean.
Those directions are flattened (companion.content.learning), and the mean of the samples, with the
lines that answer them, is the pointer. Taken out of its own samples, a remark's own pointer is the
nearest in 47 of 100 cases, the nearest sample by cosine in 37 (docs/decisions/0011-remarks.md).
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.content.learning import Floats, within
from companion.content.vectors import VectorCache
from companion.language.encoder import WIDTH

CACHE = Path(".cache/companion/remarks")
_FORM = 1  # of the stored arrays
_LINES = 0.4  # weight of what is said to it beside its samples
_TURNED = _TOLD = 0.05  # what a "not", or a question, on one side only costs at most


@dataclass(frozen=True, eq=False)
class Pointers:
    """For a vector v: closeness = (v - mean) aims / sqrt((v - mean) metric (v - mean))."""

    mean: Floats  # (512,)
    metric: Floats  # (512, 512)
    aims: Floats  # (512, owners)
    turned: Floats  # (owners,), the share of samples that say "not"
    asking: Floats  # (owners,), the share put as a question

    def close(self, vectors: Floats, turned: bool, asking: bool) -> Floats:
        """How close each owner is to the nearest of some vectors (n, 512), (owners,): 1 is the same."""
        centred = vectors - self.mean
        lengths = np.sqrt(np.maximum(((centred @ self.metric) * centred).sum(axis=1), 1e-9))
        found: Floats = ((centred @ self.aims) / lengths[:, None]).max(axis=0)
        found -= _TURNED * np.abs(self.turned - turned) + _TOLD * np.abs(self.asking - asking)
        return found


def pointers(
    root: Path,
    name: str,
    rows: Sequence[tuple[int, str]],
    lines: Sequence[str],
    turned: NDArray[np.bool_],
    asking: NDArray[np.bool_],
) -> Pointers:
    """Those of rows (owner, text), with what is said to each owner; kept under `name` between starts."""
    said = "\n".join((*(f"{owner} {text}" for owner, text in rows), *lines))
    key = hashlib.sha256(f"{_FORM}\n{said}".encode()).hexdigest()
    path = root / CACHE / name / f"pointers-{key[:16]}.npz"
    with (
        suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile),
        path.open("rb") as file,
        np.load(file, allow_pickle=False) as data,
    ):
        return Pointers(**{part: data[part] for part in data.files})
    learned = _learned(root, name, rows, lines, turned, asking)
    with suppress(OSError):  # a folder that cannot be written costs time, not an answer
        _save(path, learned)
    return learned


def _learned(
    root: Path,
    name: str,
    rows: Sequence[tuple[int, str]],
    lines: Sequence[str],
    turned: NDArray[np.bool_],
    asking: NDArray[np.bool_],
) -> Pointers:
    texts = [text for _, text in rows]
    both = VectorCache(root / CACHE / name).encode([*texts, *lines])
    vectors, said = both[: len(texts)], both[len(texts) :]
    owners = np.array([owner for owner, _ in rows], dtype=np.intp)
    known, numbers = np.unique(owners, return_inverse=True)
    mean = vectors.mean(axis=0)
    metric = within(vectors, numbers).astype(np.float32)
    flat = _unit(vectors - mean, metric)
    sums = np.zeros((len(lines), WIDTH), dtype=np.float32)
    np.add.at(sums, owners, flat)
    sums = _unit(sums, metric) + _LINES * _unit(said - mean, metric)
    sums[np.setdiff1d(np.arange(len(lines)), known)] = 0.0  # told by phrases only
    counts = np.maximum(np.bincount(owners, minlength=len(lines)), 1)
    return Pointers(
        mean,
        metric,
        (_unit(sums, metric) @ metric).T.copy(),
        (np.bincount(owners, turned, len(lines)) / counts).astype(np.float32),
        (np.bincount(owners, asking, len(lines)) / counts).astype(np.float32),
    )


def _unit(vectors: Floats, metric: Floats) -> Floats:
    """Vectors (n, 512) of length 1 in the metric."""
    lengths = np.sqrt(np.maximum(((vectors @ metric) * vectors).sum(axis=1), 1e-9))
    found: Floats = vectors / lengths[:, None]
    return found


def _save(path: Path, learned: Pointers) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            np.savez(file, **vars(learned))
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    for old in path.parent.glob("pointers-*.npz"):
        if old != path:
            old.unlink(missing_ok=True)
