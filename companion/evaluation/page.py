"""docs/evaluation.md: people write what stands around the figures, `companion eval --docs` the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from companion.errors import DataError
from companion.evaluation.part import Part, Table

PAGE = Path("docs/evaluation.md")
PICTURES = Path("docs/evaluation")
BEGIN, END = "<!-- {}: written by `companion eval --docs` -->", "<!-- end of {} -->"
_LISTED = 40  # tables longer than that are for --json


def write(root: Path, parts: Sequence[Part], today: date) -> Path:
    """Put the figures of each part between its two marks on the page. Raises DataError without marks."""
    path = root / PAGE
    text = path.read_text("utf-8")
    for part in parts:
        before, begin, rest = text.partition(BEGIN.format(part.name))
        _, end, after = rest.partition(END.format(part.name))
        if not end:
            line = BEGIN.format(part.name)
            raise DataError(str(path), f"has no place for {part.name}", f"add the lines {line} and {END}")
        text = f"{before}{begin}\n\n{_section(part, today)}\n{end}{after}"
    path.write_text(text, "utf-8")
    return path


def _section(part: Part, today: date) -> str:
    lines = [f"Measured on {today}.", "", "| | measured | goal | |", "|---|---|---|---|"]
    for figure in part.figures:
        mark = {None: "", True: "reached", False: "not reached"}[figure.reached]
        lines.append(f"| {figure.label} | {figure.shown} | {figure.goal} | {mark} |")
    for table in part.tables:
        if 0 < len(table.rows) <= _LISTED:
            lines += ["", f"{table.title}:", "", *_rows(table)]
    for name in part.matrices:
        lines += ["", f"![Confusion matrix: {name}](evaluation/{name}.png)"]
    return "\n".join(lines) + "\n"


def _rows(table: Table) -> list[str]:
    head = f"| {' | '.join(table.columns)} |"
    rule = "|" + "---|" * len(table.columns)
    cells = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in table.rows]
    return [head, rule, *(f"| {' | '.join(row)} |" for row in cells)]
