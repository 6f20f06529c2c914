"""companion content stats"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import click

from companion.cli import options


@click.command(epilog="Example:  companion content stats")
@options.as_json
def command(as_json: bool) -> None:
    """Show figures about the content.

    What it covers, how old its reviews are, how easy it is to read.
    """
    from companion.cli.listing import statistics_text
    from companion.content import read_entries, stats
    from companion.engine import project

    found = stats(read_entries(project.root()), date.today())
    click.echo(json.dumps(asdict(found), indent=2) if as_json else statistics_text(found))
