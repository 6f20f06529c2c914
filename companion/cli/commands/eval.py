"""companion eval"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from companion.cli import options
from companion.evaluation.part import PARTS

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(epilog="Example:  companion eval triage --out build/eval")
@click.argument("parts", nargs=-1, type=click.Choice([*PARTS, "all"]))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Put PNGs and figures here.")
@options.as_json
@click.option("--quick", is_flag=True, help="Leave out cross-validation, which takes minutes.")
@click.option("--docs", is_flag=True, help="Write the figures into docs/evaluation.md.")
@click.option("--real", type=_FILE, help="Also triage the real messages of this JSON Lines file.")
@click.option("--outside", type=_FILE, help="Also say the messages of this file, all out of scope.")
def command(
    parts: tuple[str, ...],
    out: Path | None,
    as_json: bool,
    quick: bool,
    docs: bool,
    real: Path | None,
    outside: Path | None,
) -> None:
    """Measure how good the companion is.

    PARTS are triage, retrieval, intent, feelings and readability; without any, all of them. The
    messages lie in data/eval and train nothing. Intents, feelings and retrieval are also
    cross-validated: each example is read by a model that has not seen it. With --out each
    confusion matrix becomes a PNG.
    """
    from itertools import chain

    from companion.coaching.keeping import elsewhere
    from companion.engine import project, slim

    slim.start()
    from companion.evaluation import keeping, showing
    from companion.evaluation.session import Session

    root = project.root()
    names = PARTS if not parts or "all" in parts else parts
    with showing.progress(sys.stderr) as progress, elsewhere():  # nobody's memory is read or written
        found = list(Session(root, progress, real, outside, quick).run(names))
    kept = keeping.in_folder(out, found) if out else ()
    documented = keeping.in_docs(root, found, date.today()) if docs else ()
    for path in chain(kept, documented):
        click.echo(f"Written: {path}", err=True)
    if as_json:
        click.echo(json.dumps({part.name: part.as_dict() for part in found}, ensure_ascii=False, indent=2))
        return
    for part in found:
        showing.show(part, sys.stdout)
