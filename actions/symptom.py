"""action_symptom: a complaint that no rule raised. A check where one is due, else the answer that fits."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from actions.flow import listened, memory, play
from companion.coaching.danger.check import Check
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.registry import flow
from companion.engine import project
from companion.engine.flow import SLOT


class ActionSymptom(ActionAnswer):
    """Answers like ActionAnswer when there is nothing to check."""

    def name(self) -> str:
        """As in the domain."""
        return "action_symptom"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A question about a complaint is answered; a complaint is asked about, once."""
        message, kept = listened(tracker), memory(tracker)
        if message.asks or tracker.get_slot(SLOT) or not due(message, kept):
            return super().run(dispatcher, tracker, domain)
        return play(dispatcher, check().begin(message, kept), "check")


def check() -> Check:
    """The flow that asks about red flags."""
    found = flow(project.root(), "check")
    assert isinstance(found, Check)
    return found


def due(message: Heard, kept: Memory) -> bool:
    """Whether something has to be asked after this message."""
    return check().due(message, kept) is not None
