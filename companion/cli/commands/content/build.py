"""companion content build"""

from __future__ import annotations

import sys

import click


@click.command(epilog="Example:  companion content build")
def command() -> None:
    """Build the content database.

    Only where it is stale or damaged. Its path is printed.
    """
    from companion.cli.mending import build_content
    from companion.engine import project
    from companion.terminal.building import building

    with building(sys.stderr) as progress:
        path = build_content(project.root(), progress)
    click.echo(str(path))
