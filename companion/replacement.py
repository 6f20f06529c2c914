"""Replacement of a file: written beside it and put in its place as a whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `path` when the block ends well and is gone if not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def keep_only(path: Path, pattern: str) -> None:
    """Delete the files beside `path` that match a glob pattern: what an earlier state of the data made."""
    for old in path.parent.glob(pattern):
        if old != path:
            old.unlink(missing_ok=True)
