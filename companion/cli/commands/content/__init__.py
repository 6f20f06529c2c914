"""companion content: a group; every module here is one of its commands."""

from __future__ import annotations

import click

from companion.cli.group import ModuleGroup


@click.group(cls=ModuleGroup, package=__name__, epilog="Start here:  companion content check")
def command() -> None:
    """Check, build, search and read what the companion may say."""
