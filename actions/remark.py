"""action_remark: a remark on what was asked just before, such as "just the number" or "prove it"."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY, listened, memory
from actions.say import ANSWERED, country, say
from companion.coaching.lead import lately
from companion.coaching.remark import remarks
from companion.coaching.ways import ways
from companion.engine import project
from companion.engine.recent import TALK, noted, remark
from companion.reply import Reply


class ActionRemark(Action):
    """Says the words written for it, other ones each time."""

    def name(self) -> str:
        """As in the domain."""
        return "action_remark"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Where nothing fits any more, ask for other words."""
        kept = memory(tracker)
        found = remark(listened(tracker), kept, tracker.events)
        if found is None:
            dispatcher.utter_message(response="utter_fallback_rephrase")
            return []
        said = found.remark
        root = project.root()
        text, kept = remarks(root, TALK).say(said, kept, **ways(root).of(country(tracker)))
        choices = [{"title": project.titles()[said.see], "entry": said.see}] if said.see else []
        buttons = (*(choice["title"] for choice in choices), "Talk to a human", "What can you do?")
        say(dispatcher, Reply(text, buttons, kind=said.kind), choices)
        kept = lately(noted(found, kept, tracker.events), None)
        events = [SlotSet(MEMORY, kept.as_dict())]
        return [*events, SlotSet(ANSWERED, said.see)] if said.see else events
