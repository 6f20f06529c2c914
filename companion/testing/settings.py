"""What test cases share: fixtures, metadata, stubs and invariants, from conftest.yml and the file.

The conftest.yml of an outer folder is overridden by that of an inner one, and both by the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from companion.testing import lines
from companion.testing.lines import Place, Rows, Table
from companion.testing.script import Stub
from companion.testing.vocabulary import INVARIANTS, SETTINGS_KEYS, STUB_KEYS, STUB_SCOPE

NAME = "conftest.yml"


@dataclass(frozen=True)
class Settings:
    """`fixtures` name slots, `metadata` names what goes with a message, `coverage` are minima of
    a complete run by kind, `transcripts` tells whether they are kept."""

    fixtures: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    metadata: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    stubs: Mapping[str, Stub] = field(default_factory=dict)
    invariants: Mapping[str, Any] = field(default_factory=lambda: {"no_error": True})
    coverage: Mapping[str, float] = field(default_factory=dict)
    transcripts: bool = False

    def joined(self, row: Table, place: Place) -> Settings:
        """These settings with those of one file on top. Raises DataError."""
        return replace(
            self,
            fixtures={**self.fixtures, **_named(row, "fixtures", place)},
            metadata={**self.metadata, **_named(row, "metadata", place)},
            stubs={**self.stubs, **_stubs(row, place)},
            invariants={**self.invariants, **_invariants(row, place)},
            coverage={**self.coverage, **(row.get("coverage") or {})},
            transcripts=bool(row.get("transcripts", self.transcripts)),
        )

    def slots(self, names: list[str], place: Place, line: int) -> dict[str, Any]:
        """The slots that the named fixtures set, later ones on top."""
        slots: dict[str, Any] = {}
        for name in names:
            if name not in self.fixtures:
                known = ", ".join(sorted(self.fixtures)) or "none"
                raise place.error(line, f'there is no fixture "{name}"', f"the fixtures are: {known}")
            slots |= self.fixtures[name]
        return slots

    def message_data(self, names: Any, place: Place, line: int) -> dict[str, Any]:
        """What goes with a message, by the name or names given at a case or a step."""
        data: dict[str, Any] = {}
        for name in names if isinstance(names, Rows) else [names] if names is not None else []:
            if name not in self.metadata:
                known = ", ".join(sorted(self.metadata)) or "none"
                raise place.error(line, f'there is no metadata "{name}"', f"there is: {known}")
            data |= self.metadata[name]
        return data

    def stubs_of(self, case: str) -> dict[str, Stub]:
        """Stubs by action for one test case: its own `case::action` before the file's."""
        general = {name: stub for name, stub in self.stubs.items() if STUB_SCOPE not in name}
        prefix = f"{case}{STUB_SCOPE}"
        own = {n.removeprefix(prefix): s for n, s in self.stubs.items() if n.startswith(prefix)}
        return {**general, **own}


def settings_for(folder: Path, top: Path) -> Settings:
    """The settings that hold in a folder: every conftest.yml from `top` down to it, joined."""
    chain = [parent for parent in (folder, *folder.parents) if parent == top or top in parent.parents]
    settings = Settings()
    for place in reversed(chain):
        path = place / NAME
        if path.is_file():
            settings = settings.joined(_read(path, path.stat().st_mtime_ns), Place(path))
    return settings


@cache
def _read(path: Path, _changed: int) -> Table:
    """The settings of a folder: read once for all its files, and again when the file changes."""
    return Place(path).table(lines.read(path), 1, NAME, SETTINGS_KEYS)


def _named(row: Table, key: str, place: Place) -> dict[str, dict[str, Any]]:
    """A list of one-key mappings, as Rasa writes fixtures and metadata: name to values."""
    found: dict[str, dict[str, Any]] = {}
    rows = place.rows(row.get(key) or Rows(1), row.at.get(key, 1), key)
    for item, line in zip(rows, rows.at, strict=True):
        if not isinstance(item, Table) or len(item) != 1:
            raise place.error(line, f"{key} has an item that is not one name", "write `- name:`")
        name, values = next(iter(item.items()))
        parts = values if isinstance(values, Rows) else [values]
        if not all(isinstance(part, Table) for part in parts):
            raise place.error(line, f'{key}: "{name}" has no values', "write `- key: value` below it")
        found[name] = {slot: value for part in parts for slot, value in part.items()}
    return found


def _stubs(row: Table, place: Place) -> dict[str, Stub]:
    key = "stub_custom_actions"
    line = row.at.get(key, 1)
    stubs = row.get(key) or Table(line)
    if not isinstance(stubs, Table):
        raise place.error(line, f"{key} must be a mapping", "write `action_name:` lines")
    found: dict[str, Stub] = {}
    for name, value in stubs.items():
        stub = place.table(value, stubs.at[name], "a stub", STUB_KEYS)
        found[name] = Stub(tuple(stub.get("events") or ()), tuple(stub.get("responses") or ()))
    return found


def _invariants(row: Table, place: Place) -> dict[str, Any]:
    """A list of names, or of `name: value`."""
    found: dict[str, Any] = {}
    rows = place.rows(row.get("invariants") or Rows(1), row.at.get("invariants", 1), "invariants")
    for item, line in zip(rows, rows.at, strict=True):
        named = item if isinstance(item, Table) and len(item) == 1 else {str(item): True}
        if not set(named) <= set(INVARIANTS):
            fix = f"an invariant is a name or `name: value`; there are {', '.join(INVARIANTS)}"
            raise place.error(line, f"there is no invariant {', '.join(named)}", fix)
        found |= named
    return found
