"""The files of the entries and the front matter of each, for all who may not know what else they say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from companion.yaml import parsed

FIRST_AID = "first-aid"  # the topic whose entries are offered for danger only
OURS = "companion"  # the topic of entries on the companion itself
# Folders under content/ that hold something else than entries.
NOT_TOPICS = frozenset({"triage", "lexicon", "advisories", "guard", "search"})


def entry_files(root: Path) -> list[Path]:
    """The files of all entries, sorted: content/<topic>/<id>.md."""
    return sorted(
        path
        for path in (root / "content").glob("*/*.md")
        if path.parent.name not in NOT_TOPICS and not path.parent.name.startswith(".")
    )


def front(path: Path) -> str:
    """The YAML between the lines of --- at the top of a Markdown file, as text; empty without any."""
    parts = path.read_text(encoding="utf-8").split("---\n", 2)
    return parts[1] if len(parts) == 3 and not parts[0] else ""


def read_front(path: Path) -> dict[str, Any]:
    """That, parsed; what is broken there is told by the check of the content."""
    row = parsed(front(path))
    return row if isinstance(row, dict) else {}
