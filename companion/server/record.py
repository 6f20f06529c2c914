"""Records of the journal: a session, a message on disk, the next to answer, and what an answer came to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Session:
    """One conversation and who may speak in it. Times are ISO 8601 in UTC."""

    conversation: str
    country: str | None
    language: str | None
    created: str
    active: str
    expires: str


@dataclass(frozen=True)
class Kept:
    """A person's message on disk. `fresh`: it was not there before. `open`: it has no answer yet."""

    seq: int
    fresh: bool
    open: bool
    client: str
    at: str


@dataclass(frozen=True)
class Todo:
    """The next message to answer, with all the engine needs for it."""

    seq: int
    text: str
    country: str | None
    state: bytes | None
    triage: dict[str, Any] | None


@dataclass(frozen=True)
class Answer:
    """What a turn came to. `replies` are (text, reply as shown, files by name)."""

    replies: list[tuple[str, dict[str, Any], dict[str, str]]]
    state: bytes | None
    triage: dict[str, Any] | None
    passed: tuple[str, ...] = ()
    erase: bool = False
    expires: str | None = None  # when the token ends now, if that changes
