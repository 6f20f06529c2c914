"""companion content rank"""

from __future__ import annotations

import sys

import click


@click.command(epilog="Example:  companion content rank")
def command() -> None:
    """Learn which answer a question asks for.

    Reads the labelled questions in data/asked and writes content/search/ranker.json. It prints how good
    such weights are on questions that they were not learned from, and takes some six minutes.
    """
    from companion.engine import project, slim

    slim.start()
    from companion.evaluation import showing
    from companion.evaluation.ranking import learn

    with showing.progress(sys.stderr) as progress:
        part = learn(project.root(), progress)
    showing.show(part, sys.stdout)
