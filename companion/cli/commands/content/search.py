"""companion content search"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from companion.cli import options


@click.command(epilog='Example:  companion content search "my gums bleed when i floss"')
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=5, type=click.IntRange(1, 50), show_default=True, help="How many.")
@options.as_json
def command(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find entries that fit a question.

    Scores run from 0 to 1. Above 0.5 the question is more likely than not about that entry's subject.
    """
    from companion.content import Store
    from companion.engine import build, project
    from companion.terminal.building import building

    root = project.root()
    with building(sys.stderr) as progress:
        store = Store.open(build.build_content(root, progress))
    hits = store.search(" ".join(words), limit=limit)
    if as_json:
        click.echo(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=2))
        return
    for hit in hits:
        click.echo(f"{hit.score:.2f}  {hit.entry_id}: {store.entry(hit.entry_id).title}")
        click.echo(f"      nearest question: {hit.question}")
    if not hits:
        click.echo("Nothing fits.")
