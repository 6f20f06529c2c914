"""What an answer or a card begins with when the message carries a feeling or pain."""

from __future__ import annotations

import re

from rasa_sdk import Tracker

from actions.flow import memory
from companion.coaching.asking import wants
from companion.coaching.felt import FEELS
from companion.coaching.memory import Memory
from companion.coaching.reflection import reflections
from companion.engine import project
from companion.text import plain


def reflected(tracker: Tracker) -> tuple[str | None, Memory]:
    """A sentence that was not said before, or None, and the memory of it."""
    message = tracker.latest_message
    feeling, text = (message.get("feeling") or {}).get("name"), message.get("text") or ""
    if not told(text) and not FEELS.search(plain(text)):
        return None, memory(tracker)  # "is kissing ok then": nobody said how it feels
    return reflections(project.root()).pick(feeling, text, memory(tracker))


def told(text: str) -> bool:
    """Whether a message tells anything, rather than just asks."""
    return any(not wants(part) for part in re.split(r"(?<=[.!?,;])\s+", text.strip()))
