"""What an evaluation finds: figures with their goals, tables, confusion matrices. Plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from companion.evaluation.confusion import Confusion

PARTS = ("triage", "retrieval", "intent", "feelings", "readability")
Progress = Callable[[str, int, int], None]  # what is done, how many so far, how many in all


@dataclass(frozen=True)
class Figure:
    """One number: `value` for programs, `shown` for people. `reached` is None where there is no goal."""

    key: str
    label: str
    value: float
    shown: str
    goal: str = ""
    reached: bool | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells under columns."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Part:
    """All that one evaluation found. `matrices` are drawn under their names."""

    name: str
    title: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    matrices: dict[str, Confusion] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: figures by key, tables as lists of mappings, matrices by name."""
        return {
            "figures": {figure.key: figure.value for figure in self.figures},
            "tables": {
                table.title: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
                for table in self.tables
            },
            "confusion": {name: matrix.as_dict() for name, matrix in self.matrices.items()},
        }


def share(
    key: str, label: str, part: int, whole: int, least: float | None = None, most: float | None = None
) -> Figure:
    """A share of cases, with a goal it should not fall below (`least`) or not exceed (`most`), 0 to 1."""
    value = part / max(1, whole)
    shown = f"{part} of {whole} ({value:.1%})"
    if least is not None:
        return Figure(key, label, value, shown, f"{least:.0%} or more", value >= least)
    if most is not None:
        return Figure(key, label, value, shown, f"{most:.0%} or less" if most else "none", value <= most)
    return Figure(key, label, value, shown)


def number(key: str, label: str, value: float, most: float | None = None) -> Figure:
    """A plain number, with the most it should be."""
    goal, reached = ("", None) if most is None else (f"{most:g} or less", value <= most)
    return Figure(key, label, value, f"{value:.3g}", goal, reached)


def by_label(title: str, matrix: Confusion) -> Table:
    """Precision, recall and F1 of each label that occurs."""
    rows = [
        (
            label,
            str(matrix.truths(label)),
            f"{matrix.precision(label):.2f}",
            f"{matrix.recall(label):.2f}",
            f"{matrix.f1(label):.2f}",
        )
        for label in matrix.labels
        if matrix.truths(label)
    ]
    return Table(title, ("", "cases", "precision", "recall", "F1"), tuple(rows))


def mistakes(title: str, rows: Sequence[tuple[str, str, str]]) -> Table:
    """What was said, what it is, what it was taken for."""
    return Table(title, ("said", "is", "taken for"), tuple(rows))
