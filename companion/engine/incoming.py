"""From what a person sent to what Rasa gets, with what was offered and answered before it."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from companion.engine.buttons import chosen, meaning
from companion.engine.channel import ReplyChannel
from companion.engine.focus import before as said_before
from companion.engine.focus import focus
from companion.engine.turn import replies
from companion.reply import Turn
from companion.text import Clean
from companion.triage import Mark


def incoming(
    turn: Turn,
    said: Clean,
    marks: tuple[Mark, ...],
    before: DialogueStateTracker | None,
    channel: ReplyChannel,
) -> UserMessage:
    """What Rasa gets: the part to answer, and beside it what was found in all of it."""
    button = chosen(said.text, _offered(before)) if before else None
    if button and said.text.strip().isdigit() and _number_asked(before):
        button = None  # "4" on a scale from 0 to 10 is no fourth button of an answer in between
    metadata: dict[str, Any] = {
        # A title that we offered ourselves tells nothing about the person.
        "marks": [] if button else [mark.as_dict() for mark in marks],
        "country": turn.country,
        "user": turn.user,
        "choice": meaning(button) if button else None,
        "recent": _recent(before) if before and not button else None,
        "focus": focus(before) if before and not button else [],
        "before": said_before(before) if before and not button else [],
        "flow": (before.get_slot("flow") or {}).get("flow") if before else None,
    }
    text = button["title"] if button else said.text
    return UserMessage(text, channel, turn.conversation, input_channel="companion", metadata=metadata)


def _number_asked(tracker: DialogueStateTracker | None) -> bool:
    """Whether an open guided conversation waits for a number."""
    return tracker is not None and (tracker.get_slot("flow") or {}).get("expects") == "number"


def _recent(tracker: DialogueStateTracker) -> str | None:
    """The entry that a short question may lean on: of the last answer, two turns back at most.

    Talk about the companion itself in between is a new subject.
    """
    for reply in replies(tracker, 2):
        if reply.get("entry"):
            return str(reply["entry"])
        if reply.get("kind") not in ("fallback", "menu", "social", None):
            break
    return None


def _offered(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    """The buttons of the last turn's last reply that had any."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered) and event.data.get("buttons"):
            return list(event.data["buttons"])
    return []
