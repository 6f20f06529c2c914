"""action_looks: a wish about looks, pressing, a plea for a promise, a brand or a clinic."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import OpenFlow, listened, memory, play
from companion.coaching.flow import State
from companion.coaching.registry import flow
from companion.engine import project
from companion.engine.flow import SLOT


class ActionLooks(OpenFlow):
    """Opens the conversation about looks, or answers inside another one and lets that go on."""

    flow = "looks"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """In the middle of another flow the wish is answered, and the open question comes again."""
        row = tracker.get_slot(SLOT)
        talk, message, told = flow(project.root(), self.flow), listened(tracker), memory(tracker)
        if row and row["flow"] == self.flow:
            return play(dispatcher, talk.go_on(State.from_dict(row), message, told), self.flow)
        events = play(dispatcher, talk.begin(message, told), self.flow)
        return [*events, SlotSet(SLOT, row), FollowupAction("action_flow_again")] if row else events
