"""action_repeat: the last reply again, word for word, because the person asked for it."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher


class ActionRepeat(Action):
    """Everything that was said in the turn before."""

    def name(self) -> str:
        """As in the domain."""
        return "action_repeat"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """With nothing said yet, ask what it should be about."""
        said = last_said(tracker)
        for event in said:
            metadata = event.get("metadata") or {}
            fields = metadata.get("reply") or metadata.get("metadata") or {}
            buttons = (event.get("data") or {}).get("buttons") or []
            dispatcher.utter_message(text=event["text"], buttons=buttons, reply=fields)
        if not said:
            dispatcher.utter_message(response="utter_more_of_what")
        return []


def last_said(tracker: Tracker) -> list[dict[str, Any]]:
    """The bot's messages of the turn before this one, oldest first."""
    said: list[dict[str, Any]] = []
    turns = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            turns += 1
            if turns > 1:
                break
        elif event.get("event") == "bot" and event.get("text") and turns == 1:
            said.insert(0, event)
    return said
