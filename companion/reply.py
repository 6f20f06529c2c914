"""What goes in and what comes out: a Turn from a person, Replies from the companion. Plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

Level = Literal["emergency", "urgent", "soon", "routine", "self_care", "none"]
Destination = Literal[
    "ambulance",
    "dentist_now",
    "crisis_line",
    "poison_line",
    "safeguarding",
    "dentist",
    "pharmacist",
    "home",
]
Kind = Literal[
    "greeting",  # says it is a bot, what it can do, what to do in an emergency
    "card",  # an act-now or see-someone card, from triage
    "answer",  # from a content entry
    "reflection",  # empathy, or coaching that gives back what was said
    "question",  # asks the person one thing
    "source",  # where an answer comes from
    "openness",  # about the companion itself: bot, limits, sponsors, data
    "boundary",  # something it does not do, with a door left open
    "handoff",  # the way to a human
    "document",  # a visit card, a plan, an export
    "menu",  # a list of things to choose from
    "fallback",  # did not understand
    "notice",  # about the message itself: too long, empty, not readable
    "social",  # hello, thanks, goodbye
]

LEVELS: tuple[Level, ...] = get_args(Level)
DESTINATIONS: tuple[Destination, ...] = get_args(Destination)
KINDS: tuple[Kind, ...] = get_args(Kind)


def worse(one: Level, other: Level) -> Level:
    """The more serious of two levels."""
    return min(one, other, key=LEVELS.index)


@dataclass(frozen=True)
class Turn:
    """One message from a person. `country` is ISO 3166-1 alpha-2 upper case, or None if unknown.

    `user` is whose it is, for what may be remembered: "local" for the one person at this computer.
    """

    text: str
    conversation: str
    country: str | None = None
    user: str = "local"


@dataclass(frozen=True)
class Reply:
    """One message to a person. `buttons` are titles: choosing one sends its title as text."""

    text: str
    buttons: tuple[str, ...] = ()
    level: Level = "none"
    destination: Destination | None = None
    entry: str | None = None
    sources: tuple[str, ...] = ()
    kind: Kind = "answer"
    data: dict[str, Any] = field(default_factory=dict, compare=False)

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready mapping with the keys of the batch format (`data` left out)."""
        row = asdict(self)
        del row["data"]
        return {**row, "buttons": list(self.buttons), "sources": list(self.sources)}
