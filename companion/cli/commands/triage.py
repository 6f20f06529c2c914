"""companion triage"""

from __future__ import annotations

import json
import sys

import click

from companion.cli import options


@click.command(epilog='Example:  companion triage "my tooth hurts" "and now my face is swollen" --country GB')
@click.argument("turns", nargs=-1)
@options.country
@options.as_json
@click.option("--jsonl", is_flag=True, help="Read vignettes from standard input, one a line.")
def command(turns: tuple[str, ...], country: str | None, as_json: bool, jsonl: bool) -> None:
    """Explain how urgent something is, and why.

    Each of TURNS is one message of a conversation. Shown are the level, where to go, every
    finding with its rule, the words matched and its source, and what would make it worse.

    With --jsonl each line in is {"id", "turns": ["...", ...]}, and each line out is {"id",
    "level", "destination", "findings": [{"rule", "words", "turn"}], "levels"}.
    """
    if jsonl == bool(turns):
        raise click.UsageError("give the messages as arguments, or vignettes with --jsonl")
    from companion.engine import project
    from companion.engine.build import triage_built
    from companion.terminal.building import building
    from companion.terminal.start import quick

    root = project.root()
    project.choose(root)
    with building(sys.stderr) as progress, quick():
        from companion.triage import Screen

        with triage_built(root, progress):
            pass
        screen = Screen.load(root)
    if jsonl:
        from companion.batch import vignettes

        vignettes.run(screen, sys.stdin.buffer, sys.stdout.buffer, sys.stderr)
        return
    from companion.cli.explanation import as_text, explain

    found = explain(root, screen, turns, country)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else as_text(found))
