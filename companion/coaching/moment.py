"""Moments people tell of ("they held me down", "she turned her head") and what is given back for each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from companion.coaching.memory import Memory
from companion.coaching.session.talk import compiled, plain
from companion.errors import DataError
from companion.yaml import line_of, read_yaml

FILE = Path("content/coaching/moments.yml")
_ABOUT_THEM = frozenset(("parent", "other", "child"))  # themes that fit what somebody else feels
_THEIRS = re.compile(
    r" (?:(?:he|she|they)(?:s| is| was| gets| feels| seems| has|re| are| were)|(?:my"
    r"|our) (?:\w+ )?(?:wife|husband|partner"
    r"|mum|mom|dad|mother|father|nan|gran|friend|sister|brother|son|daughter|kid|child|girl|boy|girlfriend|boyfriend)"
    r"(?:s| is| was| has| gets| hates| wont)) "
)
_MINE = re.compile(r" (?:i|im|ive|id|me) ")
_KEYS = frozenset(("phrases", "says", "theme", "opens", "answers", "entry", "meta"))


@dataclass(frozen=True)
class Moment:
    """What someone may tell: its phrases, the lines it gets, and what follows from it."""

    name: str
    pattern: re.Pattern[str]
    says: tuple[str, ...]
    theme: str | None = None  # of feelings-themes.yml
    opens: bool = False  # telling of it opens a talk about feelings
    answers: bool = False  # it is a question, and the lines answer it
    entry: str | None = None  # what stands behind such an answer
    meta: bool = False  # about this talk, not about the person

    @property
    def said(self) -> str:
        """Where the memory counts its lines."""
        return f"moments.{self.name}"


@dataclass(frozen=True)
class Moments:
    """All moments, in the order in which they count."""

    all: tuple[Moment, ...]

    def named(self, text: str) -> tuple[Moment, ...]:
        """Those a message tells of; what somebody else feels is never taken for the person's own."""
        words = plain(text)
        found = tuple(moment for moment in self.all if moment.pattern.search(words))
        theirs = _THEIRS.search(words) and not _MINE.search(words)
        return tuple(one for one in found if one.theme in _ABOUT_THEM) if theirs else found

    def opening(self, text: str) -> bool:
        """Whether a message tells of something that deserves a talk of its own."""
        return any(moment.opens for moment in self.named(text))

    def line(self, found: tuple[Moment, ...], memory: Memory) -> tuple[str | None, Memory]:
        """The first line of those moments that was not said yet, or None."""
        for moment in found:
            count = memory.said.get(moment.said, 0)
            if count < len(moment.says):
                kept = replace(memory, said={**memory.said, moment.said: count + 1})
                return moment.says[count], kept
        return None, memory


@cache
def moments(root: Path) -> Moments:
    """Read content/coaching/moments.yml. Raises DataError naming the line."""
    path = root / FILE
    return Moments(tuple(_moment(path, name, row) for name, row in read_yaml(path).items()))


def _moment(path: Path, name: str, row: dict[str, Any]) -> Moment:
    unknown = set(row) - _KEYS
    if unknown or not row.get("phrases") or not row.get("says"):
        what = f'"{name}" has the keys {", ".join(sorted(row))}'
        fix = f"it needs phrases and says, and may have {', '.join(sorted(_KEYS))}"
        raise DataError(f"{path}:{line_of(path, name + ':')}", what, fix)
    values = {**row, "says": tuple(row["says"])}
    try:
        pattern = compiled(values.pop("phrases"))
    except re.error as error:
        where = f"{path}:{line_of(path, name + ':')}"
        raise DataError(where, f'a phrase of "{name}": {error}', "close its brackets") from error
    return Moment(name, pattern, **values)
