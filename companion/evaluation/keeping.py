"""Keeps what was found: PNGs and JSON in a folder, figures and PNGs in the docs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from companion.evaluation import page
from companion.evaluation.drawing import draw
from companion.evaluation.part import Part


def in_folder(folder: Path, parts: Sequence[Part]) -> Iterator[Path]:
    """Write figures.json and a PNG for each confusion matrix; yields what is written."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "figures.json"
    found = {part.name: part.as_dict() for part in parts}
    path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
    yield path
    yield from _pictures(folder, parts)


def in_docs(root: Path, parts: Sequence[Part], today: date) -> Iterator[Path]:
    """Write the figures into docs/evaluation.md and the PNGs beside it; yields what is written."""
    yield page.write(root, parts, today)
    yield from _pictures(root / page.PICTURES, parts)


def _pictures(folder: Path, parts: Sequence[Part]) -> Iterator[Path]:
    for part in parts:
        for name, matrix in part.matrices.items():
            path = folder / f"{name}.png"
            draw(matrix, name, path)
            yield path
