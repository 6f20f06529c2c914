"""Triage of many vignettes, without Rasa. When many wait, all cores share the work."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from companion.batch import stream
from companion.batch.burst import Line, bursts, has_more
from companion.batch.conversation import Conversation, parse
from companion.language import encoder
from companion.text import clean
from companion.triage import Case

if TYPE_CHECKING:
    from companion.triage import Screen

MANY = 200  # lines that wait from which on starting processes pays for itself
CHUNK = 32  # lines a process gets at once
_AHEAD = 64  # chunks that are read before their turn, at most

_screen: Screen | None = None  # of a worker process, inherited when it forks


def triage(screen: Screen, conversation: Conversation) -> dict[str, Any]:
    """{"id", "level", "destination", "findings", "levels"} after the last turn."""
    case, levels, findings = Case(), [], []
    level, destination = case.level, None
    for text in conversation.turns:
        found = screen.assess(case, screen.read(clean(text).full))
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
    """Answer every line of `source` on `out`, in order. A line that comes alone is not kept waiting."""
    stream.write(_answers(screen, source), out, notes)


def _answers(screen: Screen, source: BinaryIO) -> Iterator[bytes]:
    global _screen
    _screen = screen
    cores = len(os.sched_getaffinity(0))
    pool = None
    waiting: deque[Any] = deque()
    with ExitStack() as stack:
        for burst in bursts(source):
            if pool is None and cores > 1 and len(burst) >= MANY:
                encoder.warm()  # before the workers start, which then share it
                context = get_context("fork")
                pool = stack.enter_context(context.Pool(cores, initializer=_leave_keys_alone))
            if pool is None:
                yield from _chunk(burst)
                continue
            for at in range(0, len(burst), CHUNK):
                waiting.append(pool.apply_async(_chunk, (burst[at : at + CHUNK],)))
            while waiting and (len(waiting) > _AHEAD or not has_more(source)):
                yield from waiting.popleft().get()
        while waiting:
            yield from waiting.popleft().get()


def _leave_keys_alone() -> None:
    """Ctrl-C is for the parent, which stops its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _said(lines: list[Line]) -> Iterator[str]:
    """What is said in the lines that can be read."""
    for _, line in lines:
        with suppress(ValueError):
            yield from (clean(text).full for text in parse(line).turns)


def _chunk(lines: list[Line]) -> list[bytes]:
    assert _screen is not None
    _screen.foresee(_said(lines))
    worker = partial(triage, _screen)
    return [stream.answer(worker, number, line) for number, line in lines]
