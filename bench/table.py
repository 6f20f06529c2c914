"""One row a measurement, printed with rich and written as Markdown."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """A measurement on both sides, None where it was not taken; `goal` in words."""

    name: str
    ours: float | None
    stock: float | None
    goal: str = ""

    def cells(self) -> tuple[str, str, str, str, str]:
        """Name, ours, stock, ratio and goal as text."""
        ratio = f"{self.stock / self.ours:.1f}x" if self.ours and self.stock else ""
        return self.name, _number(self.ours), _number(self.stock), ratio, self.goal


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:,.1f}"


HEADS = ("measured", "companion", "stock Rasa", "stock / ours", "goal")


def print_table(rows: list[Row]) -> None:
    """The table on the terminal."""
    table = Table(*HEADS, title="Virtual Companion beside stock Rasa 3.6.21, one run, this machine")
    for row in rows:
        table.add_row(*row.cells())
    Console().print(table)


def write_markdown(rows: list[Row], path: Path, short: bool) -> None:
    """The table as a page."""
    epochs = "It was trained for one epoch only, which changes none of the times below." if short else ""
    lines = [
        "# Benchmarks",
        "",
        f"Made by `just bench --out docs/benchmarks.md` on {date.today().isoformat()}, on a machine with "
        f"{os.cpu_count()} cores ({platform.system()}, {platform.machine()}), in one run.",
        "The machine is shared and noisy: the ratios mean more than the absolute times.",
        "Stock Rasa is 3.6.21 with the default pipeline of `rasa init`, trained on our NLU data, rules and "
        "domain, its custom actions turned into plain responses. "
        f"The HINT3 figures of stock Rasa are those the paper's repository reports. {epochs}",
        "",
        "| " + " | ".join(HEADS) + " |",
        "|" + "---|" * len(HEADS),
        *("| " + " | ".join(row.cells()) + " |" for row in rows),
        "",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
