"""What a question stresses: "can you look at a photo" is more than "what can you do".

The wordings stand in content/coaching/angles.yml, by intent. Where a message hears no angle, the
caller says what it always says to that intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import Pattern
from typing import Any, cast

from companion.coaching.memory import Memory
from companion.coaching.voice import FOLDER
from companion.errors import DataError
from companion.guard.template import compile_template
from companion.reply import KINDS, Kind, Reply
from companion.text import lowered
from companion.yaml import line_of, read_yaml

FILE = "angles.yml"
ANYTHING = "..."  # in `hears`: whatever was said
_KEYS = frozenset(("hears", "kind", "says", "buttons", "see"))


@dataclass(frozen=True)
class Angle:
    """One stress of one question, and the answer to it."""

    name: str
    hears: tuple[Pattern[str], ...]  # empty: anything
    kind: Kind
    says: tuple[str, ...]
    buttons: tuple[str, ...]
    see: tuple[str, ...]

    def heard(self, text: str) -> bool:
        """Whether a message stresses this."""
        return not self.hears or any(pattern.search(text) for pattern in self.hears)


@dataclass(frozen=True)
class Angles:
    """By intent, in the order in which they are tried."""

    intents: dict[str, tuple[Angle, ...]]

    @classmethod
    def load(cls, root: Path) -> Angles:
        """Raises DataError for an angle that lacks a key or has too few wordings."""
        path = root / FOLDER / FILE
        return cls(
            {
                intent: tuple(_read(path, name, row) for name, row in rows.items())
                for intent, rows in read_yaml(path).items()
            }
        )

    def hears(self, intent: str | None, text: str) -> bool:
        """Whether a message stresses something of this intent in so many words."""
        said = lowered(text)
        return any(one.hears and one.heard(said) for one in self.intents.get(intent or "", ()))

    def pick(
        self, intent: str, text: str, memory: Memory, titles: dict[str, str], **values: Any
    ) -> tuple[Reply | None, Memory]:
        """The answer to what `text` stresses, in words not used before, or None.

        `titles` gives the titles of the entries under `see`; `values` fill the braces.
        """
        said = lowered(text)
        angle = next((one for one in self.intents.get(intent, ()) if one.heard(said)), None)
        if angle is None:
            return None, memory
        text, memory = memory.turn(f"angles.{intent}.{angle.name}", angle.says)
        choices = [{"title": titles[name], "entry": name} for name in angle.see]
        buttons = (*(choice["title"] for choice in choices), *angle.buttons)
        return Reply(text.format(**values), buttons, kind=angle.kind, data={"choices": choices}), memory


def _read(path: Path, name: str, row: dict[str, Any]) -> Angle:
    where = f"{path}:{line_of(path, f'  {name}:')}"
    if not isinstance(row, dict) or not {"hears", "kind", "says"} <= set(row) <= _KEYS:
        raise DataError(where, f"{name} needs hears, kind and says", "compare with the angles above it")
    filled = all(wording.startswith("{") for wording in row["says"])
    if row["kind"] not in KINDS or not (filled or len(row["says"]) >= 3):
        raise DataError(where, f"{name} has an unknown kind or under three wordings", "mend it")
    try:
        hears = tuple(compile_template(text, {}).pattern for text in row["hears"] if text != ANYTHING)
    except ValueError as error:
        raise DataError(where, f"{name}: {error}", "mend the phrase") from error
    if not hears and ANYTHING not in row["hears"]:
        raise DataError(where, f"{name} hears nothing", "add a phrase")
    return Angle(
        name,
        hears,
        cast(Kind, row["kind"]),
        tuple(row["says"]),
        tuple(row.get("buttons", ())),
        tuple(row.get("see", ())),
    )


@cache
def angles(root: Path) -> Angles:
    """The project's angles, read once."""
    return Angles.load(root)
