"""action_angle: the answer to what a question stresses, or else the usual reply to its intent."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY, memory
from actions.say import country, offering, say, sure
from companion.coaching.answer.angle import angles
from companion.coaching.passing.ways import ways
from companion.engine import project


def angled(
    dispatcher: CollectingDispatcher, tracker: Tracker, intent: str, said: str | None = None, **values: Any
) -> list[EventType] | None:
    """Say the angle of this message, or of `said`, if it has one; the events of having said it, or None."""
    spoken = {**ways(project.root()).of(country(tracker)), **values}
    text = said or tracker.latest_message.get("text") or ""
    reply, kept = angles(project.root()).pick(intent, text, memory(tracker), project.titles(), **spoken)
    if reply is None:
        return None
    entry = sure(tracker) if said is None and reply.kind == "handoff" else None
    reply = offering(reply, entry, first=True) if entry else reply
    say(dispatcher, reply, reply.data["choices"])
    return [SlotSet(MEMORY, kept.as_dict())]


class ActionAngle(Action):
    """For intents whose usual reply is `utter_<intent>`."""

    def name(self) -> str:
        """As in the domain."""
        return "action_angle"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The angle, or the response."""
        intent = str((tracker.latest_message.get("intent") or {}).get("name"))
        events = angled(dispatcher, tracker, intent)
        if events is None:
            dispatcher.utter_message(response=f"utter_{intent}")
        return events or []
