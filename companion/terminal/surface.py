"""What a chat needs of the place it happens in; `plain` and `framed` are the two there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from companion.reply import Reply


@dataclass(frozen=True)
class Message:
    """What a person sent. `damaged`: some of it was not UTF-8 and has been replaced."""

    text: str
    damaged: bool = False


class Surface(Protocol):
    """Reads messages, shows replies."""

    def read(self) -> Message:
        """The next message. Raises EOFError at the end, KeyboardInterrupt on Ctrl-C."""

    def show(self, replies: Sequence[Reply]) -> None:
        """Show the replies of one turn."""

    def say(self, text: str) -> None:
        """Show a line of the terminal's own."""


def pickable(replies: Sequence[Reply]) -> int:
    """The index of the reply whose buttons can be picked by number, or -1.

    It is the last one that has any: the companion reads numbers the same way.
    """
    return max((at for at, reply in enumerate(replies) if reply.buttons), default=-1)
