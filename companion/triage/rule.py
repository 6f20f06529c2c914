"""A triage rule: one danger, one file under content/triage/.

level, destination   as in companion.reply
entry                the content entry with the advice
why                  one sentence a person can understand
source               id in content/sources.yml
kind                 infection | bleeding | injury | other; the first three are raised one
                     level for people at higher risk (see companion.triage.decision)
when                 conditions, any of which is enough:
                         a + b      both ideas, anywhere in the conversation
                         a & b      both in the same sentence
                         a|b        either
                         !a         not there (in the conversation)
says, never          sentences that must and must not set the rule off
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from companion.errors import DataError
from companion.reply import DESTINATIONS, LEVELS, Destination, Level
from companion.yaml import line_of, read_mapping

FOLDER = Path("content/triage")
LIKE = "like:"  # with a rule's name: the idea that a text reads like what the rule is about
RuleKind = Literal["infection", "bleeding", "injury", "other"]
_KEYS = {"level", "destination", "entry", "why", "source", "kind", "when", "says", "never"}
_REQUIRED = frozenset(_KEYS - {"kind"})


@dataclass(frozen=True)
class Part:
    """Ideas that must hold together in one sentence; each is a tuple of alternatives."""

    ideas: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Condition:
    """`parts` must all hold somewhere in the conversation, `without` nowhere."""

    parts: tuple[Part, ...]
    without: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One danger and what to do about it."""

    name: str
    level: Level
    destination: Destination
    entry: str
    why: str
    source: str
    kind: RuleKind
    when: tuple[Condition, ...]
    says: tuple[str, ...]
    never: tuple[str, ...]
    path: Path


def read_rules(root: Path) -> dict[str, Rule]:
    """All rules by name, worst level first. Raises DataError at the first broken file."""
    rules: dict[str, Rule] = {}
    for path in sorted((root / FOLDER).rglob("*.yml")):
        rule = read_rule(path)
        if rule.name in rules:
            raise DataError(
                f"{path}:1", f"{rules[rule.name].path} has the same name", "rename one of the two"
            )
        rules[rule.name] = rule
    if not rules:
        raise DataError(
            str(root / FOLDER), "there are no triage rules", "restore the files of content/triage"
        )
    return dict(sorted(rules.items(), key=lambda item: LEVELS.index(item[1].level)))


def parse_condition(text: str) -> Condition:
    """Parse one line of `when`. Raises ValueError."""
    parts: list[Part] = []
    without: list[str] = []
    for piece in text.split("+"):
        piece = piece.strip()
        if piece.startswith("!"):
            without.extend(name.strip() for name in piece[1:].split("|"))
            continue
        ideas = tuple(tuple(name.strip() for name in side.split("|")) for side in piece.split("&"))
        if any(not name or " " in name for side in ideas for name in side):
            raise ValueError(f"can't read {piece!r}")
        parts.append(Part(ideas))
    if not parts:
        raise ValueError("needs at least one idea that must be there")
    return Condition(tuple(parts), tuple(without))


def read_rule(path: Path) -> Rule:
    """The rule of one file. Raises DataError with its line."""
    row = read_mapping(path, allowed=_KEYS, required=_REQUIRED)
    _closed(path, row, "level", LEVELS)
    _closed(path, row, "destination", DESTINATIONS)
    row.setdefault("kind", "other")
    _closed(path, row, "kind", get_args(RuleKind))
    try:
        when = tuple(parse_condition(str(line)) for line in row["when"])
    except ValueError as error:
        raise DataError(f"{path}:{line_of(path, 'when:')}", str(error), "see docs/triage.md") from error
    return Rule(
        name=path.stem,
        level=row["level"],
        destination=row["destination"],
        entry=row["entry"],
        why=row["why"],
        source=row["source"],
        kind=row["kind"],
        when=when,
        says=tuple(row["says"]),
        never=tuple(row["never"]),
        path=path,
    )


def _closed(path: Path, row: dict[str, Any], key: str, allowed: tuple[str, ...]) -> None:
    if row[key] not in allowed:
        raise DataError(
            f"{path}:{line_of(path, key + ':')}",
            f'{key} "{row[key]}" is not known',
            f"it is one of: {', '.join(allowed)}",
        )
