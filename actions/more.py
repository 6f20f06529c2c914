"""action_more: the detail of the answer just given."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.found import OFFERED
from actions.say import ANSWERED, CHOICES, say
from companion.engine import project
from companion.engine.card import WHERE_FROM, bulleted
from companion.reply import Reply


class ActionMore(Action):
    """Why and how, when to get help, what to ask a dentist."""

    def name(self) -> str:
        """As in the domain."""
        return "action_more"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Without an answer to go on from, ask what it should be about."""
        name = tracker.get_slot(ANSWERED)
        if not name:
            dispatcher.utter_message(response="utter_more_of_what")
            return []
        entry = project.store().entry(name)
        parts = [entry.more]
        if entry.get_help:
            parts.append("Get help if:\n" + bulleted(entry.get_help))
        if entry.ask:
            parts.append("You could ask your dentist:\n" + bulleted(entry.ask))
        related = [project.store().entry(other) for other in entry.related[:OFFERED]]
        choices = [{"title": other.title, "entry": other.id} for other in related]
        reply = Reply(
            "\n\n".join(part for part in parts if part),
            buttons=(*(other.title for other in related), WHERE_FROM),
            entry=entry.id,
            sources=entry.sources,
            kind="answer",
        )
        say(dispatcher, reply, [*CHOICES, *choices])
        return []
