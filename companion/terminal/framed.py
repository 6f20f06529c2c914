"""The chat in a terminal that can do more than plain text: rich draws, prompt_toolkit reads."""

from __future__ import annotations

import os
from collections.abc import Sequence

from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import ColorDepth, Output
from prompt_toolkit.styles import Style
from rich.console import Console
from rich.text import Text

from companion.reply import Reply
from companion.terminal.drawing import WIDEST, draw
from companion.terminal.surface import Message, pickable

_STYLE = Style.from_dict({"you": "bold ansigreen"})


class FramedSurface:
    """A terminal. `source` and `out` stand in for its keyboard and screen in tests."""

    def __init__(self, console: Console, source: Input | None = None, out: Output | None = None) -> None:
        self._console = console
        # The library asks the terminal where the cursor is, and complains when it gets no answer.
        os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
        self._session: PromptSession[str] = PromptSession(
            [("class:you", "you › ")],
            history=InMemoryHistory(),  # nothing about a person goes to the disk unasked
            key_bindings=_keys(),
            style=_STYLE,
            color_depth=ColorDepth.MONOCHROME if console.no_color else None,
            input=source,
            output=out,
        )

    def read(self) -> Message:
        """A message, edited as in a shell; a pasted text keeps its lines."""
        return Message(self._session.prompt())

    def show(self, replies: Sequence[Reply]) -> None:
        """The replies of one turn."""
        show(self._console, replies)

    def say(self, text: str) -> None:
        """A quiet line."""
        width = min(self._console.width, WIDEST)
        self._console.print(Text(text, style="dim"), width=width)
        self._console.print()


def show(console: Console, replies: Sequence[Reply]) -> None:
    """Print the replies of one turn."""
    console.print()
    at = pickable(replies)
    for number, reply in enumerate(replies):
        draw(console, reply, first=number == 0, choices=number == at)


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    def _(event: KeyPressEvent) -> None:
        """Take back what is half typed; with nothing typed, leave."""
        if event.current_buffer.text:
            event.current_buffer.reset()
        else:
            event.app.exit(exception=KeyboardInterrupt, style="class:aborting")

    return keys
