"""The sentence of an entry that comes nearest in meaning to what was said after it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from companion.content import Entry
from companion.language.encoder import encode, vector
from companion.text import sentences

Floats = NDArray[np.float32]

SHORTEST = 4  # words of a sentence that can answer something
_ADVICE, _CLOSE = 0.05, 0.06  # what a sign of trouble is behind by; how near a second sentence has to be


def lines(entry: Entry) -> tuple[str, ...]:
    """The sentences of an entry, signs of trouble last."""
    told = [entry.lead, entry.more, *entry.do_now, entry.next_step]
    split = [line for part in told for line in sentences(part)]
    return (*dict.fromkeys(line for line in split if len(line.split()) >= SHORTEST), *entry.get_help)


@lru_cache(maxsize=64)
def _vectors(said: tuple[str, ...]) -> Floats:
    return encode([line.lower() for line in said])


def nearest(text: str, entry: Entry, least: float) -> tuple[str, ...]:
    """The nearest sentence, with a second one almost as near; none below a cosine of `least`."""
    said = lines(entry)
    if not said:
        return ()
    closeness = _vectors(said) @ vector(text.lower())
    closeness[len(said) - len(entry.get_help) :] -= _ADVICE if entry.get_help else 0.0
    best = np.argsort(closeness)[::-1][:2]
    top = float(closeness[best[0]])
    picked = [int(at) for at in best if closeness[at] >= max(least, top - _CLOSE)]
    return tuple(said[at] for at in sorted(picked))
