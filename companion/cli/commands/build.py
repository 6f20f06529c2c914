"""companion build"""

from __future__ import annotations

import sys

import click


@click.command(epilog="Example:  companion build")
@click.option("--force", is_flag=True, help="Delete what was built and build all of it again.")
def command(force: bool) -> None:
    """Build the content and train the model.

    Only what is stale or damaged is built. The chat does this by itself: use it to
    prepare an image, or to mend a damaged build.
    """
    from companion.cli.mending import build_all
    from companion.engine import project
    from companion.terminal.building import building

    with building(sys.stderr, always=True) as progress:
        built = build_all(project.root(), progress, force)
    for path in built:
        click.echo(f"Ready: {path}")
