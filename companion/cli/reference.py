"""docs/cli.md, made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from companion.cli.program import program

_HEAD = """# The command line

Made from the code by `uv run python -m docs.make`: do not edit.

Every command ends with 0 when it is done, 1 when something is wrong and the message says what,
2 when the command line was wrong, 130 on Ctrl-C. `COMPANION_ROOT` names the project folder where it
is not the current one or above it; `COMPANION_DEBUG=1` shows where a fault of the program lies.
"""


def reference() -> str:
    """The page as Markdown."""
    return _HEAD + "".join(_section(context) for context in commands())


def commands() -> Iterator[click.Context]:
    """A context for every command that can be typed, groups before what is in them."""
    yield from _below(click.Context(program, info_name="companion", **program.context_settings))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from _below(_child(context, command, name))


def _child(parent: click.Context, command: click.Command, name: str) -> click.Context:
    return click.Context(command, info_name=name, parent=parent, **command.context_settings)


def _section(context: click.Context) -> str:
    context.terminal_width = 100
    return f"\n## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"
