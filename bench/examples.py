"""All training examples of the project, the entries' questions among them."""

from __future__ import annotations

import re
from pathlib import Path

from companion.content import read_entries
from companion.yaml import read_yaml

_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def examples(root: Path) -> tuple[list[str], list[str]]:
    """(texts, intents), in a fixed order, each text once."""
    found: dict[str, str] = {}
    for path in sorted((root / "data/nlu").rglob("*.yml")):
        for block in read_yaml(path).get("nlu", []):
            for line in str(block.get("examples", "")).splitlines() if "intent" in block else ():
                found.setdefault(_ANNOTATION.sub(r"\1", line.removeprefix("- ").strip()), block["intent"])
    for entry in read_entries(root):
        for question in entry.questions:
            found.setdefault(question, "ask")
    found.pop("", None)
    return list(found), list(found.values())
