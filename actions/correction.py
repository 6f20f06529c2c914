"""action_correction: told that it was wrong, it gives thanks, and the checked line with its source."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.angle import angled
from actions.answer import aside
from actions.flow import MEMORY, memory
from actions.say import ANSWERED, CHOICES, asked, hits, say
from companion.coaching.answer.angle import angles
from companion.content import Entry
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.entries import OURS
from companion.reply import Reply

_NEAR = 0.3  # from which an entry is what the correction is about; else it is the one answered last
_SENTENCES = 3  # of the details that are said at once
CORRECTED = "corrected"  # the note on the entry that was corrected last
_WORDS = 5  # fewer say only that it was wrong


class ActionCorrection(Action):
    """A correction is taken with thanks; what is said again is what a source stands behind."""

    def name(self) -> str:
        """As in the domain."""
        return "action_correction"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Without anything to look at again, ask which point it was."""
        text = tracker.latest_message.get("text") or ""
        seen = angles(project.root()).hears("correct_bot", text)  # by somebody who knows more than a text
        entry = None if seen else _about(tracker)
        if entry is None:
            events = angled(dispatcher, tracker, "correct_bot")
            if events is None:
                dispatcher.utter_message(response="utter_correct_bot")
            return events or []
        kept, wanted = memory(tracker), asked(tracker)
        line = wanted.words if wanted else _line(entry, kept.notes.get(CORRECTED) == entry.id)
        text, kept = aside(project.root()).say("corrected", kept, topic=entry.title, lead=line)
        kept = kept.note(**{CORRECTED: entry.id})
        cited = project.cards().cited(entry)
        reply = Reply(
            "\n\n".join(part for part in (text, cited) if part),
            (MORE, WHERE_FROM, "Talk to a human"),
            entry=entry.id,
            sources=entry.sources,
            kind="openness",
        )
        say(dispatcher, reply, CHOICES)
        return [SlotSet(ANSWERED, entry.id), SlotSet(MEMORY, kept.as_dict())]


def _line(entry: Entry, again: bool) -> str:
    """Its lead, the second time its details."""
    if not again or not entry.more:
        return entry.lead.replace("\n", " ")
    return ". ".join(entry.more.replace("\n", " ").split(". ")[:_SENTENCES]).rstrip(".") + "."


def _about(tracker: Tracker) -> Entry | None:
    """The entry that the correction names; else the last one, where it says more than "wrong"."""
    wanted = asked(tracker)
    if wanted:
        return wanted.entry
    found = [hit for hit in hits(tracker) if project.store().entry(hit["entry"]).topic != OURS]
    if found and found[0]["score"] >= _NEAR:
        return project.store().entry(found[0]["entry"])
    last, text = tracker.get_slot(ANSWERED), tracker.latest_message.get("text") or ""
    if not last or len(text.split()) < _WORDS:
        return None
    near = project.store().search(f"{text} {project.store().entry(last).title}")
    return project.store().entry(near[0].entry_id if near and near[0].score >= _NEAR else last)
