"""All training examples of the project, the entries' questions among them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from companion.content import read_entries
from companion.yaml import read_yaml

_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def examples(root: Path, share: int = 1) -> tuple[list[str], list[str]]:
    """(texts, intents), in a fixed order, each text once; with `share` n every n-th of an intent."""
    found: dict[str, str] = {}
    for path in sorted((root / "data/nlu").rglob("*.yml")):
        for block in read_yaml(path).get("nlu", []):
            for line in str(block.get("examples", "")).splitlines() if "intent" in block else ():
                found.setdefault(_ANNOTATION.sub(r"\1", line.removeprefix("- ").strip()), block["intent"])
    for entry in read_entries(root):
        for question in entry.questions:
            found.setdefault(question, "ask")
    found.pop("", None)
    number: Counter[str] = Counter()
    for text, intent in list(found.items()):
        if number[intent] % share:
            del found[text]
        number[intent] += 1
    return list(found), list(found.values())
