"""action_handoff: the way to a human, and action_find_dentist: the way to a registered dentist."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import Aside
from actions.say import country
from companion.coaching.ways import ways
from companion.engine import project


class ActionHandoff(Aside):
    """For a person who wants a person."""

    flow = "handoff"


class ActionFindDentist(Action):
    """Where to look and where to check a name, in the person's country."""

    def name(self) -> str:
        """As in the domain."""
        return "action_find_dentist"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The words stand in domain/handoff.yml."""
        dispatcher.utter_message(response="utter_find_dentist", **ways(project.root()).of(country(tracker)))
        return []
