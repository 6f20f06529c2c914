"""Draws docs/conversation.svg: a real conversation with the companion, as the terminal shows it."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console
from rich.text import Text

from companion.engine import load, project
from companion.reply import Turn
from companion.terminal.framed import show

SAID = (
    "my gums bleed when i floss, did i wreck them?",
    "where does that come from?",
    "my son's front tooth got knocked out at football",
)
_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def drawing() -> str:
    """The conversation as SVG. It names no font of a third party."""
    console = Console(
        record=True, width=90, file=StringIO(), force_terminal=True, color_system="truecolor",
        highlight=False,
    )  # fmt: skip
    companion = load(project.root())
    show(console, companion.greet("drawing", "GB"))
    for text in SAID:
        console.print(Text.assemble(("you › ", "bold green"), text))
        show(console, companion.reply(Turn(text, "drawing", "GB")))
    return _FONTS.sub("", console.export_svg(title="companion chat --country GB"))
