"""What a run of conversations has reached, of all that the project has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from companion.testing.heard import Heard
from companion.testing.inventory import Inventory


@dataclass(frozen=True)
class Row:
    """Coverage of one kind: how many of its names were reached, and which were not."""

    kind: str
    reached: int
    total: int
    missing: tuple[str, ...]

    @property
    def percent(self) -> float:
        """0 to 100."""
        return 100.0 * self.reached / self.total

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "kind": self.kind,
            "reached": self.reached,
            "total": self.total,
            "percent": round(self.percent, 1),
            "missing": list(self.missing),
        }


@dataclass
class Coverage:
    """Names by kind, as they were heard in turns; grows while a run goes on.

    `played` has the turns of every conversation, by a name of its own: one that two workers
    played, for itself and for a transcript, counts once.
    """

    names: dict[str, set[str]] = field(default_factory=dict)
    played: dict[str, int] = field(default_factory=dict)

    @property
    def cases(self) -> int:
        """Conversations."""
        return len(self.played)

    @property
    def turns(self) -> int:
        """Messages of people in them."""
        return sum(self.played.values())

    def add(self, heard: Heard, inventory: Inventory) -> None:
        """One turn."""
        ran = [event.name for event in heard.done("action")]
        self._reach("intents", [heard.intent] if heard.intent else [])
        self._reach("entities", heard.entities)
        self._reach("slots", (e.name for e in heard.done("slot") if e.value is not None))
        self._reach("actions", ran)
        self._reach("responses", (u.utter for u in heard.uttered if u.utter))
        self._reach("content entries", (reply.entry for reply in heard.replies if reply.entry))
        self._reach("triage rules", heard.rules)
        self._reach(
            "rules",
            (
                name
                for name, steps in inventory.rules.items()
                if steps.intent == heard.intent and in_order(steps.actions, ran)
            ),
        )

    def merge(self, row: Mapping[str, Any]) -> None:
        """What a worker has reached, from its as_dict."""
        self.played |= row["played"]
        for kind, names in row["names"].items():
            self._reach(kind, names)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        names = {kind: sorted(names) for kind, names in self.names.items()}
        return {"played": self.played, "names": names}

    def rows(self, inventory: Inventory) -> list[Row]:
        """A row for each kind that the project has."""
        rows = []
        for kind, names in inventory.kinds().items():
            missing = tuple(name for name in names if name not in self.names.get(kind, ()))
            rows.append(Row(kind, len(names) - len(missing), len(names), missing))
        return rows

    def _reach(self, kind: str, names: Iterable[str]) -> None:
        self.names.setdefault(kind, set()).update(names)


def total_percent(rows: Iterable[Row]) -> float:
    """All kinds together, 0 to 100; a project with nothing in it is covered."""
    rows = list(rows)
    total = sum(row.total for row in rows)
    return 100.0 * sum(row.reached for row in rows) / total if total else 100.0


def shortages(rows: Iterable[Row], minima: Mapping[str, float]) -> list[str]:
    """A line for each kind that is below its minimum, with what is missing."""
    known = {row.kind: row for row in rows}
    lines = []
    for kind, least in minima.items():
        row = known.get(kind)
        if row is None:
            lines.append(f'coverage: there is no "{kind}"; the kinds are {", ".join(known)}')
        elif row.percent < least:
            lines.append(
                f"coverage of {kind} is {row.percent:.1f}%, and {least:g}% is asked for; "
                f"without a test: {', '.join(row.missing)}"
            )
    return lines


def in_order(wanted: tuple[str, ...], ran: list[str]) -> bool:
    """Whether all wanted actions ran, one after the other, others between them or not."""
    rest = iter(ran)
    return all(any(name == one for one in rest) for name in wanted)
