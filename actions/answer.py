"""action_answer: answers from the entry that fits best, or offers the nearest when none fits well."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY, memory
from actions.found import OFFERED, around, beside, in_context, likely, may_mean, meant
from actions.giving import give_back, helped
from actions.reflection import reflected
from actions.say import (
    AGAIN,
    ANSWERED,
    CHOICES,
    IN_HAND,
    PLAN,
    SURE_OF,
    Asked,
    asked,
    hinted,
    hits,
    other,
    others,
    say,
    several,
)
from companion.coaching import form
from companion.coaching.asking import wants
from companion.coaching.delivery import delivery
from companion.coaching.lead import lately
from companion.coaching.memory import Memory
from companion.coaching.mirror import mirror
from companion.coaching.moment import moments
from companion.coaching.session import topics
from companion.coaching.speaking import speaking
from companion.coaching.told import told
from companion.coaching.unanswered import unanswered
from companion.coaching.voice import Voice
from companion.content import Entry
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.entries import FIRST_AID
from companion.reply import Reply

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
        if score >= SURE_OF if telling else likely(found):
            entry, *others = around(found)
            kept = answer(dispatcher, tracker, entry, others)
            return [SlotSet(ANSWERED, entry.id), SlotSet(MEMORY, kept.as_dict())]
        reflection, kept = reflected(tracker)
        kept = offer(dispatcher, [entry.id for entry in around(found)], kept, said, reflection)
        return [SlotSet(MEMORY, kept.as_dict())]


def _heard(tracker: Tracker, entry: str) -> bool:
    """Whether the lead of that entry was said before: what may help beats the rest of it."""
    return delivery(project.root()).told(project.store().entry(entry), None, memory(tracker))


def _least(tracker: Tracker) -> float:
    """The chance from which what may be asked for goes before what is picked by words."""
    found = hinted(tracker)
    in_hand = found and found[0].answer and found[0].entry.id == tracker.get_slot(ANSWERED)
    return POINTED if in_hand else LEANT


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
    reflection, kept = reflected(tracker)
    text, kept = delivery(project.root()).point(may.entry, may.words, kept)
    kept = delivery(project.root()).note(may.entry, text, kept)
    if _doubtful(tracker, may):
        text, kept = aside(project.root()).say("guess", kept, answer=text)
    line, kept = told(project.root()).line(may.entry.id, kept)
    parts = [reflection, text, line and line.text, project.cards().cited(may.entry)]
    near_by = may_mean([one.entry for one in others(tracker)], may.entry)
    _send(dispatcher, may.entry, parts, (line.see,) if line else (), [one.id for one in near_by])
    return [SlotSet(ANSWERED, may.entry.id), SlotSet(MEMORY, lately(kept, None).as_dict())]


def _doubtful(tracker: Tracker, may: Asked) -> bool:
    """Whether nothing but the chance speaks for it: neither the search nor what was talked about."""
    found = next(iter(hits(tracker)), {"entry": "", "score": 0.0})
    searched = found["entry"] == may.entry.id and found["score"] >= SURE_OF
    return not searched and may.entry.id != tracker.get_slot(ANSWERED)


def answer(
    dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry, others: Sequence[Entry] = ()
) -> Memory:
    """What is felt given back, the lead, what it means for this person, the next step, the sources.

    The buttons lead to what else the question may have meant (`others`, the likeliest first), then to
    what is related.
    """
    reflection, kept = reflected(tracker)
    line, kept = told(project.root()).line(entry.id, kept)
    question, words = tracker.latest_message.get("text") or "", delivery(project.root())
    lines = speaking(project.store(), entry, question) if words.told(entry, None, kept) else ()
    if lines:
        (body, kept), step = words.part(entry, lines, lately(kept, None)), None
    else:
        body, step, kept = words.body(entry, lately(kept, None))
    if form.brief(question) and entry.topic != FIRST_AID:
        reflection, body, step = None, form.shaped(question, body), None
    first = (line.see,) if line else ()
    near_by = [other.id for other in may_mean(others, entry)]
    text = [reflection, body, line and line.text, step, project.cards().cited(entry)]
    _send(dispatcher, entry, text, first, near_by)
    return kept


def _fresh(tracker: Tracker) -> Asked | None:
    """What the message asks for; where that was said before, the next likely answer of the same talk."""
    wanted = asked(tracker)
    if not wanted:
        return None
    words, kept = delivery(project.root()), memory(tracker)
    if not words.told(wanted.entry, wanted.answer, kept):
        return wanted
    more = other(tracker, AGAIN)
    return more if more and not words.told(more.entry, more.answer, kept) else wanted


def _told(dispatcher: CollectingDispatcher, tracker: Tracker, wanted: Asked) -> list[EventType]:
    """The answer that is asked for: all of an entry, or the point; to several questions, each of them."""
    each = several(tracker)
    if each:
        kept = _together(dispatcher, tracker, each)
    elif wanted.answer is None:
        kept = answer(dispatcher, tracker, wanted.entry, beside(tracker))
    else:
        kept = narrow(dispatcher, tracker, wanted.entry, wanted.answer)
    return [SlotSet(ANSWERED, wanted.entry.id), SlotSet(MEMORY, kept.as_dict())]


def _together(dispatcher: CollectingDispatcher, tracker: Tracker, each: Sequence[Asked]) -> Memory:
    """The answers to several questions in one message, one after the other, each in short."""
    words, (reflection, kept) = delivery(project.root()), reflected(tracker)
    said = []
    for one in each:
        kept = words.note(one.entry, one.words, kept)
        text, kept = words.point(one.entry, one.words, kept) if one.answer else (one.words, kept)
        said.append(text)
    entries = list(dict.fromkeys(one.entry for one in each))
    cited = project.cards().cited(*entries)
    more = [one.id for one in entries[1:]]
    _send(dispatcher, entries[0], [reflection, *said, cited], more)
    return lately(kept, None)


def narrow(dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry, said: str) -> Memory:
    """The answer to the very question, and what it means for this person."""
    reflection, kept = reflected(tracker)
    text, kept = delivery(project.root()).point(entry, said, kept)
    question = tracker.latest_message.get("text") or ""
    if form.brief(question) and entry.topic != FIRST_AID:
        reflection, text = None, form.shaped(question, text)
    line, kept = told(project.root()).line(entry.id, kept)
    first = (line.see,) if line else ()
    parts = [reflection, text, line and line.text, project.cards().cited(entry)]
    _send(dispatcher, entry, parts, first, [other.id for other in may_mean(beside(tracker), entry)])
    return lately(kept, None)


def follow_up(dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry) -> Memory:
    """The part of an entry that a short question after it asks for."""
    sentences = tuple(tracker.latest_message["leaning"]["sentences"])
    felt = moments(project.root()).named(tracker.latest_message.get("text") or "")
    known, kept = moments(project.root()).line(tuple(one for one in felt if one.answers), memory(tracker))
    if known and not sentences:
        _send(dispatcher, entry, [known, project.cards().cited(entry)])
        return lately(kept, None)
    if form.again(tracker.latest_message.get("text") or ""):
        _send(dispatcher, entry, [" ".join(sentences), project.cards().cited(entry)])
        return lately(memory(tracker), None)
    line, kept = told(project.root()).line(entry.id, kept)
    why = tracker.latest_message["leaning"].get("kind") == "why"
    part, kept = delivery(project.root()).part(entry, sentences, lately(kept, None), why)
    cited = project.cards().cited(entry) if sentences else None
    first = (line.see,) if line else ()
    _send(dispatcher, entry, [part, line and line.text, cited], first)
    return kept


def _send(
    dispatcher: CollectingDispatcher,
    entry: Entry,
    parts: Sequence[str | None],
    first: Sequence[str] = (),
    meant: Sequence[str] = (),
) -> None:
    """An answer with ways on from it: `first` the entries that matter for this person."""
    names = [name for name in dict.fromkeys((*first, *meant, *entry.related)) if name != entry.id]
    related = [project.store().entry(name) for name in names[:OFFERED]]
    choices = [{"title": other.title, "entry": other.id} for other in related]
    titles = tuple(other.title for other in related)
    plan = (PLAN,) if entry.id in topics.load(project.root()).entries else ()
    buttons = (*titles[: len(first)], MORE, *plan, *titles[len(first) :], WHERE_FROM)
    text = "\n\n".join(part for part in parts if part)
    reply = Reply(text, buttons=buttons, entry=entry.id, sources=entry.sources, kind="answer")
    say(dispatcher, reply, [*CHOICES, *choices])


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
        return give_back(dispatcher, mirror(said), names, kept)
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
