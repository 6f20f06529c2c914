"""An assistant under test: begins a conversation, answers a message, tells what happened inside."""

from __future__ import annotations

import logging
import random
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from companion.reply import Reply
from companion.testing.clock import stopped
from companion.testing.heard import Button, Event, Heard, Utterance
from companion.testing.inventory import Inventory
from companion.testing.script import Script, Step


class Assistant(ABC):
    """What the player needs. One conversation at a time; `begin`, `say` as often, `end`."""

    own = False  # whether level, entry and the like mean something here
    packages: tuple[str, ...] = ("actions",)  # the project's code, which sees a stopped clock

    def __init__(self) -> None:
        self._script: Script | None = None
        self._number = 0
        self._faults = _Faults()
        self._known: Inventory | None = None

    @property
    def conversation(self) -> str:
        """A name that no other conversation of this process has."""
        return f"test-{self._number}"

    @abstractmethod
    def inventory(self) -> Inventory:
        """All that there is to be covered."""

    def known(self) -> Inventory:
        """The inventory, made once."""
        if self._known is None:
            self._known = self.inventory()
        return self._known

    @abstractmethod
    def close(self) -> None:
        """Let go of what the operating system lent. A closed assistant answers no more."""

    @abstractmethod
    def _start(self, script: Script) -> Heard: ...

    @abstractmethod
    def _answer(self, step: Step, script: Script) -> Heard: ...

    @abstractmethod
    def _forget(self) -> None: ...

    def begin(self, script: Script) -> Heard:
        """Open a new conversation with the slots of the script's fixtures."""
        self._number += 1
        self._script = script
        with self._apart("", script):
            heard = self._start(script)
        return replace(heard, errors=self._faults.taken())

    def say(self, step: Step) -> Heard:
        """Send one message."""
        assert self._script is not None
        with self._apart(step.text, self._script):
            heard = self._answer(step, self._script)
        return replace(heard, errors=(*heard.errors, *self._faults.taken()))

    def end(self) -> None:
        """Drop the conversation."""
        self._forget()
        self._script = None

    @contextmanager
    def _apart(self, text: str, script: Script) -> Iterator[None]:
        """Chance and time as the script has them, whatever ran before: same text, same choice."""
        kept = random.getstate(), np.random.get_state()
        seed = zlib.crc32(f"{script.name}\0{text}".encode("utf-8", "replace"))
        random.seed(seed)
        np.random.seed(seed)
        try:
            with self._faults, stopped(script.moment, self.packages):
                yield
        finally:
            random.setstate(kept[0])
            np.random.set_state(kept[1])


class _Faults(logging.Handler):
    """Keeps what the product logs as an error while a turn runs."""

    LOGGERS = ("companion", "rasa", "rasa_sdk", "actions")

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self._kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """One logged error, with the exception that caused it."""
        cause = record.exc_info[1] if record.exc_info else None
        self._kept.append(record.getMessage() + (f" ({type(cause).__name__}: {cause})" if cause else ""))

    def taken(self) -> tuple[str, ...]:
        """What was kept since the last time."""
        kept, self._kept = tuple(dict.fromkeys(self._kept)), []
        return kept

    def __enter__(self) -> None:
        for name in self.LOGGERS:
            logging.getLogger(name).addHandler(self)

    def __exit__(self, *_: object) -> None:
        for name in self.LOGGERS:
            logging.getLogger(name).removeHandler(self)


def events_since(events: Sequence[Any], seen: str | None) -> list[Any]:
    """Rasa's events from the last user message on; none when that is the message `seen` already."""
    for at in range(len(events) - 1, -1, -1):
        if events[at].type_name == "user":
            return [] if events[at].message_id == seen else list(events[at + 1 :])
    return [] if seen else list(events)


def last_message(events: Sequence[Any]) -> str | None:
    """The id of the last user message."""
    return next((e.message_id for e in reversed(events) if e.type_name == "user"), None)


def to_events(events: Sequence[Any]) -> tuple[Event, ...]:
    """Rasa's events as ours: slots and actions."""
    found: list[Event] = []
    for at, event in enumerate(events):
        if event.type_name == "slot":
            found.append(Event("slot", event.key, event.value, at))
        elif event.type_name == "action" and event.action_name:
            found.append(Event("action", event.action_name, None, at))
    return tuple(found)


def to_utterances(events: Sequence[Any]) -> list[Utterance]:
    """Rasa's bot messages as ours."""
    return [
        Utterance(
            event.text.strip(),
            tuple(
                Button(button.get("title", ""), button.get("payload"))
                for button in event.data.get("buttons") or ()
            ),
            event.metadata.get("utter_action"),
            at,
        )
        for at, event in enumerate(events)
        if event.type_name == "bot" and event.text
    ]


def to_replies(uttered: Sequence[Utterance]) -> tuple[Reply, ...]:
    """Messages of a plain project as replies: text and buttons."""
    return tuple(Reply(u.text, tuple(b.title for b in u.buttons)) for u in uttered)
