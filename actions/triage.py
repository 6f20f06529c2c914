"""action_triage: the card for what this turn found. TriagePolicy calls it, in every state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import CHOICES
from actions.flow import MEMORY
from actions.reflection import reflected
from actions.say import ANSWERED, country, hits, say
from companion.coaching.memory import Memory
from companion.coaching.told import told
from companion.engine import project
from companion.engine.flow import SLOT as FLOW
from companion.engine.policy import ENDS
from companion.reply import Reply
from companion.triage import Assessment


class ActionTriage(Action):
    """Ends an open flow or form and shows the card."""

    def name(self) -> str:
        """As in the domain."""
        return "action_triage"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Danger comes before whatever was going on."""
        assessment = Assessment.from_dict(tracker.get_slot("assessment"))
        said = tracker.latest_message.get("text") or ""
        found = hits(tracker)
        asked = (found[0]["entry"], found[0]["score"]) if found else None
        reflection, kept = reflected(tracker)
        card = project.cards().card(assessment, country(tracker), said, asked, reflection)
        card, choices, kept = _for_them(card, kept)
        say(dispatcher, card, [*CHOICES, *choices])
        events: list[EventType] = [SlotSet(ANSWERED, card.entry)] if card.entry else []
        if tracker.active_loop.get("name"):
            events += [ActiveLoop(None), SlotSet("requested_slot", None)]
        events.append(SlotSet(MEMORY, kept.as_dict()))
        return [*events, SlotSet(FLOW, None)] if _ends(tracker.get_slot(FLOW), card) else events


def _ends(row: dict[str, Any] | None, card: Reply) -> bool:
    """A red flag ends any guided conversation; what can wait a few days only interrupts it.

    A card for a dentist goes on, for someone who has to be seen today needs it most; not for
    someone in despair or in danger at home.
    """
    if row and row["flow"] == "visit" and card.level == "urgent":
        return card.destination not in ("dentist_now", "dentist", "pharmacist")
    return card.level in ENDS


def _for_them(card: Reply, kept: Memory) -> tuple[Reply, list[dict[str, Any]], Memory]:
    """The card with what it means for someone who told of a pregnancy, a medicine and the like."""
    if card.level == "emergency" or not card.entry:
        return card, [], kept
    line, kept = told(project.root()).line(card.entry, kept)
    if line is None:
        return card, [], kept
    title = project.store().entry(line.see).title
    text = f"{card.text}\n\n{line.text}"
    fuller = replace(card, text=text, buttons=(title, *card.buttons))
    return fuller, [{"title": title, "entry": line.see}], kept
