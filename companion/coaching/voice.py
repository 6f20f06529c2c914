"""The companion's wording: data in content/coaching/*.yml, never the same twice in a row.

Each file maps a key to a list of wordings. Values in braces are filled in by the flow; what a
person wrote is never put into a wording that claims something.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.coaching.memory import Memory
from companion.errors import DataError
from companion.yaml import line_of, read_mapping

FOLDER = Path("content/coaching")


@dataclass(frozen=True)
class Voice:
    """The wordings of one flow."""

    name: str
    words: dict[str, list[str]]

    @classmethod
    def load(cls, root: Path, name: str, keys: frozenset[str]) -> Voice:
        """Read content/coaching/<name>.yml. Raises DataError unless it holds just these keys."""
        path = root / FOLDER / f"{name}.yml"
        words = read_mapping(path, allowed=set(keys), required=keys)
        for key, variants in words.items():
            if (
                not isinstance(variants, list)
                or not variants
                or not all(isinstance(v, str) for v in variants)
            ):
                raise DataError(
                    f"{path}:{line_of(path, key + ':')}", f'"{key}" must be a list of texts', "add a wording"
                )
        return cls(name, words)

    def say(self, key: str, memory: Memory, **values: Any) -> tuple[str, Memory]:
        """The wording of `key` used least so far, and the memory that it was used."""
        text, memory = memory.turn(f"{self.name}.{key}", self.words[key])
        return text.format(**values), memory

    def left(self, key: str, memory: Memory) -> bool:
        """Whether a wording of `key` was not said yet."""
        return memory.said.get(f"{self.name}.{key}", 0) < len(self.words[key])
