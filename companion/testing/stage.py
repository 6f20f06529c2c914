"""The stage of a run: one assistant for this process, what was played on it, what was reached."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from companion.errors import CompanionError
from companion.testing.coverage import Coverage, Row
from companion.testing.script import Script

if TYPE_CHECKING:
    from companion.testing.assistant import Assistant
    from companion.testing.inventory import Inventory
    from companion.testing.player import Playback


class Stage:
    """Loads the assistant when the first item runs. `collected` counts the items that there are.

    `sentences` are those of the triage rules that were collected, `heard` those heard rightly.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._assistant: Assistant | None = None
        self._failure: CompanionError | None = None
        self._played: dict[tuple[Path, str], Playback] = {}
        self.coverage = Coverage()
        self.inventory: Inventory | None = None
        self.minima: dict[str, float] = {}
        self.files: set[Path] = set()
        self.sentences: set[str] = set()
        self.heard: set[str] = set()
        self.collected = 0
        self.complete = False

    @property
    def assistant(self) -> Assistant:
        """Raises CompanionError, the same one each time, when it does not load."""
        if self._failure:
            raise self._failure
        if self._assistant is None:
            try:
                options = (self._config.getoption(name) for name in ("rasa_project", "rasa_model"))
                self._assistant = load(*options)
            except CompanionError as error:
                self._failure = error
                raise
            self.inventory = self._assistant.known()
            gc.freeze()  # all of it stays to the end: the collector need not go through it again
        return self._assistant

    def close(self) -> None:
        """Let go of the assistant, if it was loaded."""
        if self._assistant:
            self._assistant.close()

    def play(self, script: Script) -> Playback:
        """Play a script, once in this process however often it is asked for."""
        from companion.testing.player import play

        key = (script.path, script.name)
        if key not in self._played:
            playback = play(script, self.assistant)
            self._played[key] = playback
            self.coverage.played[f"{script.path}::{script.name}"] = len(playback.turns)
            for heard in (playback.start, *playback.turns):
                self.coverage.add(heard, self.assistant.known())
        return self._played[key]

    def count(self, path: Path, items: Sequence[object], minima: dict[str, float]) -> None:
        """Remember a file that was collected."""
        self.files.add(path)
        self.collected += len(items)
        self.minima |= minima

    def rows(self) -> list[Row]:
        """The coverage, a row for each kind; the sentences of triage rules where they were collected."""
        rows = self.coverage.rows(self.inventory) if self.inventory else []
        if self.sentences:
            left = tuple(sorted(self.sentences - self.heard))
            rows.append(Row(SENTENCES, len(self.sentences) - len(left), len(self.sentences), left))
        return rows

    def as_dict(self) -> dict[str, Any]:
        """What a worker tells its controller, JSON-ready."""
        return {
            "coverage": self.coverage.as_dict(),
            "inventory": self.inventory.as_dict() if self.inventory else None,
            "minima": self.minima,
            "sentences": sorted(self.sentences),
            "heard": sorted(self.heard),
            "complete": self.complete,
        }

    def merge(self, row: dict[str, Any]) -> None:
        """What a worker told."""
        from companion.testing.inventory import Inventory

        self.coverage.merge(row["coverage"])
        self.minima |= row["minima"]
        self.sentences |= set(row["sentences"])
        self.heard |= set(row["heard"])
        self.complete = self.complete or row["complete"]
        if row["inventory"]:
            self.inventory = Inventory.from_dict(row["inventory"])


SENTENCES = "triage sentences"
STAGE: pytest.StashKey[Stage] = pytest.StashKey()


def load(plain: str | None = None, model: str | None = None) -> Assistant:
    """The assistant of a plain Rasa project, or the companion. Raises CompanionError."""
    if plain:
        from companion.testing.plain import PlainAssistant

        return PlainAssistant(Path(plain), Path(model).resolve() if model else None)
    from companion.engine import project

    _complete("sqlalchemy", ".ext.declarative")
    from companion.testing.ours import CompanionAssistant

    return CompanionAssistant(project.root())


def _complete(package: str, part: str) -> None:
    """Import a part of a package that is loaded already, before the lean start leaves it out.

    A warning category in pytest's settings is enough to load a package without its parts, and
    Rasa cannot work with one half real and one half outlined.
    """
    if package in sys.modules:
        import_module(package + part)
