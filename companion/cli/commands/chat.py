"""companion chat"""

from __future__ import annotations

import click

from companion.cli import options


@click.command(epilog="Example:  companion chat --country GB")
@options.country
@click.option("--plain", is_flag=True, help="Plain text without frames, good for screen readers.")
def command(country: str | None, plain: bool) -> int:
    """Talk to the companion.

    The first start prepares the answers and trains the model, which takes a few minutes.
    With a pipe, every line is a message and the replies are plain text.
    Nothing you type is kept.
    """
    from companion.engine import project
    from companion.terminal.chat import chat

    return chat(project.root(), country, plain)
