"""What has happened in the present turn of a conversation."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def actions_since_message(tracker: DialogueStateTracker) -> set[str] | None:
    """Names of the actions run since the last message; None when there was no message yet."""
    names: set[str] = set()
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return names
        if isinstance(event, ActionExecuted) and event.action_name:
            names.add(event.action_name)
    return None


def said(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """The messages of the person so far, as rasa keeps events."""
    return [event.as_dict() for event in tracker.events if isinstance(event, UserUttered)]
