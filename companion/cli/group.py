"""A group whose commands are the modules of a package: a new command is one new module.

A module `visit_card.py` that has a click command named `command` is `companion visit-card`. It is
imported when it is asked for, so that one command never pays for what another needs.
"""

from __future__ import annotations

import difflib
import pkgutil
from importlib import import_module
from typing import Any

import click

MODULE = "module"  # key of a context's meta: the command module that runs


class ModuleGroup(click.Group):
    """Commands found by module name, loaded late."""

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.package = package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all modules of the package."""
        found = pkgutil.iter_modules(import_module(self.package).__path__)
        return sorted(module.name.replace("_", "-") for module in found)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one module, or None when there is no such module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{self.package}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click; a command that does not exist names those that are like it."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            near = difflib.get_close_matches(name, known, n=2)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"there is no command {name!r}.{hint}")
        return super().resolve_command(ctx, args)
