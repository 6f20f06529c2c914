"""What an answer or a card begins with when the message carries a feeling or pain."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.flow import memory
from actions.say import country
from companion.coaching.feelings.felt import FEELS
from companion.coaching.feelings.moment import moments
from companion.coaching.feelings.reflection import reflections
from companion.coaching.heard import Heard
from companion.coaching.looks.reason import reasons
from companion.coaching.looks.talk import wished
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.content import Entry
from companion.engine import project
from companion.text import plain


def reflected(tracker: Tracker, entry: Entry | None = None) -> tuple[str | None, Memory]:
    """A sentence that was not said before, or None, and the memory of it.

    Before an `entry` about looks, the reason that was told for the wish is met.
    """
    message = tracker.latest_message
    feeling, text = (message.get("feeling") or {}).get("name"), message.get("text") or ""
    if entry and reasons(project.root()).about(entry):
        line, kept = reasons(project.root()).line(text, memory(tracker))
        if line:
            return line, kept
    line, kept = None, memory(tracker)
    if told(text) or FEELS.search(plain(text)):  # "is kissing ok then": nobody said how it feels
        line, kept = reflections(project.root()).pick(feeling, text, kept)
    return (line, kept) if line else wished(project.root(), Heard(text, country=country(tracker)), kept)


def met(tracker: Tracker) -> tuple[str | None, Memory]:
    """What meets a message that is only told: a moment, what others said of looks, else what is felt."""
    known, text = moments(project.root()), tracker.latest_message.get("text") or ""
    found = tuple(one for one in known.named(text) if not (one.answers or one.meta))
    line, kept = known.line(found, memory(tracker))
    if not line:
        line, kept = reasons(project.root()).line(text, memory(tracker))
    return (line, kept) if line else reflected(tracker)


def told(text: str) -> bool:
    """Whether a message tells anything, rather than just asks."""
    return any(not wants(part) for part in re.split(r"(?<=[.!?,;])\s+", text.strip()))
