"""What has happened in the present turn of a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rasa.shared.core.events import ActionExecuted, BotUttered, UserUttered
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


def replies(tracker: DialogueStateTracker, messages: int) -> Iterator[dict[str, Any]]:
    """The replies to the last so many messages of the person, the latest first."""
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            turns += 1
            if turns == messages:
                return
        elif isinstance(event, BotUttered):
            yield event.metadata.get("reply") or event.metadata.get("metadata") or {}


def said(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """The messages of the person so far, as rasa keeps events."""
    return [event.as_dict() for event in tracker.events if isinstance(event, UserUttered)]
