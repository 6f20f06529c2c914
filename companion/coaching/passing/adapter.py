"""What every way of passing a note on offers, and the two that stay on this computer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Protocol

from companion.coaching.visit.folder import Folder
from companion.errors import CompanionError


class PassingError(CompanionError):
    """A note did not arrive. Nothing was passed on, as far as can be known."""


class Adapter(Protocol):
    """A way of passing on."""

    def send(self, note: str) -> str:
        """Pass the note on, after consent. Returns where it went; raises PassingError."""


@dataclass(frozen=True)
class Print:
    """Nothing leaves: the note is on the screen, for the person to read out or copy."""

    def send(self, note: str) -> str:
        """Nothing to do."""
        return "this screen"


@dataclass(frozen=True)
class File:
    """Each note becomes a file in a folder that staff read."""

    folder: Path

    def send(self, note: str) -> str:
        """The path of the new file, readable by its owner only."""
        try:
            return Folder(self.folder).write(f"{stamp()}.md", note)
        except CompanionError as error:
            raise PassingError(error.where, error.what, "check the folder of the hand-off") from error


def stamp() -> str:
    """A name for a note: the time, in UTC."""
    return f"handoff-{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}"
