"""The evaluation data: JSON Lines under data/eval, never used to train anything."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.errors import DataError

FOLDER = Path("data/eval")


@dataclass(frozen=True)
class Said:
    """A message and the name it belongs to: an intent or a feeling."""

    text: str
    label: str


@dataclass(frozen=True)
class Question:
    """A question and the entries that answer it: the best, and others that are as right."""

    text: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Vignette:
    """A conversation and the levels that are right at its end: the best, and others accepted."""

    id: str
    turns: tuple[str, ...]
    levels: tuple[str, ...]
    alternatives: tuple[str, ...]
    kind: str


def questions(path: Path) -> list[Question]:
    """Rows {"question", "entry", "or": [...]}. Raises DataError."""
    found = _rows(path, ("question", "entry"))
    return [Question(row["question"], (row["entry"], *row.get("or", ()))) for row in found]


def said(path: Path, label: str) -> list[Said]:
    """Rows {"text", label}. Raises DataError."""
    return [Said(row["text"], row[label]) for row in _rows(path, ("text", label))]


def outside(path: Path) -> list[str]:
    """Texts of rows {"text"}; one marked `small_talk` may be in scope and is left out."""
    return [row["text"] for row in _rows(path, ("text",)) if not row.get("small_talk")]


def vignettes(path: Path) -> list[Vignette]:
    """Rows {"id", "turns", "level", "or": [...], "kind"}. Raises DataError."""
    rows = _rows(path, ("id", "turns", "level", "kind"))
    return [
        Vignette(row["id"], tuple(row["turns"]), (row["level"],), tuple(row.get("or", ())), row["kind"])
        for row in rows
    ]


def real(path: Path) -> list[Vignette]:
    """Rows {"id", "text", "level_1", "level_2", "alt_1", "alt_2"} of two annotators. Raises DataError."""
    return [
        Vignette(
            row["id"],
            (row["text"],),
            tuple(dict.fromkeys((row["level_1"], row["level_2"]))),
            tuple(level for level in (row.get("alt_1"), row.get("alt_2")) if level),
            "real",
        )
        for row in _rows(path, ("id", "text", "level_1", "level_2"))
    ]


def _rows(path: Path, keys: Iterable[str]) -> list[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise DataError(str(path), f"cannot be read ({error.strerror})", "restore it with git") from error
    found = []
    for line, text in enumerate(lines, 1):
        try:
            row = json.loads(text)
            missing = [key for key in keys if key not in row]
        except (ValueError, TypeError) as error:
            raise DataError(f"{path}:{line}", f"is not a JSON object ({error})", "mend the line") from error
        if missing:
            raise DataError(f"{path}:{line}", f"has no {missing[0]!r}", "add it")
        found.append(row)
    return found
