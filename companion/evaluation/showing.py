"""The findings on a terminal, as tables of rich."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table as Grid
from rich.text import Text

from companion.evaluation.part import Part
from companion.evaluation.part import Progress as Hears

LONGEST = 25  # rows of a table of mistakes that a terminal shows; --json and --out have them all


def show(part: Part, out: TextIO) -> None:
    """Print a part: its figures against their goals, then its tables."""
    console = Console(file=out)
    grid = Grid(title=part.title, title_style="bold", title_justify="left")
    for column in ("", "measured", "goal", ""):
        grid.add_column(column)
    for figure in part.figures:
        mark = {None: "", True: "reached", False: "not reached"}[figure.reached]
        style = {None: "", True: "green", False: "red"}[figure.reached]
        grid.add_row(Text(figure.label), figure.shown, figure.goal, Text(mark, style))
    console.print(grid)
    for table in part.tables:
        if not table.rows:
            continue
        shown = (
            table.rows[:LONGEST] if len(table.columns) > 2 and len(table.rows) > 2 * LONGEST else table.rows
        )
        grid = Grid(title=table.title, title_justify="left")
        for column in table.columns:
            grid.add_column(column, overflow="fold")
        for row in shown:
            grid.add_row(*map(Text, row))
        console.print(grid)
        if len(shown) < len(table.rows):
            console.print(f"and {len(table.rows) - len(shown)} more: see --json or --out")


@contextmanager
def progress(out: TextIO) -> Iterator[Hears]:
    """What hears how far the work is: bars on a terminal, nothing elsewhere."""
    console = Console(file=out)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:

        def hear(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield hear
