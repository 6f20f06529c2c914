"""What one turn of a played conversation brought: replies, events, and how it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from companion.reply import Destination, Level, Reply


@dataclass(frozen=True)
class Event:
    """A slot that was set, or an action that ran; `at` is its place among the turn's events."""

    kind: Literal["slot", "action"]
    name: str
    value: Any
    at: int


@dataclass(frozen=True)
class Button:
    """A suggestion under a message: its title, and what Rasa sends when it is chosen."""

    title: str
    payload: str | None


@dataclass(frozen=True)
class Utterance:
    """A message of the assistant. `utter` is the domain response it comes from, if it does."""

    text: str
    buttons: tuple[Button, ...]
    utter: str | None
    at: int


@dataclass(frozen=True)
class Heard:
    """A turn. `said` is None for the start of a session.

    `ranking` are intents with confidence, best first; `slots` what the slots hold after the turn.
    `rules` are the triage rules that hold; `errors` is what went wrong inside, as it was logged.
    """

    said: str | None
    replies: tuple[Reply, ...] = ()
    uttered: tuple[Utterance, ...] = ()
    events: tuple[Event, ...] = ()
    ranking: tuple[tuple[str, float], ...] = ()
    entities: tuple[str, ...] = ()
    slots: Mapping[str, Any] = field(default_factory=dict)
    level: Level | None = None
    destination: Destination | None = None
    rules: tuple[str, ...] = ()
    raised: bool = False
    country: str | None = None
    errors: tuple[str, ...] = ()

    @property
    def intent(self) -> str | None:
        """The intent that the turn was taken for."""
        return self.ranking[0][0] if self.ranking else None

    def done(self, kind: str) -> tuple[Event, ...]:
        """The events of one kind."""
        return tuple(event for event in self.events if event.kind == kind)
