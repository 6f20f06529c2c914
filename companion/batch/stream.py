"""Runs a function over JSON lines: one line out for each line in, in order, flushed at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, BinaryIO, TextIO

from companion.batch.conversation import Conversation, parse

Row = dict[str, Any]
Worker = Callable[[Conversation], Row]


def answer(worker: Worker, number: int, line: bytes) -> bytes:
    """The line that answers line `number`; a bad one gives {"line", "error"} in its place."""
    try:
        conversation = parse(line)
    except ValueError as error:
        return encoded({"line": number, "error": str(error)})
    return encoded(worker(conversation))


def lines_of(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Number, counted from 1, and content of every line that is not blank."""
    for number, line in enumerate(source, 1):
        if line.strip():
            yield number, line


def run(worker: Worker, source: BinaryIO, out: BinaryIO, notes: TextIO = sys.stderr) -> None:
    """Answer every line of `source` on `out`. Progress goes to `notes` when it is a terminal."""
    write((answer(worker, number, line) for number, line in lines_of(source)), out, notes)


def write(answers: Iterable[bytes], out: BinaryIO, notes: TextIO) -> None:
    """Write answers as they come, and count them on `notes` when it is a terminal."""
    counted = partial(_count, notes) if notes.isatty() else None
    done = 0
    for done, line in enumerate(answers, 1):
        out.write(line)
        out.flush()
        if counted:
            counted(done, "\r")
    if counted and done:
        counted(done, "\n")


def encoded(row: Row) -> bytes:
    """A row as one line of UTF-8."""
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        # JSON may hold half a surrogate pair, which UTF-8 cannot: it goes back escaped, as it came.
        return json.dumps(row).encode() + b"\n"


def _count(notes: TextIO, done: int, end: str) -> None:
    print(f"{done} done", end=end, file=notes, flush=True)
