"""companion content show"""

from __future__ import annotations

import difflib
import json

import click

from companion.cli import options


@click.command(epilog="Example:  companion content show bleeding-gums")
@click.argument("entry")
@options.as_json
def command(entry: str, as_json: bool) -> None:
    """Show one entry with its sources.

    It is read straight from its file. ENTRY is the file name without its ending.
    """
    from companion.cli.listing import entry_text
    from companion.content import read_entries
    from companion.content.sources import read_sources
    from companion.engine import project
    from companion.errors import DataError

    root = project.root()
    found = {one.id: one for one in read_entries(root)}
    if entry not in found:
        near = difflib.get_close_matches(entry, found, n=3)
        fix = f"did you mean {', '.join(near)}?" if near else "companion content search finds one"
        raise DataError(str(root / "content"), f'there is no entry "{entry}"', fix)
    if as_json:
        click.echo(json.dumps(found[entry].as_dict(), ensure_ascii=False, indent=2))
        return
    click.echo(entry_text(found[entry], read_sources(root)[0]))
