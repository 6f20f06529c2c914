"""Sentence vectors kept between builds, so that a rebuild after one edit is quick."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.language.encoder import WIDTH, encode
from companion.replacement import replacing

BATCH = 64  # texts between two calls of progress


class VectorCache:
    """Vectors by text, in one file of a folder. The file is a convenience: lost or torn, no harm."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "vectors.npz"
        self._known: dict[str, NDArray[np.float16]] = {}
        try:
            with self._path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                keys, vectors = data["keys"], data["vectors"]
            if vectors.dtype == np.float16 and vectors.shape == (len(keys), WIDTH):
                self._known = dict(zip(keys.tolist(), vectors, strict=True))
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            self._known = {}

    def encode(
        self, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
    ) -> NDArray[np.float32]:
        """Vectors (len(texts), 512) to half precision. The file then holds these texts only."""
        keys = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
        new = [number for number, key in enumerate(keys) if key not in self._known]
        for start in range(0, len(new), BATCH):
            part = new[start : start + BATCH]
            vectors = encode([texts[number] for number in part]).astype(np.float16)
            self._known.update(zip((keys[number] for number in part), vectors, strict=True))
            if progress:
                progress(len(texts) - len(new) + start + len(part), len(texts))
        vectors = np.array([self._known[key] for key in keys]).reshape(-1, WIDTH)
        if new:
            with suppress(OSError):  # a folder that cannot be written costs time, not an answer
                self._save(keys, vectors)
        return vectors.astype(np.float32)

    def _save(self, keys: list[str], vectors: NDArray[np.float16]) -> None:
        with replacing(self._path) as draft, draft.open("wb") as file:
            np.savez(file, keys=np.array(keys), vectors=vectors)
