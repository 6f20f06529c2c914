"""action_answer: answers from the entry that fits best, or offers the nearest when none fits well."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer, follow_up, narrow, send, together
from actions.flow import MEMORY, memory
from actions.found import OFFERED, apart, around, beside, in_context, in_hand, likely, may_mean, meant
from actions.giving import give_back, helped
from actions.reflection import met, reflected
from actions.say import (
    AGAIN,
    ANSWERED,
    IN_HAND,
    SURE_OF,
    Asked,
    asked,
    before,
    hinted,
    hits,
    other,
    others,
    say,
    several,
)
from companion.coaching.answer.delivery import delivery
from companion.coaching.answer.leaning import followups
from companion.coaching.answer.told import told
from companion.coaching.answer.unanswered import unanswered
from companion.coaching.lead import lately
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.mirror import mirror
from companion.coaching.voice import Voice
from companion.engine import project
from companion.reply import Reply

SURE_TOLD = 0.85  # score of the search from which an entry is read out to what asks nothing
APART = 0.65  # the same to a question in a talk, where the entry is about something else
# Chance from which what may be asked for goes before a likely entry, or a part of the last one: any answer,
# and a point of the entry that was said last.
LEANT, POINTED = 0.35, IN_HAND
NAMED = 4  # words up to which what asks nothing may name what is wanted
WAYS_ON = ("What can you do?", "I want to talk to a human")


class ActionAnswer(Action):
    """One short answer with the next step, and ways on from there."""

    def name(self) -> str:
        """As in the domain."""
        return "action_answer"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """A wrong answer is worse than a choice: doubt becomes a menu."""
        wanted = _fresh(tracker)
        if wanted:
            return _told(dispatcher, tracker, wanted)
        leaning, found = tracker.latest_message.get("leaning"), meant(tracker)
        score = found[0]["score"] if found else 0.0
        followed = in_context(tracker) if score < SURE_OF else None
        lean = leaning and (leaning["sentences"] or leaning["whole"])
        first = followed or (found[0]["entry"] if likely(found) else None)
        other_way = lean or (first and not (_meant(tracker, first) or _heard(tracker, first)))
        guessed = guess(dispatcher, tracker, _least(tracker) if other_way else 0.0)
        if guessed:
            return guessed
        if leaning:
            entry = project.store().entry(leaning["entry"])
            say_it = answer if leaning["whole"] else follow_up
            return [
                SlotSet(ANSWERED, entry.id),
                SlotSet(MEMORY, say_it(dispatcher, tracker, entry).as_dict()),
            ]
        if followed:
            kept = answer(dispatcher, tracker, project.store().entry(followed))
            return [SlotSet(ANSWERED, followed), SlotSet(MEMORY, kept.as_dict())]
        said = tracker.latest_message.get("text") or ""
        telling = len(said.split()) > NAMED and not wants(said)
        helps = helped(dispatcher, tracker) if telling else None
        if helps:
            return helps
        if score >= SURE_TOLD if telling else likely(found) and (score >= APART or not apart(tracker)):
            entry, *others = around(found)
            kept = answer(dispatcher, tracker, entry, others)
            return [SlotSet(ANSWERED, entry.id), SlotSet(MEMORY, kept.as_dict())]
        reflection, kept = met(tracker) if telling else reflected(tracker)
        kept = offer(dispatcher, [entry.id for entry in around(found)], kept, said, reflection)
        return [SlotSet(MEMORY, kept.as_dict())]


def _heard(tracker: Tracker, entry: str) -> bool:
    """Whether the lead of that entry was said before: what may help beats the rest of it."""
    return delivery(project.root()).told(project.store().entry(entry), None, memory(tracker))


def _least(tracker: Tracker) -> float:
    """The chance from which what may be asked for goes before what is picked by words."""
    if in_hand(tracker):
        return 0.0
    found, last = hinted(tracker), tracker.get_slot(ANSWERED)
    leaning = tracker.latest_message.get("leaning") or {}
    elsewhere = leaning.get("whole") and leaning["entry"] != last  # "how much is it" has an entry of its own
    pointed = found and found[0].answer and found[0].entry.id == last
    return POINTED if pointed and not elsewhere else LEANT


def _meant(tracker: Tracker, entry: str) -> bool:
    """Whether what may be asked for stands in that entry."""
    found = hinted(tracker)
    return found is not None and found[0].entry.id == entry


def guess(dispatcher: CollectingDispatcher, tracker: Tracker, least: float = 0.0) -> list[EventType] | None:
    """What may be asked for, said as just that; None where there is nothing new that comes near."""
    found = hinted(tracker)
    if not found or found[1] < least or not wants(tracker.latest_message.get("text") or ""):
        return None
    may, _ = found
    reflection, kept = reflected(tracker, may.entry)
    text, kept = delivery(project.root()).point(may.entry, may.words, kept)
    kept = delivery(project.root()).note(may.entry, text, kept)
    if _doubtful(tracker, may):
        text, kept = aside(project.root()).say("guess", kept, answer=text)
    line, kept = told(project.root()).line(may.entry.id, kept)
    parts = [reflection, text, line and line.text, project.cards().cited(may.entry)]
    near_by = may_mean([one.entry for one in others(tracker)], may.entry)
    send(dispatcher, may.entry, parts, (line.see,) if line else (), [one.id for one in near_by])
    return [SlotSet(ANSWERED, may.entry.id), SlotSet(MEMORY, lately(kept, None).as_dict())]


def _doubtful(tracker: Tracker, may: Asked) -> bool:
    """Whether nothing but the chance speaks for it: neither the search nor what was talked about."""
    found = next(iter(hits(tracker)), {"entry": "", "score": 0.0})
    searched = found["entry"] == may.entry.id and found["score"] >= SURE_OF
    return not searched and may.entry.id != tracker.get_slot(ANSWERED)


def _fresh(tracker: Tracker) -> Asked | None:
    """What the message asks for; where that was said before, the next likely answer of the same talk."""
    wanted = asked(tracker)
    if not wanted:
        return None
    words, kept = delivery(project.root()), memory(tracker)
    if not (words.told(wanted.entry, wanted.answer, kept) or before(tracker, wanted.words)):
        return wanted
    if _of_an_age(tracker, wanted):
        return wanted
    more = other(tracker, AGAIN)
    return more if more and not words.told(more.entry, more.answer, kept) else wanted


def _of_an_age(tracker: Tracker, wanted: Asked) -> bool:
    """Whether "and for my 7 year old" asks for a line of the entry that was read out."""
    text = tracker.latest_message.get("text") or ""
    lean = followups(project.root()).lean(text, wanted.entry, project.store())
    return wanted.answer is None and lean is not None and lean.kind == "child" and bool(lean.sentences)


def _told(dispatcher: CollectingDispatcher, tracker: Tracker, wanted: Asked) -> list[EventType]:
    """The answer that is asked for: all of an entry, or the point; to several questions, each of them."""
    each = several(tracker)
    if each:
        kept = together(dispatcher, tracker, each)
    elif wanted.answer is None:
        kept = answer(dispatcher, tracker, wanted.entry, beside(tracker))
    else:
        kept = narrow(dispatcher, tracker, wanted.entry, wanted.answer)
    return [SlotSet(ANSWERED, wanted.entry.id), SlotSet(MEMORY, kept.as_dict())]


def offer(
    dispatcher: CollectingDispatcher, names: list[str], kept: Memory, said: str, reflection: str | None = None
) -> Memory:
    """The nearest titles as a menu; with nothing near, an honest word to what was `said` and a way on."""
    if not names and not wants(said):
        dispatcher.utter_message(response="utter_nothing_near")
        return kept
    if not names:
        text, kept = unanswered(project.root()).line(said, kept)
        say(dispatcher, Reply(text, WAYS_ON, kind="fallback"))
        return kept
    if not wants(said):
        return give_back(dispatcher, mirror(said), names, kept, said, reflection)
    entries = [project.store().entry(name) for name in names[:OFFERED]]
    choices = [{"title": entry.title, "entry": entry.id} for entry in entries]
    text, kept = aside(project.root()).say("which", kept)
    text = f"{reflection} {text}" if reflection else text
    say(dispatcher, Reply(text, tuple(e.title for e in entries), kind="menu"), choices)
    return kept


@cache
def aside(root: Path) -> Voice:
    """The words for a message that was not quite understood."""
    return Voice.load(root, "aside", frozenset(("which", "corrected", "place", "guess")))
