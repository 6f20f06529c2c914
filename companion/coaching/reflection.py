"""The first sentence of a reply when a message carries a feeling or pain: it gives back what is felt."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from companion.coaching.memory import Memory
from companion.yaml import read_mapping

FILE = Path("content/coaching/reflections.yml")
_KEYS = frozenset(("topics", "reflections"))


@dataclass(frozen=True)
class Reflections:
    """Words that tell a topic, and the wordings by feeling or feeling.topic."""

    topics: dict[str, re.Pattern[str]]
    wordings: dict[str, list[str]]

    def pick(self, feeling: str | None, text: str, memory: Memory) -> tuple[str | None, Memory]:
        """A sentence not said before in this conversation, or None, and the memory of it."""
        if not feeling or feeling == "none":
            return None, memory
        named = [name for name, pattern in self.topics.items() if pattern.search(text.lower())]
        for key in (*(f"{feeling}.{name}" for name in named), feeling):
            count = memory.said.get(f"reflections.{key}", 0)
            if count < len(self.wordings.get(key, ())):
                said = {**memory.said, f"reflections.{key}": count + 1}
                return self.wordings[key][count], replace(memory, said=said)
        return None, memory


@cache
def reflections(root: Path) -> Reflections:
    """Read content/coaching/reflections.yml. Raises DataError for a broken file."""
    row = read_mapping(root / FILE, allowed=set(_KEYS), required=_KEYS)
    topics = {
        name: re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))
        for name, words in row["topics"].items()
    }
    return Reflections(topics, row["reflections"])
