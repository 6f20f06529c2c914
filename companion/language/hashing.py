"""N-grams of a text as hashed features: no vocabulary to load, a message in a tenth of a millisecond.

Character 2- to 5-grams by a polynomial rolling hash over code points, computed with numpy, and
words with pairs of neighbours by CRC-32, all folded into one table (Weinberger et al. 2009,
feature hashing).
"""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

BITS = 17
SIZE = 1 << BITS
_LONGEST = 5
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
Counts = tuple[NDArray[np.intp], NDArray[np.float32]]


def features(text: str) -> Counts:
    """(positions, counts): each position in 0..SIZE-1 once, in rising order."""
    plain = _SPACE.sub(" ", text.lower()).strip()
    codes = np.frombuffer(f" {plain} ".encode("utf-32-le"), np.uint32).astype(np.uint64)
    found = [_grams(codes, size) for size in range(2, _LONGEST + 1) if len(codes) >= size]
    words = _WORD.findall(plain)
    tokens = [*words, *(f"{left} {right}" for left, right in pairwise(words))]
    found.append(np.array([zlib.crc32(token.encode()) >> (32 - BITS) for token in tokens], np.intp))
    positions, counts = np.unique(np.concatenate(found), return_counts=True)
    return positions, counts.astype(np.float32)


def _grams(codes: NDArray[np.uint64], size: int) -> NDArray[np.intp]:
    count = len(codes) - size + 1
    value = np.full(count, size, np.uint64)
    for offset in range(size):
        value = (value ^ codes[offset : offset + count]) * _PRIME
        value ^= value >> np.uint64(29)
    return (value >> np.uint64(64 - BITS)).astype(np.intp)
