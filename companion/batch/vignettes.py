"""Triage of many vignettes, without Rasa. On files, both cores share the work."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterator
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from companion.batch import stream
from companion.batch.conversation import Conversation
from companion.triage import Case

if TYPE_CHECKING:
    from companion.triage import Screen

CHUNK = 64  # lines a process gets at once
SHARED = 200_000  # bytes of a file from which on starting processes pays for itself

_screen: Screen | None = None  # of a worker process, inherited when it forks


def triage(screen: Screen, conversation: Conversation) -> dict[str, Any]:
    """{"id", "level", "destination", "findings", "levels"} after the last turn."""
    case, levels = Case(), []
    level, destination, findings = case.level, None, []
    for text in conversation.turns:
        found = screen.assess(case, screen.read(text))
        case, level, destination = found.case, found.level, found.destination
        findings = [{"rule": f.rule, "words": list(f.words), "turn": f.turn} for f in found.findings]
        levels.append(level)
    return {
        "id": conversation.id,
        "level": level,
        "destination": destination,
        "findings": findings,
        "levels": levels,
    }


def run(screen: Screen, source: BinaryIO, out: BinaryIO, notes: TextIO) -> None:
    """Answer every line of `source` on `out`, in order."""
    cores = len(os.sched_getaffinity(0))
    if cores > 1 and _size(source) >= SHARED:
        stream.write(_shared(screen, source, cores), out, notes)
    else:
        stream.run(partial(triage, screen), source, out, notes)


def _size(source: BinaryIO) -> int:
    """Bytes of a regular file. A pipe counts as empty: somebody may wait for each answer."""
    try:
        found = os.fstat(source.fileno())
    except OSError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _shared(screen: Screen, source: BinaryIO, cores: int) -> Iterator[bytes]:
    """Answers in order, from several processes; only a few chunks are ahead at any time."""
    global _screen
    _screen = screen
    lines = stream.lines_of(source)
    with get_context("fork").Pool(cores) as pool:
        waiting = deque(
            pool.apply_async(_chunk, (chunk,)) for chunk in _chunks(lines, limit=cores * 2)
        )
        while waiting:
            yield from waiting.popleft().get()
            waiting.extend(pool.apply_async(_chunk, (chunk,)) for chunk in _chunks(lines, limit=1))


def _chunks(lines: Iterator[tuple[int, bytes]], limit: int) -> Iterator[list[tuple[int, bytes]]]:
    for _ in range(limit):
        chunk = list(islice(lines, CHUNK))
        if chunk:
            yield chunk


def _chunk(chunk: list[tuple[int, bytes]]) -> list[bytes]:
    assert _screen is not None
    return [stream.answer(partial(triage, _screen), number, line) for number, line in chunk]
