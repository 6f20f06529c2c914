"""The data files that people edit, read once as plain mappings for the tests of their structure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from companion.yaml import read_yaml

ROOT = Path(__file__).parents[3]
_MARKED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Variation:
    """One wording of a response: what it says, of what kind it is, the titles and payloads of its buttons."""

    text: str
    kind: str | None
    buttons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rule:
    """One rule: the file and sentence it stands under, the intent and the actions that follow it."""

    file: str
    name: str
    intents: tuple[str, ...]
    actions: tuple[str, ...]


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip() or text


@pytest.fixture(scope="session")
def plain() -> Callable[[str], str]:
    """Text as two sentences are compared: lower case, words only; marks alone stay as they are."""
    return _plain


@pytest.fixture(scope="session")
def root() -> Path:
    """The project folder."""
    return ROOT


@pytest.fixture(scope="session")
def examples() -> dict[str, list[str]]:
    """Example sentences of every intent, without their entity marks."""
    return {
        block["intent"]: [_MARKED.sub(r"\1", line[2:].strip()) for line in block["examples"].splitlines()]
        for path in sorted(ROOT.glob("data/nlu/*.yml"))
        for block in read_yaml(path)["nlu"]
    }


@pytest.fixture(scope="session")
def intents() -> list[str]:
    """The intents that the domain declares."""
    names: list[str] = read_yaml(ROOT / "domain/intents.yml")["intents"]
    return names


@pytest.fixture(scope="session")
def responses() -> dict[str, list[Variation]]:
    """Every response of the domain with its variations."""
    return {
        name: [_variation(row) for row in rows]
        for path in sorted(ROOT.glob("domain/responses/*.yml"))
        for name, rows in read_yaml(path)["responses"].items()
    }


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    """Every rule of the project."""
    return [
        Rule(
            path.name,
            row["rule"],
            tuple(step["intent"] for step in row["steps"] if "intent" in step),
            tuple(step["action"] for step in row["steps"] if "action" in step),
        )
        for path in sorted(ROOT.glob("data/rules/*.yml"))
        for row in read_yaml(path)["rules"]
    ]


def _variation(row: dict[str, Any]) -> Variation:
    return Variation(
        row["text"],
        row.get("metadata", {}).get("kind"),
        tuple((button["title"], button["payload"]) for button in row.get("buttons", ())),
    )
