"""The memory of open conversations: flat cost however long they get, nothing dropped silently.

Rasa replays every stored event before each turn and several times within it. What the policies
can see of the past is a few turns; so older turns are folded into the slots and the active form
they left behind. The full record of a conversation is the journal's task, not this store's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from companion.errors import BuildError

KEPT = 2  # turns that stay as they were: more than any policy or action looks back
SLACK = 1  # turns above KEPT before a fold, so that not every turn pays for one
_DAMAGED = "it was written by another version; erase it, or run that version"

_kind = cache(Event.resolve_by_type)  # Rasa goes through all its classes for each event


class FlatTrackerStore(TrackerStore):
    """Keeps trackers in this process as they are, folded from time to time."""

    def __init__(self, domain: Domain | None = None, **kwargs: Any) -> None:
        super().__init__(domain, None)
        self._events: dict[str, tuple[Event, ...]] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the conversation as it stands after a turn."""
        events = tuple(tracker.events)
        self._events[tracker.sender_id] = fold(events, self.domain, tracker.sender_id)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation, or None when it is new. A failed turn never changes what is kept."""
        events = self._events.get(sender_id)
        if events is None:
            return None
        return DialogueStateTracker.from_events(sender_id, list(events), self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """Names of the open conversations."""
        return self._events.keys()

    def forget(self, sender_id: str) -> None:
        """Drop all that is kept of a conversation."""
        self._events.pop(sender_id, None)

    def dump(self, sender_id: str) -> str:
        """The conversation as JSON text, for a journal on disk."""
        events = self._events.get(sender_id, ())
        return json.dumps([event.as_dict() for event in events], separators=(",", ":"))

    def put(self, sender_id: str, dumped: str, slots: dict[str, Any]) -> None:
        """The inverse of `dump`, with some slots set anew.

        Raises BuildError rather than begin a conversation anew unasked.
        """
        try:
            events = [_kind(row["event"])._from_parameters(row) for row in json.loads(dumped)]
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BuildError("journal", f"a conversation cannot be read: {error}", _DAMAGED) from error
        if None in events:
            raise BuildError("journal", "a conversation cannot be read: an event lacks a part", _DAMAGED)
        self._events[sender_id] = tuple(events)
        anew = {name: value for name, value in slots.items() if value != self.slot(sender_id, name)}
        self._events[sender_id] += tuple(SlotSet(name, value) for name, value in anew.items())

    def slot(self, sender_id: str, name: str) -> Any:
        """The value a slot was set to last, or None."""
        for event in reversed(self._events.get(sender_id, ())):
            if isinstance(event, SlotSet) and event.key == name:
                return event.value
        return None


def fold(events: tuple[Event, ...], domain: Domain, sender_id: str) -> tuple[Event, ...]:
    """The same conversation with its old turns replaced by what they left in slots and form."""
    starts = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(starts) <= KEPT + SLACK:
        return events
    cut = starts[-KEPT]
    past = DialogueStateTracker.from_events(sender_id, list(events[:cut]), domain.slots)
    when = events[cut].timestamp
    left: list[Event] = [
        ActionExecuted(ACTION_SESSION_START_NAME, timestamp=when),
        SessionStarted(timestamp=when),
    ]
    for slot in past.slots.values():
        if slot.value != slot.initial_value:
            left.append(SlotSet(slot.name, slot.value, timestamp=when))
    if past.active_loop_name:
        left.append(ActionExecuted(past.active_loop_name, timestamp=when))
        left.append(ActiveLoop(past.active_loop_name, timestamp=when))
    left.append(ActionExecuted(ACTION_LISTEN_NAME, timestamp=when))
    return (*left, *events[cut:])
