"""Confusion matrices as PNG files. matplotlib is imported when something is drawn, without a display."""

from __future__ import annotations

from pathlib import Path

from companion.evaluation.confusion import Confusion


def draw(matrix: Confusion, title: str, path: Path) -> None:
    """Write a PNG: truth in rows, guess in columns, shaded by share of the row."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    size = len(matrix.labels)
    side = 3.0 + 0.42 * min(size, 12) + 0.17 * max(0, size - 12)
    small = 9 if size <= 12 else 5
    figure = Figure(figsize=(side, side), dpi=110)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    rows = matrix.rows()
    shares = [[number / max(1, sum(row)) for number in row] for row in rows]
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    axes.set_xticks(range(size))
    axes.set_xticklabels(matrix.labels, rotation=90, fontsize=small)
    axes.set_yticks(range(size))
    axes.set_yticklabels(matrix.labels, fontsize=small)
    axes.set_xlabel("taken for")
    axes.set_ylabel("is")
    axes.set_title(f"{title} ({matrix.right} of {matrix.total} right)", fontsize=10)
    for at, row in enumerate(rows):
        for to, number in enumerate(row):
            if number:
                colour = "white" if shares[at][to] > 0.6 else "black"
                axes.text(to, at, str(number), ha="center", va="center", fontsize=small, color=colour)
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Without the date and version that matplotlib adds, the same matrix gives the same file.
    figure.savefig(path, metadata={"Software": None})
