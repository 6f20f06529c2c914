"""Words that people use for the same thing: groups in content/search/words.yml."""

from __future__ import annotations

from pathlib import Path

from companion.content.words import fold
from companion.errors import DataError
from companion.yaml import line_of, read_yaml

WORDS = Path("content/search/words.yml")


def read_groups(root: Path) -> list[tuple[str, ...]]:
    """The groups of folded phrases; none when there is no such file. Raises DataError."""
    path = root / WORDS
    if not path.is_file():
        return []
    rows = read_yaml(path)
    if not isinstance(rows, list):
        raise DataError(f"{WORDS}:1", "must be a list of groups", "write `- [one, other]` lines")
    groups = []
    for row in rows:
        if not isinstance(row, list) or len(row) < 2 or not all(isinstance(w, str) for w in row):
            line = line_of(path, str(row[0]) if isinstance(row, list) and row else str(row))
            raise DataError(f"{WORDS}:{line}", f"not a group of words: {row}", "write [one, other]")
        groups.append(tuple(dict.fromkeys(fold(word) for word in row)))
    return groups
