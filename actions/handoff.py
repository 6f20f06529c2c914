"""action_handoff: the way to a human, and action_find_dentist: the way to a registered dentist."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.angle import angled
from actions.flow import Aside, resumed
from actions.say import country
from companion.coaching.passing.ways import ways
from companion.engine import project
from companion.engine.flow import SLOT

CANNOT_RING = "i am deaf and cannot ring"  # what the angles know it by
_NO_PHONE = re.compile(
    r"\b(?:deaf|hard of hearing|can'?t (?:ring|call|phone|hear|speak)|phone (?:anxiety|phobia))\b",
    re.IGNORECASE,
)


class ActionHandoff(Aside):
    """For a person who wants a person."""

    flow = "handoff"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Someone who can't ring, or asks who is there, is answered just that."""
        events = angled(dispatcher, tracker, "talk_to_human")
        row = tracker.get_slot(SLOT)
        if events is None:
            return super().run(dispatcher, tracker, domain)
        return [*events, *resumed(row)] if row else events


def _cannot_ring(tracker: Tracker) -> bool:
    """Whether they said that they cannot ring, so that nobody who is deaf is told to call."""
    return any(
        _NO_PHONE.search(event.get("text") or "") for event in tracker.events if event["event"] == "user"
    )


class ActionFindDentist(Action):
    """Where to look and where to check a name, in the person's country."""

    def name(self) -> str:
        """As in the domain."""
        return "action_find_dentist"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Money, fear and full lists get their own words; the usual ones stand in domain/handoff.yml."""
        events = angled(dispatcher, tracker, "find_dentist")
        if events is None and _cannot_ring(tracker):
            events = angled(dispatcher, tracker, "talk_to_human", CANNOT_RING)
        if events is None:
            dispatcher.utter_message(
                response="utter_find_dentist", **ways(project.root()).of(country(tracker))
            )
        return events or []
