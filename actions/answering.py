"""Answering: an entry's answer as it is said: its lead, a point, a part of it, or several answers at once."""

from __future__ import annotations

from collections.abc import Sequence

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import memory
from actions.found import OFFERED, beside, may_mean
from actions.reflection import reflected
from actions.say import CHOICES, PLAN, Asked, before, say
from companion.coaching.answer import form
from companion.coaching.answer.delivery import delivery
from companion.coaching.answer.leaning import followups
from companion.coaching.answer.speaking import speaking
from companion.coaching.answer.told import told
from companion.coaching.feelings.moment import moments
from companion.coaching.lead import lately
from companion.coaching.memory import Memory
from companion.coaching.session import topics
from companion.content import Entry
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.entries import FIRST_AID
from companion.reply import Reply

_LEANING = {
    "child": 1,
    "if_not": 3,
}  # what a short question may want of an answer that was given; lines of it


def answer(
    dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry, others: Sequence[Entry] = ()
) -> Memory:
    """What is felt given back, the lead, what it means for this person, the next step, the sources.

    The buttons lead to what else the question may have meant (`others`, the likeliest first), then to
    what is related.
    """
    reflection, kept = reflected(tracker, entry)
    line, kept = told(project.root()).line(entry.id, kept)
    question, words = tracker.latest_message.get("text") or "", delivery(project.root())
    lines = _narrower(entry, question) if words.told(entry, None, kept) else ()
    if lines:
        (body, kept), step = words.part(entry, lines, lately(kept, None)), None
    else:
        body, step, kept = words.body(entry, lately(kept, None))
    if form.brief(question) and entry.topic != FIRST_AID:
        reflection, body, step = None, form.shaped(question, body), None
    first = (line.see,) if line else ()
    near_by = [other.id for other in may_mean(others, entry)]
    text = [reflection, body, line and line.text, step, project.cards().cited(entry)]
    send(dispatcher, entry, text, first, near_by)
    return kept


def _narrower(entry: Entry, question: str) -> tuple[str, ...]:
    """The lines of an entry read out before that a question about it means."""
    lean = followups(project.root()).lean(question, entry, project.store())
    if lean and lean.kind in _LEANING:
        return lean.sentences[: _LEANING[lean.kind]]
    return speaking(project.store(), entry, question)


def together(dispatcher: CollectingDispatcher, tracker: Tracker, each: Sequence[Asked]) -> Memory:
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
    sources = tuple(dict.fromkeys(name for entry in entries for name in entry.sources))
    send(dispatcher, entries[0], [reflection, *said, cited], more, sources=sources)
    return lately(kept, None)


def narrow(dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry, said: str) -> Memory:
    """The answer to the very question, and what it means for this person."""
    reflection, kept = reflected(tracker, entry)
    question, words = tracker.latest_message.get("text") or "", delivery(project.root())
    if before(tracker, said):  # in a talk, which keeps no account of it
        kept = words.answered(entry, said, kept)
    lines = _narrower(entry, question) if words.told(entry, said, kept) else ()
    text, kept = words.part(entry, lines, kept) if lines else words.point(entry, said, kept)
    if form.brief(question) and entry.topic != FIRST_AID:
        reflection, text = None, form.shaped(question, text)
    line, kept = told(project.root()).line(entry.id, kept)
    first = (line.see,) if line else ()
    parts = [reflection, text, line and line.text, project.cards().cited(entry)]
    send(dispatcher, entry, parts, first, [other.id for other in may_mean(beside(tracker), entry)])
    return lately(kept, None)


def follow_up(dispatcher: CollectingDispatcher, tracker: Tracker, entry: Entry) -> Memory:
    """The part of an entry that a short question after it asks for."""
    sentences = tuple(tracker.latest_message["leaning"]["sentences"])
    felt = moments(project.root()).named(tracker.latest_message.get("text") or "")
    known, kept = moments(project.root()).line(tuple(one for one in felt if one.answers), memory(tracker))
    if known and not sentences:
        send(dispatcher, entry, [known, project.cards().cited(entry)])
        return lately(kept, None)
    if form.again(tracker.latest_message.get("text") or ""):
        send(dispatcher, entry, [" ".join(sentences), project.cards().cited(entry)])
        return lately(memory(tracker), None)
    line, kept = told(project.root()).line(entry.id, kept)
    why = tracker.latest_message["leaning"].get("kind") == "why"
    part, kept = delivery(project.root()).part(entry, sentences, lately(kept, None), why)
    cited = project.cards().cited(entry) if sentences else None
    first = (line.see,) if line else ()
    send(dispatcher, entry, [part, line and line.text, cited], first)
    return kept


def send(
    dispatcher: CollectingDispatcher,
    entry: Entry,
    parts: Sequence[str | None],
    first: Sequence[str] = (),
    meant: Sequence[str] = (),
    sources: Sequence[str] = (),
) -> None:
    """An answer with ways on from it: `first` the entries that matter for this person."""
    names = [name for name in dict.fromkeys((*first, *meant, *entry.related)) if name != entry.id]
    related = [project.store().entry(name) for name in names[:OFFERED]]
    choices = [{"title": other.title, "entry": other.id} for other in related]
    titles = tuple(other.title for other in related)
    plan = (PLAN,) if entry.id in topics.load(project.root()).entries else ()
    buttons = (*titles[: len(first)], MORE, *plan, *titles[len(first) :], WHERE_FROM)
    text = "\n\n".join(part for part in parts if part)
    cited = tuple(sources) or entry.sources
    reply = Reply(text, buttons=buttons, entry=entry.id, sources=cited, kind="answer")
    say(dispatcher, reply, [*CHOICES, *choices])
