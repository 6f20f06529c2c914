"""All that a project has and a suite of conversations may reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from companion.yaml import read_yaml


@dataclass(frozen=True)
class RuleSteps:
    """A Rasa rule or story: an intent and the actions that follow it directly."""

    intent: str
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """Names by kind. `responses` maps a name to its texts; `rules` a rule to its steps."""

    intents: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    responses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: Mapping[str, RuleSteps] = field(default_factory=dict)
    entries: tuple[str, ...] = ()
    triage_rules: tuple[str, ...] = ()

    def kinds(self) -> dict[str, tuple[str, ...]]:
        """Names to reach, by kind as a report shows it; kinds that the project lacks are left out."""
        found = {
            "intents": self.intents,
            "entities": self.entities,
            "slots": self.slots,
            "actions": self.actions,
            "responses": tuple(self.responses),
            "rules": tuple(self.rules),
            "content entries": self.entries,
            "triage rules": self.triage_rules,
        }
        return {kind: names for kind, names in found.items() if names}

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, to pass from a worker to its controller."""
        row = asdict(self)
        row["rules"] = {name: [steps.intent, list(steps.actions)] for name, steps in self.rules.items()}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in row.items()}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Inventory:
        """The inverse of as_dict."""
        rules = {name: RuleSteps(intent, tuple(acts)) for name, (intent, acts) in row["rules"].items()}
        responses = {name: tuple(texts) for name, texts in row["responses"].items()}
        plain = {k: tuple(v) for k, v in row.items() if k not in ("rules", "responses")}
        return cls(**plain, rules=rules, responses=responses)


def of_project(domain: Any, data: Path) -> Inventory:
    """What a Rasa domain declares, with the rules and stories of the files below `data`."""
    from rasa.shared.core.constants import DEFAULT_SLOT_NAMES

    return Inventory(
        intents=tuple(sorted(_intents(domain))),
        entities=tuple(sorted(domain.entities)),
        slots=tuple(sorted({slot.name for slot in domain.slots} - DEFAULT_SLOT_NAMES)),
        actions=tuple(sorted(set(domain.user_actions) - set(domain.responses) - _unheard(domain))),
        responses={
            name: tuple(str(variant.get("text") or "") for variant in variants)
            for name, variants in sorted(domain.responses.items())
        },
        rules=read_rules(data),
    )


def _intents(domain: Any) -> set[str]:
    """Those that the project names itself; Rasa adds its own to `domain.intents`."""
    rows = domain.as_dict().get("intents", ())
    return {next(iter(row)) if isinstance(row, dict) else str(row) for row in rows}


def _unheard(domain: Any) -> set[str]:
    """Actions that fill slots: Rasa runs them on every message and leaves no trace of it."""
    return {str(row["action"]) for slot in domain.slots for row in slot.mappings if row.get("action")}


def read_rules(data: Path) -> dict[str, RuleSteps]:
    """Every rule and story by name, each with its last intent; `data` is a folder or one file.

    Raises DataError.
    """
    rules: dict[str, RuleSteps] = {}
    below = sorted((*data.rglob("*.yml"), *data.rglob("*.yaml")))
    for path in below if data.is_dir() else [data]:
        row = read_yaml(path)
        for key, name in (("rules", "rule"), ("stories", "story")):
            for block in row.get(key) or () if isinstance(row, dict) else ():
                steps = _last_turn(block.get("steps") or ())
                if steps:
                    rules[str(block[name])] = steps
    return rules


def _last_turn(steps: Any) -> RuleSteps | None:
    intent: str | None = None
    actions: list[str] = []
    for step in steps:
        if "intent" in step:
            intent, actions = str(step["intent"]), []
        elif "action" in step:
            actions.append(str(step["action"]))
    return RuleSteps(intent, tuple(actions)) if intent else None
