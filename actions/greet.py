"""action_greet: the first thing a person reads. A bot, what it can and cannot do, what in an emergency."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import memory
from actions.say import country
from companion.engine import project
from companion.engine.flow import SLOT


class ActionGreet(Action):
    """The words stand in domain/session.yml; the number is the one of the person's country."""

    def name(self) -> str:
        """As in the domain."""
        return "action_greet"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One message, with things to start from; a second hello gets a short one.

        A person with a plan is asked how it went.
        """
        if memory(tracker).notes.get("plan") and not tracker.get_slot(SLOT):
            if not any(event.get("event") == "bot" for event in tracker.events):
                lines = project.cards().numbers.of(country(tracker))
                dispatcher.utter_message(response="utter_opening_again", ambulance=lines["ambulance"])
            return [FollowupAction("action_coach")]
        if any(event.get("event") == "bot" for event in tracker.events):
            dispatcher.utter_message(response="utter_hello_again")
            return []
        lines = project.cards().numbers.of(country(tracker))
        dispatcher.utter_message(response="utter_opening", ambulance=lines["ambulance"])
        return []
