"""A quick start: no rubbish is collected while a program only loads what it will keep."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quick() -> Iterator[None]:
    """Import and load inside this block; what is made in it is never looked at by the collector.

    Loading the rules and patterns takes half the time: they are many small objects, none of which
    is dropped again.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
