"""action_screen: folds what this message showed into the case, every turn, inside forms as well.

Rasa runs it through the custom mapping of the slots in domain/session.yml.
"""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY, keep, memory
from actions.say import country, message_metadata
from companion.coaching.said.manner import manners
from companion.coaching.said.places import places
from companion.coaching.session import topics
from companion.coaching.visit.recall import latest, recall
from companion.engine import project
from companion.triage import Case, Mark

HOME = "home"  # the note on the country the person told they are in
# Intents that tell nothing about the person, so that "forget that" reaches what was told before.
_NOT_TOLD = frozenset(
    """
    forget_this forget_me export_data what_do_you_store remember_me stop_remembering affirm deny thank greet
    goodbye repeat where_from how_sure ask_more
    """.split()
)


class ActionScreen(Action):
    """Sets `case`, `assessment`, `memory` and `country`; says nothing."""

    def name(self) -> str:
        """As in the domain."""
        return "action_screen"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The marks come from the TriageDetector; a message without any still is a turn."""
        kept = tracker.get_slot("case")
        case = Case.from_dict(kept) if kept else Case()
        marks = tuple(Mark.from_dict(row) for row in tracker.latest_message.get("triage") or ())
        said = tracker.latest_message.get("text") or ""
        feeling = tracker.latest_message.get("feeling") or {}
        assessment = project.screen().assess(case, marks)
        known = memory(tracker) if tracker.get_slot(MEMORY) else keep(tracker).load()
        heard = known.hear(marks, feeling.get("name"), said)
        if (tracker.latest_message.get("intent") or {}).get("name") not in _NOT_TOLD:
            heard = latest(heard, marks, said)
        heard = recall(heard, marks, feeling.get("name"), said)
        home = places(project.root()).told(said, country(tracker))
        heard = heard.note(**{HOME: home}) if home else heard
        heard = manners(project.root()).hear(heard, said)
        habit = topics.load(project.root()).named(said)
        heard = heard.note(**{topics.HABIT: habit.name}) if habit else heard
        keep(tracker).save(heard)
        events = [
            SlotSet("case", assessment.case.as_dict()),
            SlotSet("assessment", assessment.as_dict()),
            SlotSet(MEMORY, heard.as_dict()),
        ]
        where = heard.notes.get(HOME) or message_metadata(tracker).get("country")
        return [*events, SlotSet("country", where)] if where else events
