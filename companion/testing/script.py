"""A conversation test as data: what is said, and what must be true after each turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Check:
    """Something that must be true: its name and value as in the YAML, and its line."""

    name: str
    want: Any
    line: int


@dataclass(frozen=True)
class Step:
    """One message of a person and what must be true after it.

    `ordered`: the checks' events must come in the order of the checks.
    """

    text: str
    line: int
    checks: tuple[Check, ...] = ()
    ordered: bool = False
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Stub:
    """What a custom action returns instead of being run, in the words of an action server."""

    events: tuple[dict[str, Any], ...]
    responses: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Script:
    """One test case. `before` are checks on the session's start, `slots` come from fixtures.

    `invariants` hold for every turn: name to value. `moment` is the time that the case takes
    place at, or None for now.
    """

    name: str
    path: Path
    line: int
    steps: tuple[Step, ...]
    before: tuple[Check, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    stubs: Mapping[str, Stub] = field(default_factory=dict)
    invariants: Mapping[str, Any] = field(default_factory=dict)
    moment: datetime | None = None


@dataclass(frozen=True)
class Broken:
    """A test case, or a file, that cannot be read: the complaint stands for it in the run."""

    name: str
    path: Path
    line: int
    complaint: str
