"""companion content check"""

from __future__ import annotations

from datetime import date

import click


@click.command(epilog="Example:  companion content check --overdue")
@click.option("--overdue", is_flag=True, help="Also report entries whose review is overdue.")
def command(overdue: bool) -> int:
    """Report what is wrong in the entries.

    Each problem has its file, its line and what to do. Notes are worth a look and do not fail the check.
    """
    from companion.content import check, read_entries
    from companion.engine import project

    root = project.root()
    problems = check(root, date.today() if overdue else None)
    for problem in problems:
        click.echo(str(problem))
    faults = [problem for problem in problems if not problem.note]
    if faults:
        click.echo(f"{len(faults)} to mend.", err=True)
        return 1
    click.echo(f"{len(read_entries(root))} entries are sound.")
    return 0
