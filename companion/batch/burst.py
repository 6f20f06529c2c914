"""Reads lines in bursts: all that is there already, without waiting for more."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from typing import BinaryIO

BLOCK = 1 << 20

Line = tuple[int, bytes]  # number, counted from 1, and content


def bursts(source: BinaryIO) -> Iterator[list[Line]]:
    """Lists of the lines that had come by the time of asking; blank ones are left out.

    Nothing may have been read from `source` before: this reads past its buffer.
    """
    number, rest = 0, b""
    while True:
        block = os.read(source.fileno(), BLOCK)
        *lines, rest = (rest + block).split(b"\n")
        if not block and rest:
            lines, rest = [rest], b""
        found = [(at, line) for at, line in enumerate(lines, number + 1) if line.strip()]
        number += len(lines)
        if found:
            yield found
        if not block:
            return


def has_more(source: BinaryIO) -> bool:
    """True when reading would not wait; so it is at the end of a file, too."""
    return bool(select.select([source], [], [], 0)[0])
