"""companion converse"""

from __future__ import annotations

import sys

import click


@click.command(epilog="Example:  companion converse < conversations.jsonl > answers.jsonl")
def command() -> None:
    """Hold many conversations: JSON lines in, JSON lines out.

    Each line in is {"id", "turns": ["...", ...], "country"?}. Each line out is {"id", "turns":
    [{"user", "replies", "intent", "confidence", "level"}]}, in the same order. A line that cannot
    be read gives {"line", "error"} in its place.
    """
    from functools import partial

    from companion.batch import stream
    from companion.batch.converse import converse
    from companion.coaching.keeping import elsewhere
    from companion.engine import load, project
    from companion.terminal.building import building
    from companion.terminal.start import quick

    with building(sys.stderr) as progress, quick():
        companion = load(project.root(), progress)
    # What these conversations agree to have remembered goes with them, and touches no real person's.
    with elsewhere():
        stream.run(partial(converse, companion), sys.stdin.buffer, sys.stdout.buffer)
