"""What an answer or a card begins with when the message carries a feeling or pain."""

from __future__ import annotations

from rasa_sdk import Tracker

from actions.flow import memory
from companion.coaching.memory import Memory
from companion.coaching.reason import reasons
from companion.coaching.reflection import reflections
from companion.content import Entry
from companion.engine import project


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
    return reflections(project.root()).pick(feeling, text, memory(tracker))
