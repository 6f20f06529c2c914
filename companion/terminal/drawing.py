"""Draws replies with rich: text that wraps well, frames for cards, numbered suggestions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from companion.reply import Level, Reply
from companion.terminal.words import DESTINATIONS, title

WIDEST = 88  # longer lines are hard to read
_NARROW = 50  # below this the speaker's name gets a line of its own
_ITEM = re.compile(r"(\d{1,2}\.|-) (.*)")
_FRAMES: dict[Level, tuple[box.Box, str, str]] = {  # box, style of the frame, style of the title
    "emergency": (box.HEAVY, "bold red", "bold red reverse"),
    "urgent": (box.HEAVY, "yellow", "bold yellow"),
    "soon": (box.ROUNDED, "yellow", "bold yellow"),
}


def draw(console: Console, reply: Reply, first: bool, choices: bool) -> None:
    """Print one reply. `first`: the speaker is named. `choices`: its buttons get numbers."""
    width = min(console.width, WIDEST)
    loud = reply.kind == "card" and reply.level == "emergency"
    # Text is never read as markup: what is in brackets may come from anywhere.
    parts: list[RenderableType] = [body(reply.text, loud)]
    if choices and reply.buttons:
        parts += ["", suggestions(reply.buttons)]
    if reply.kind == "card" and reply.level in _FRAMES:  # what can wait needs no frame
        if first:
            console.print(speaker())
        console.print(card(reply, parts, width), width=width)
    elif width < _NARROW:
        console.print(speaker() if first else "", *parts, sep="\n", width=width)
    else:
        row = Table.grid()
        row.add_column(width=12, no_wrap=True)
        row.add_column(ratio=1)
        row.add_row(speaker() if first else "", Group(*parts))
        console.print(row, width=width)
    console.print()


def speaker() -> Text:
    """Who speaks."""
    return Text("companion › ", style="bold cyan")


def card(reply: Reply, inside: list[RenderableType], width: int) -> Panel:
    """The frame of a card: what is at stake on top, where to go at the bottom."""
    shape, frame, head = _FRAMES[reply.level]
    where = f"Where to go: {DESTINATIONS[reply.destination]}" if reply.destination else ""
    fits = len(where) < width - 6
    if not fits:  # a frame cuts what is too long for its edge
        inside = [*inside, "", Text(where, style=head)]
    return Panel(
        Group(*inside),
        box=shape,
        border_style=frame,
        title=Text(f" {title(reply)} ", style=head),
        subtitle=Text(f" {where} ", style=head) if where and fits else None,
        padding=(1, 2),
    )


def body(text: str, loud: bool = False) -> Group:
    """Paragraphs and lists; the lines of a list item hang below each other.

    `loud` makes the first line bold: it says what to do.
    """
    return Group(*_blocks(text, loud))


def _blocks(text: str, loud: bool) -> Iterator[RenderableType]:
    for number, line in enumerate(text.split("\n")):
        item = _ITEM.fullmatch(line)
        if item is None:
            yield Text(line, style="bold" if loud and number == 0 else "")
            continue
        row = Table.grid(padding=(0, 1, 0, 0))
        row.add_column(width=3, justify="right", no_wrap=True)
        row.add_column(ratio=1, overflow="fold")
        row.add_row(Text(item[1], style="bold"), Text(item[2]))
        yield row


def suggestions(buttons: tuple[str, ...]) -> RenderableType:
    """Numbered suggestions."""
    rows = Table.grid(padding=(0, 1, 0, 0))
    rows.add_column(width=3, justify="right", no_wrap=True)
    rows.add_column(ratio=1)
    for number, button in enumerate(buttons, 1):
        rows.add_row(Text(str(number), style="bold cyan"), Text(button, style="cyan"))
    return Padding(rows, (0, 0))
