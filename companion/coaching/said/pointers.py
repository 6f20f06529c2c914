"""Pointers: one vector for each thing that people say, learned from its samples and what is said to it.

A sample says one thing in one way; what samples of the same thing differ in is not what they mean.
Those directions are flattened (companion.content.learning), and the mean of the samples, with the
lines that answer them, is the pointer. Taken out of its own samples, a remark's own pointer is the
nearest in 47 of 100 cases, the nearest sample by cosine in 37 (docs/decisions/0011-remarks.md).
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from companion.coaching.heard import asks
from companion.content.learning import Floats, lengths, within
from companion.content.vectors import VectorCache
from companion.language.encoder import WIDTH
from companion.replacement import keep_only, replacing

CACHE = Path(".cache/companion/remarks")
_FORM = 1  # of the stored arrays
_LINES = 0.4  # weight of what is said to it beside its samples
_TURNED = _TOLD = 0.05  # what a "not", or a question, on one side only costs at most
_NOT = re.compile(
    r"\b(?:not|no|never|nothing|none|nobody|without|nah"
    r"|(?:is|are|was|were|do|does|did|wo|ca|could|would|should|have|has|had|ai)nt)\b"
)


@dataclass(frozen=True, eq=False)
class Pointers:
    """For a vector v: closeness = (v - mean) aims / sqrt((v - mean) metric (v - mean))."""

    mean: Floats  # (512,)
    metric: Floats  # (512, 512)
    aims: Floats  # (512, owners)
    turned: Floats  # (owners,), the share of samples that say "not"
    asking: Floats  # (owners,), the share put as a question

    def close(self, part: str, vectors: Floats) -> Floats:
        """How close each owner is to the nearest of a text's vectors (n, 512), (owners,): 1 is the same."""
        centred = vectors - self.mean
        found: Floats = (centred @ self.aims / lengths(centred, self.metric)[:, None]).max(axis=0)
        found -= _TURNED * np.abs(self.turned - _turns(part))
        found -= _TOLD * np.abs(self.asking - asks(part.rstrip("?!. ")))
        return found


def pointers(root: Path, name: str, rows: Sequence[tuple[int, str]], lines: Sequence[str]) -> Pointers:
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
    learned = _learned(VectorCache(path.parent), rows, lines)
    with suppress(OSError):  # a folder that cannot be written costs time, not an answer
        with replacing(path) as draft, draft.open("wb") as kept:
            np.savez(kept, **vars(learned))
        keep_only(path, "pointers-*.npz")
    return learned


def _learned(cache: VectorCache, rows: Sequence[tuple[int, str]], lines: Sequence[str]) -> Pointers:
    texts = [text for _, text in rows]
    both = cache.encode([*texts, *lines])
    vectors, said = both[: len(texts)], both[len(texts) :]
    owners = np.array([owner for owner, _ in rows], dtype=np.intp)
    known, numbers = np.unique(owners, return_inverse=True)
    mean = vectors.mean(axis=0)
    metric = within(vectors, numbers).astype(np.float32)
    sums = np.zeros((len(lines), WIDTH), dtype=np.float32)
    np.add.at(sums, owners, _unit(vectors - mean, metric))
    sums = _unit(sums, metric) + _LINES * _unit(said - mean, metric)
    sums[np.setdiff1d(np.arange(len(lines)), known)] = 0.0  # told by phrases only
    counts = np.maximum(np.bincount(owners, minlength=len(lines)), 1)
    turned, asking = [_turns(text) for text in texts], [asks(text) for text in texts]
    return Pointers(
        mean,
        metric,
        (_unit(sums, metric) @ metric).T.copy(),
        (np.bincount(owners, turned, len(lines)) / counts).astype(np.float32),
        (np.bincount(owners, asking, len(lines)) / counts).astype(np.float32),
    )


def _unit(vectors: Floats, metric: Floats) -> Floats:
    """Vectors (n, 512) of length 1 in the metric."""
    found: Floats = vectors / lengths(vectors, metric)[:, None]
    return found


def _turns(text: str) -> bool:
    """Whether a text says "not"."""
    return bool(_NOT.search(text))
