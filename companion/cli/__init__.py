"""The command line: `companion <command>`. One module per command, under companion/cli/commands."""

from companion.cli.program import main

__all__ = ["main"]
