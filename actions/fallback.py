"""action_fallback: not understood. A bare word is asked about; else the last answer, other words, a human."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import aside, guess, offer
from actions.answering import answer
from actions.flow import MEMORY, memory
from actions.found import OFFERED, around, in_context, likely
from actions.giving import give_back, helped, hurts, to_us
from actions.reflection import met
from actions.say import ANSWERED, SURE_OF, country, hits, say
from companion.coaching.answer.bare import bare
from companion.coaching.answer.unanswered import unanswered
from companion.coaching.heard import asks
from companion.coaching.memory import Memory
from companion.coaching.passing.ways import ways
from companion.coaching.said.asking import wants
from companion.coaching.said.mirror import mirror
from companion.coaching.said.places import places
from companion.engine import project
from companion.engine.card import MORE
from companion.entries import FIRST_AID
from companion.reply import Reply

MISSED = "missed"  # the note on what was not understood: the number of the last message, how many in a row
ONCE, STILL = 1, 2  # in a row, before a human is offered: with nothing to lean on, after an answer
_NEAR = 0.3  # higher than for a question: what is told and not understood may be about anything


class ActionFallback(Action):
    """Never a third "sorry": the second one opens the way to a person."""

    def name(self) -> str:
        """As in the domain."""
        return "action_fallback"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Counted on the turn before, so that an answer in between starts afresh."""
        # Where no rule fits, RulePolicy would go on choosing this action: wait for the person.
        wait = FollowupAction("action_listen")
        found, group = hits(tracker), tracker.latest_message.get("bare")
        sure = found and found[0]["score"] >= SURE_OF and not group
        followed = found[0]["entry"] if sure else in_context(tracker)
        if followed:
            kept = answer(dispatcher, tracker, project.store().entry(followed))
            return [SlotSet(ANSWERED, followed), SlotSet(MEMORY, kept.as_dict()), wait]
        home = places(project.root()).told(tracker.latest_message.get("text") or "", country(tracker))
        if home:
            words = ways(project.root()).of(home)
            text, kept = aside(project.root()).say("place", memory(tracker), **words)
            say(dispatcher, Reply(text, ("Find a dentist", "What can you do?"), kind="answer"))
            return [SlotSet(MEMORY, kept.as_dict()), wait]
        if group:
            reply, kept = bare(project.root()).ask(group, memory(tracker))
            say(dispatcher, reply)
            return [SlotSet(MEMORY, kept.as_dict()), wait]
        guessed = guess(dispatcher, tracker)
        if guessed:
            return [*guessed, wait]
        offered = [hit["entry"] for hit in found if hit["score"] >= _NEAR]
        said = tracker.latest_message.get("text") or ""
        if not offered and (asks(said) or (wants(said) and likely(found))):
            offered = [entry.id for entry in around(found)]
        last = tracker.get_slot(ANSWERED)
        kept = memory(tracker)
        missed = misses(tracker)
        told = None if wants(said) else mirror(said)
        near = bool(last) and project.store().entry(last).topic != FIRST_AID
        helps = None if wants(said) else helped(dispatcher, tracker)
        if helps:
            return [*helps, wait]
        about = offered or ([last] if near else [])
        unturned = not told and not wants(said)
        ours = unturned and (hurts(said) or (to_us(said) and missed <= ONCE))
        if ours or (told and missed <= STILL) or (about and not wants(said) and missed < STILL):
            felt, kept = met(tracker)
            kept = give_back(dispatcher, told, about, kept, said, felt)
        elif missed >= (STILL if last else ONCE):
            dispatcher.utter_message(response="utter_fallback_human")
        elif offered:
            kept = offer(dispatcher, offered, kept, said)
        elif near:
            kept = _still(dispatcher, tracker, last)
        else:
            dispatcher.utter_message(response="utter_fallback_rephrase")
        noted = kept.note(**{MISSED: [turns(tracker), missed + 1]})
        return [SlotSet(MEMORY, noted.as_dict()), wait]


def _still(dispatcher: CollectingDispatcher, tracker: Tracker, last: str) -> Memory:
    """No answer to a question, and still on what was talked about: ways on from there."""
    entry = project.store().entry(last)
    said = tracker.latest_message.get("text") or ""
    text, kept = unanswered(project.root()).line(said, memory(tracker), entry.title)
    related = [project.store().entry(name) for name in entry.related[: OFFERED - 1]]
    choices = (
        {"title": MORE, "intent": "ask_more"},
        *({"title": other.title, "entry": other.id} for other in related),
        {"title": "Talk to a human", "intent": "talk_to_human"},
    )
    titles = tuple(choice["title"] for choice in choices)
    say(dispatcher, Reply(text, titles, kind="menu"), choices)
    return kept


def misses(tracker: Tracker) -> int:
    """How many messages just before this one were not understood."""
    turn, count = memory(tracker).notes.get(MISSED, (0, 0))
    return int(count) if turn == turns(tracker) - 1 else 0


def turns(tracker: Tracker) -> int:
    """How many messages the person has sent."""
    return sum(1 for event in tracker.events if event.get("event") == "user")
