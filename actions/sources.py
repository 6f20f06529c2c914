"""action_sources: where the last answer comes from, how strong it is, when it was reviewed."""

from __future__ import annotations

from datetime import date
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import ANSWERED, CHOICES, hits, say
from companion.content import Entry
from companion.engine import project
from companion.engine.card import MORE
from companion.reply import Reply

_NAMED = 0.45  # score from which "where did you get the thing about sugar" is about that entry
GRADES = {
    "strong": "The source calls this strong advice.",
    "conditional": "The source calls this conditional advice: it may not fit everyone.",
    "good-practice": "The source calls this good practice: experts agree, with little research.",
}


class ActionSources(Action):
    """Source, year, grade and review date of the entry answered last."""

    def name(self) -> str:
        """As in the domain."""
        return "action_sources"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Of what the message names, else of the last answer; else where answers come from in general."""
        found = hits(tracker)
        named = found[0]["entry"] if found and found[0]["score"] >= _NAMED else None
        name = named or tracker.get_slot(ANSWERED)
        if not name:
            dispatcher.utter_message(response="utter_where_from_in_general")
            return []
        entry = project.store().entry(name)
        reply = Reply(described(entry), (MORE,), entry=entry.id, sources=entry.sources, kind="source")
        say(dispatcher, reply, CHOICES)
        return [SlotSet(ANSWERED, entry.id)]


def described(entry: Entry) -> str:
    """The sources of an entry in words a person can check."""
    found = [project.store().source(name) for name in entry.sources]
    lines = [f"- {s.organisation}, {s.title} ({s.year}): {s.url}" for s in found]
    parts = [f'"{entry.title}" comes from:', *lines]
    if entry.grade:
        parts.append(GRADES[entry.grade])
    parts.append(f"Last reviewed on {day(entry.reviewed)}; due again on {day(entry.review_due)}.")
    return "\n".join(parts)


def day(when: date) -> str:
    """A date as people write it."""
    return f"{when.day} {when:%B %Y}"
