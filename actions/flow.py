"""Guided conversations: open one, go on with it, ask again after an interruption, stop.

The flows themselves are plain Python in companion.coaching; here they only meet the tracker.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.say import ANSWERED, asked, country, hinted, message_metadata, offering, say, sure
from companion.coaching.answer.delivery import delivery
from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard, Hint, brief
from companion.coaching.keeping import Keep, place
from companion.coaching.lead import lately
from companion.coaching.memory import Memory
from companion.coaching.registry import flow
from companion.coaching.said.resuming import PAUSED
from companion.engine import project
from companion.engine.flow import SLOT, heard
from companion.engine.policy import LEAD
from companion.entries import FIRST_AID
from companion.triage import Assessment, Case

MEMORY = "memory"
OUTER = "outer"  # in a state's answers: the flow that waits below it


def memory(tracker: Tracker) -> Memory:
    """What the conversation has told so far."""
    return Memory.from_dict(tracker.get_slot(MEMORY))


def listened(tracker: Tracker) -> Heard:
    """The latest message as a flow sees it, with what triage and the store make of it."""
    message = heard(
        {**tracker.latest_message, "country": country(tracker), "metadata": message_metadata(tracker)}
    )
    row = tracker.get_slot("assessment")
    found = Assessment.from_dict(row) if row else None
    now = found.case.turns - 1 if found else 0
    answer, entry = _answer(tracker)
    answered = tracker.get_slot(ANSWERED)
    told = frozenset(sign.idea for sign in found.case.signs) if found else frozenset()
    return replace(
        message,
        level=found.level if found else "none",
        finding=found.newest if found else None,
        rules=frozenset(one.rule for one in found.findings if one.turn == now) if found else frozenset(),
        told=told,
        denied=frozenset(memory(tracker).notes.get("denied", ())),
        answer=answer,
        entry=entry,
        answered=answered or "",
        about=project.store().entry(answered).title if answered else "",
        next=project.store().entry(answered).next_step if answered else "",
        hint=None if answer else _hint(tracker),
    )


def _hint(tracker: Tracker) -> Hint | None:
    """What may help with the message, in short."""
    found = hinted(tracker)
    if not found:
        return None
    may, chance = found
    return Hint(brief(may.words), may.entry.id, chance)


def _answer(tracker: Tracker) -> tuple[str, str] | tuple[None, None]:
    """The short answer to the message and its entry, where the store is sure what it asks."""
    wanted = asked(tracker)
    if wanted:
        return wanted.words, wanted.entry.id
    entry = sure(tracker)
    return (entry.lead, entry.id) if entry else (None, None)


def keep(tracker: Tracker) -> Keep:
    """What is remembered of this person beyond the conversation; nothing, without consent."""
    return Keep(place(), message_metadata(tracker).get("user") or "local")


def play(dispatcher: CollectingDispatcher, move: Move, name: str) -> list[EventType]:
    """Say what a move of the flow `name` says and keep where it stands.

    An entry that a reply rests on is what "tell me more" and "where does that come from" are about;
    a reply that names no sources has those of its entry.
    """
    answered: list[EventType] = []
    told = move.memory
    for reply in move.replies:
        if reply.entry:
            answered = [SlotSet(ANSWERED, reply.entry)]
            told = delivery(project.root()).note(project.store().entry(reply.entry), reply.text, told)
            reply = replace(reply, sources=reply.sources or project.store().entry(reply.entry).sources)
        say(dispatcher, reply, reply.data.get("choices", ()))
    state = move.state.as_dict() if move.state else None
    kept = lately(told, name).as_dict()
    return [SlotSet(SLOT, state), SlotSet(MEMORY, kept), *answered]


def resumed(row: dict[str, Any]) -> list[EventType]:
    """Back to the flow that was open before, which asks its question again."""
    return [SlotSet(SLOT, row), FollowupAction("action_flow_again")]


class ActionFlow(Action):
    """The message answers the open question."""

    def name(self) -> str:
        """As in the domain."""
        return "action_flow"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """On to the next step."""
        state = State.from_dict(tracker.get_slot(SLOT))
        move = flow(project.root(), state.flow).go_on(state, listened(tracker), memory(tracker))
        events = play(dispatcher, move, state.flow)
        outer = state.answers.get(OUTER)
        if move.card:
            return [*events, *carded(tracker, move, state.flow)]
        return [*events, *resumed(outer)] if move.state is None and outer else events


def carded(tracker: Tracker, move: Move, name: str) -> list[EventType]:
    """What an answer told goes into the case; TriagePolicy then shows the card, with the lead."""
    found = project.screen().told(Case.from_dict(tracker.get_slot("case")), move.told)
    asked = None if move.told or move.lead is None else tracker.get_slot(ANSWERED)
    led = lately(move.memory, name).note(**{LEAD: {"text": move.lead or "", "entry": asked}})
    return [
        SlotSet("case", found.case.as_dict()),
        SlotSet("assessment", found.as_dict()),
        SlotSet(MEMORY, led.as_dict()),
    ]


class ActionFlowAgain(Action):
    """Something else was answered; the open question is put once more."""

    def name(self) -> str:
        """As in the domain."""
        return "action_flow_again"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """In other words than before."""
        state = State.from_dict(tracker.get_slot(SLOT))
        move = flow(project.root(), state.flow).again(state, memory(tracker))
        events = play(dispatcher, move, state.flow)
        return [*events, *carded(tracker, move, state.flow)] if move.card else events


class ActionFlowStop(Action):
    """The person wants to stop: it always works, and nothing is kept that was not agreed."""

    def name(self) -> str:
        """As in the domain."""
        return "action_flow_stop"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """One line, an open door, no question; a flow for danger says it in its own words."""
        row = tracker.get_slot(SLOT)
        leave = getattr(flow(project.root(), row["flow"]), "leave", None) if row else None
        if leave:
            state = State.from_dict(row)
            return play(dispatcher, leave(state, listened(tracker), memory(tracker)), state.flow)
        leaving = tracker.latest_message["intent"]["name"] == "goodbye"
        dispatcher.utter_message(response="utter_goodbye" if leaving else "utter_flow_stopped")
        kept = memory(tracker).note(**{PAUSED: tracker.get_slot(SLOT)})
        return [SlotSet(SLOT, None), SlotSet(MEMORY, kept.as_dict())]


class ActionFlowResume(Action):
    """A conversation that was stopped goes on where it was."""

    def name(self) -> str:
        """As in the domain."""
        return "action_flow_resume"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Its question comes again, in other words."""
        kept = memory(tracker)
        state = replace(State.from_dict(kept.notes[PAUSED]), asked=1)
        move = flow(project.root(), state.flow).again(state, kept.note(**{PAUSED: None}))
        return play(dispatcher, move, state.flow)


class OpenFlow(Action):
    """Base of the actions that open a flow."""

    flow: ClassVar[str] = ""

    def name(self) -> str:
        """action_ and the flow's name."""
        return f"action_{self.flow}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The flow's first words, on the message that led here."""
        move = flow(project.root(), self.flow).begin(listened(tracker), memory(tracker))
        return play(dispatcher, reaching(tracker, move), self.flow)


def reaching(tracker: Tracker, move: Move) -> Move:
    """The move, with a way to the entry that the store is sure of: a talk may be opened by mistake."""
    entry = sure(tracker)
    if entry is None or not move.replies or move.replies[-1].kind == "document":
        return move
    *before, last = move.replies
    if entry.topic == FIRST_AID or any(reply.entry == entry.id for reply in move.replies):
        return move
    return replace(move, replies=(*before, offering(last, entry)))


class Aside(OpenFlow):
    """A flow that may come up within another one, which then goes on where it was."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """The other flow waits, or is taken up at once when this one took a single reply."""
        row = tracker.get_slot(SLOT)
        outer = row["answers"].get(OUTER) if row and row["flow"] == self.flow else row
        move = flow(project.root(), self.flow).begin(listened(tracker), memory(tracker))
        if move.state and outer:
            move = replace(move, state=replace(move.state, answers={**move.state.answers, OUTER: outer}))
        events = play(dispatcher, move, self.flow)
        return [*events, *resumed(outer)] if outer and not move.state else events
