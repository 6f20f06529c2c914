"""action_consent: what is stored, remember, stop, forget, export; and what that means for the case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.angle import angled
from actions.flow import Aside, listened, memory, resumed
from actions.say import ANSWERED
from companion.coaching.heard import Heard
from companion.coaching.keeping import forget_this, of_another_day
from companion.coaching.registry import flow
from companion.engine import project
from companion.engine.flow import SLOT
from companion.triage import Case


class ActionConsent(Aside):
    """A sign of danger stays for this conversation, whatever is forgotten: safety comes first."""

    flow = "consent"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Forgetting reaches the case and an open visit card too."""
        heard = listened(tracker)
        case = Case.from_dict(tracker.get_slot("case"))
        calm = case.level not in ("emergency", "urgent")
        if heard.intent == "forget_me":
            tracker.slots[SLOT] = None  # nothing that was open goes on
            events = super().run(dispatcher, tracker, domain)
            gone = [SlotSet("case", Case(case.turns).as_dict()), SlotSet("assessment", None)] if calm else []
            return [*events, *gone, SlotSet(ANSWERED, None)]
        if heard.intent == "forget_this" and of_another_day(heard.text):
            return super().run(dispatcher, tracker, domain)  # this chat stays as it is
        if heard.intent != "forget_this":
            return self._stressed(dispatcher, tracker, heard) or super().run(dispatcher, tracker, domain)
        less, ideas = forget_this(memory(tracker), heard)
        row = tracker.get_slot(SLOT)
        if row and "card" in row["answers"] and less.notes.get("card"):
            answers = {**row["answers"], "card": less.notes["card"]}
            tracker.slots[SLOT] = {**row, "answers": answers}
        events = super().run(dispatcher, tracker, domain)
        return [*events, SlotSet("case", _without(case, ideas).as_dict())] if calm else events

    def _stressed(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, heard: Heard
    ) -> list[EventType] | None:
        """A question on who sees it, for how long and the like is answered just that."""
        known = flow(project.root(), self.flow).known(heard, memory(tracker))
        events = angled(dispatcher, tracker, heard.intent or "", **known)
        row = tracker.get_slot(SLOT)
        return [*events, *resumed(row)] if events and row else events


def _without(case: Case, ideas: frozenset[str]) -> Case:
    """The case without the turn before this one, or without what was named; this turn goes as well."""
    now = case.turns - 1
    last = now if ideas else now - 1
    signs = tuple(sign for sign in case.signs if sign.turn < last and sign.idea not in ideas)
    return replace(case, signs=signs, said=case.said[: -1 if ideas else -2])
