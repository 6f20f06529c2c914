"""What people ask about a plan of their own ("what if i miss a night"), answered within the talk.

Data: content/coaching/plan.yml. Only a talk about a habit uses it: elsewhere "what if i cant" means
something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from companion.coaching.memory import Memory
from companion.coaching.session.talk import compiled, spaced
from companion.errors import DataError
from companion.yaml import line_of, read_yaml

FILE = Path("content/coaching/plan.yml")
_KEYS = {"phrases", "entry", "says"}


@dataclass(frozen=True)
class Asked:
    """One question, the answers it gets in turn, and the entry behind them."""

    name: str
    pattern: re.Pattern[str]
    says: tuple[str, ...]
    entry: str | None

    def line(self, memory: Memory) -> tuple[str, Memory]:
        """The answer that was given least."""
        return memory.turn(f"plan.{self.name}", self.says)


def asked(root: Path, text: str) -> Asked | None:
    """The question on a plan that a message puts, or None."""
    words = spaced(text)
    return next((one for one in _load(root) if one.pattern.search(words)), None)


@cache
def _load(root: Path) -> tuple[Asked, ...]:
    """Raises DataError naming the line."""
    return tuple(_read(root / FILE, name, row) for name, row in read_yaml(root / FILE).items())


def _read(path: Path, name: str, row: dict[str, Any]) -> Asked:
    where = f"{path}:{line_of(path, name + ':')}"
    if not set(row) <= _KEYS or not row.get("phrases") or not row.get("says"):
        raise DataError(where, f'"{name}" has the keys {", ".join(sorted(row))}', "use phrases, says, entry")
    try:
        return Asked(name, compiled(row["phrases"]), tuple(row["says"]), row.get("entry"))
    except re.error as error:
        raise DataError(where, f'a phrase of "{name}": {error}', "close its brackets") from error
