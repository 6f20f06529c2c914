"""action_answer: answers from the entry that fits best, or offers the nearest when none fits well."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY
from actions.reflection import reflected
from actions.say import ANSWERED, SURE_OF, hits, say
from companion.coaching.memory import Memory
from companion.coaching.told import told
from companion.content import Entry
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.reply import Reply

# Chosen on data, see docs/decisions/0002: between NEAR and SURE_OF the right entry is among the
# first three nearly nine times in ten.
NEAR = 0.15
OFFERED = 3
CHOICES = ({"title": MORE, "intent": "ask_more"}, {"title": WHERE_FROM, "intent": "where_from"})


class ActionAnswer(Action):
    """One short answer with the next step, and ways on from there."""

    def name(self) -> str:
        """As in the domain."""
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A wrong answer is worse than a choice: doubt becomes a menu."""
        found = hits(tracker)
        if found and found[0]["score"] >= SURE_OF:
            entry = project.store().entry(found[0]["entry"])
            return [
                SlotSet(ANSWERED, entry.id),
                SlotSet(MEMORY, answer(dispatcher, tracker, entry).as_dict()),
            ]
        near = [hit["entry"] for hit in found if hit["score"] >= NEAR]
        reflection, kept = reflected(tracker)
        offer(dispatcher, near, reflection)
        return [SlotSet(MEMORY, kept.as_dict())]


def answer(dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry) -> Memory:
    """What is felt given back, the lead, what it means for this person, the next step, the sources."""
    reflection, kept = reflected(tracker)
    line, kept = told(project.root()).line(entry.id, kept)
    first = (line.see,) if line else ()
    names = [name for name in dict.fromkeys((*first, *entry.related)) if name != entry.id]
    related = [project.store().entry(name) for name in names[:OFFERED]]
    choices = [{"title": other.title, "entry": other.id} for other in related]
    titles = tuple(other.title for other in related)
    buttons = (*titles[: len(first)], MORE, *titles[len(first) :], WHERE_FROM)
    parts = (reflection, entry.lead, line and line.text, entry.next_step, project.cards().cited(entry))
    text = "\n\n".join(part for part in parts if part)
    reply = Reply(text, buttons=buttons, entry=entry.id, sources=entry.sources, kind="answer")
    say(dispatcher, reply, [*CHOICES, *choices])
    return kept


def offer(dispatcher: CollectingDispatcher, names: list[str], reflection: str | None = None) -> None:
    """The nearest titles as a menu; with nothing near, an honest word and a way on."""
    if not names:
        dispatcher.utter_message(response="utter_nothing_near")
        return
    entries = [project.store().entry(name) for name in names[:OFFERED]]
    choices = [{"title": entry.title, "entry": entry.id} for entry in entries]
    text = "I am not sure which of these you mean. Pick one, or say it in other words."
    text = f"{reflection} {text}" if reflection else text
    say(dispatcher, Reply(text, tuple(e.title for e in entries), kind="menu"), choices)
