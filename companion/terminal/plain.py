"""Plain text in and out: for pipes, for dumb terminals, for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from shutil import get_terminal_size
from textwrap import fill
from typing import BinaryIO, TextIO

from companion.reply import Reply
from companion.terminal.surface import Message, pickable
from companion.terminal.words import CHOOSE, status, title

LONGEST_LINE = 1_000_000  # bytes; what goes on after them is the next message


class PlainSurface:
    """Words only: no colours, no frames. With `prompt` it asks for each message."""

    def __init__(self, source: BinaryIO, out: TextIO, prompt: bool = False) -> None:
        self._source, self._out, self._prompt = source, out, prompt

    def read(self) -> Message:
        """The next line. Raises EOFError at the end."""
        if self._prompt:
            self._write("you > ")
        line = self._source.readline(LONGEST_LINE)
        if not line:
            raise EOFError
        return decoded(line)

    def show(self, replies: Sequence[Reply]) -> None:
        """The replies, a blank line after each."""
        at = pickable(replies)
        for number, reply in enumerate(replies):
            text = as_text(reply, choices=number == at)
            if self._prompt:
                text = wrapped(f"companion > {text}", get_terminal_size().columns)
            self._write(f"{text}\n\n")

    def say(self, text: str) -> None:
        """A line and a blank one."""
        self._write(f"{text}\n\n")

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


def decoded(line: bytes) -> Message:
    """A line from a pipe as text; what is not UTF-8 is replaced."""
    line = line.rstrip(b"\r\n")
    try:
        return Message(line.decode("utf-8"))
    except UnicodeDecodeError:
        return Message(line.decode("utf-8", "replace"), damaged=True)


def wrapped(text: str, width: int) -> str:
    """The text with its lines broken between words, at most `width` columns wide."""
    lines = (fill(line, max(20, width - 1)) for line in text.split("\n"))
    return "\n".join(lines)


def as_text(reply: Reply, choices: bool = True) -> str:
    """A reply as plain text; the level and destination of a card in words."""
    parts = []
    if reply.kind == "card":
        line = status(reply.level, reply.destination)
        parts.append(f"*** {title(reply)} ***\n{line}" if reply.level == "emergency" else line)
    parts.append(reply.text)
    if choices and reply.buttons:
        rows = (f"  {number}. {button}" for number, button in enumerate(reply.buttons, 1))
        parts.append("\n".join((CHOOSE, *rows)))
    return "\n\n".join(parts)
