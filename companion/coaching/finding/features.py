"""Features: what speaks for each answer, in numbers that a linear model weighs.

A question is read as it is said, and with what leads to it. What all messages so far were
about tells which of fifty answers to "how long does it last" is meant. A classifier has learned what all
questions with one answer share; the rest holds for answers that nobody was given yet, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from companion.coaching.finding import classifier
from companion.coaching.finding.examples import Examples
from companion.coaching.finding.knowledge import Knowledge
from companion.coaching.finding.question import Question
from companion.content import Store
from companion.content.learning import Floats
from companion.language.encoder import foresee

_NEAR = 3  # messages back that count each by its place; those before them count together
_FADES = 0.8  # what a message counts of the one after it
_PLACES = 3  # entries in focus that count each by its place
_BRIEF = 5  # words of a question that says little by itself
_SURE, _FAR = 1e-3, 0.02  # no score of an entry is surer than that; and none of a message before is less
_FAINT = 0.05
_LEAST = -12.0  # log of a chance that is as good as none


@dataclass(frozen=True)
class Features:
    """One row an answer, and a last one for none of them. `names` says what each column holds."""

    names: tuple[str, ...]
    rows: Floats  # (answers + 1, columns)


def features(question: Question, store: Store, knowledge: Knowledge) -> Features:
    """What speaks for each answer of a store, and for none of them."""
    found = dict(_columns(question, store, knowledge.examples))
    taught = np.maximum(knowledge.classifier.weigh(question, store), _LEAST)
    found |= _taught(question, taught[:-1])
    none = {**dict(_nothing(question, found)), "none.taught": float(taught[-1])}
    rows = np.zeros((len(store.answers.entries) + 1, len(found) + len(none)), np.float32)
    rows[:-1, : len(found)] = np.stack(list(found.values()), axis=1)
    rows[-1, len(found) :] = list(none.values())
    return Features((*found, *none), rows)


def texts(question: Question) -> tuple[str, ...]:
    """What has to be encoded, for the classifier too."""
    return (question.gist, *classifier.texts(question))


def _nothing(question: Question, found: dict[str, Floats]) -> Iterator[tuple[str, float]]:
    """What speaks for none of the answers."""
    known, first = float(found["said.entry"].max()), float(not question.before)
    yield "none", 1.0
    yield "none.known", known
    yield "none.nearest", float(found["said.nearest"].max())
    yield "none.like", float(found["said.like"].max())
    yield "none.talk.like", float(found["talk.like"].max())
    yield "none.asks", float(question.asks)
    yield "none.first", first
    yield "none.first.known", known * first
    yield "none.brief", float(question.length <= _BRIEF)


def _columns(question: Question, store: Store, examples: Examples) -> Iterator[tuple[str, Floats]]:
    lead = store.answers.leads.astype(np.float32)
    part, talk = question.views
    alone = part if store.named(part) and question.length >= _BRIEF else question.gist
    foresee(texts(question))
    said = dict(_closeness(alone, store))
    with_it = dict(_closeness(talk, store)) if question.before else said  # then one reading is both
    if question.before:
        said |= _likeness("said", alone, store, examples, said["nearest"])
    with_it |= _likeness("talk", talk, store, examples, with_it["nearest"])
    yield "lead", lead
    yield "lead.asks", lead * question.asks
    yield from ((f"said.{name}", column) for name, column in said.items())
    yield from ((f"talk.{name}", column) for name, column in with_it.items())
    first = float(not question.before)
    yield "first.lead", lead * first
    yield "first.entry", said["entry"] * first
    yield "first.nearest", said["nearest"] * first
    yield "first.like", said["like"] * first
    yield "first.words", said["words"] * first
    yield "entry.lead", said["entry"] * lead
    yield from _subject(question, store)
    yield from _focus(question, store, lead, said)


def _closeness(text: str, store: Store) -> Iterator[tuple[str, Floats]]:
    """How close a text comes to each answer in meaning and in words, and how well its entry fits."""
    answers, vector = store.answers, foresee([text])[text]
    yield from vars(answers.compare(vector)).items()
    yield "entry", _odds(store.weigh(text, vector), _SURE)[answers.entries]
    yield "words", answers.postings.cover(store.words(text))


def _likeness(view: str, text: str, store: Store, examples: Examples, nearest: Floats) -> dict[str, Floats]:
    """How close a text comes to questions that had this answer: to them alone, and to its samples as well."""
    placed = store.answers.space.place(foresee([text])[text])
    near = examples.near(view, placed, len(nearest))
    return {"like": near, "best": np.maximum(near, nearest)}


def _taught(question: Question, log: Floats) -> dict[str, Floats]:
    """What the classifier makes of it, from the log of its chances."""
    return {
        "taught": log,
        "taught.chance": np.exp(log),
        "taught.asks": log * question.asks,
        "taught.first": log * (not question.before),
    }


def _subject(question: Question, store: Store) -> Iterator[tuple[str, Floats]]:
    """What the messages before were about, each by itself and all together."""
    owners = store.answers.entries
    none = np.zeros(len(store.ids), np.float32)
    about = [store.weigh(text, vector) for text, vector in foresee(reversed(question.before)).items()]
    odds = [_odds(scores, _FAR) - _odds(none, _FAR) for scores in about]
    for back in range(_NEAR):
        yield f"before.{back + 1}", (odds[back] if back < len(odds) else none)[owners]
    yield "before.all", np.maximum.reduce([none, *odds[_NEAR:]])[owners]
    whole = sum((scores * _FADES**back for back, scores in enumerate(about)), none)[owners]
    faint = np.log(whole + _FAINT)
    yield "topic", whole
    yield "topic.log", faint
    yield "topic.named", faint * bool(store.named(question.part))
    yield "topic.leans", faint * question.leans
    yield "topic.brief", faint * (question.length <= _BRIEF)


def _focus(
    question: Question, store: Store, lead: Floats, said: dict[str, Floats]
) -> Iterator[tuple[str, Floats]]:
    """Whether an answer belongs to what the last replies were about."""
    places = [_of(question.focus[at : at + 1], store) for at in range(_PLACES)]
    yield from ((f"focus.{at}", here) for at, here in enumerate(places))
    here = np.maximum.reduce(places)
    yield "focus.lead", here * lead
    yield "focus.brief", here * (question.length <= _BRIEF)
    yield "focus.nearest", here * said["nearest"]
    yield "focus.apart", here * said["apart"]
    yield "focus.related", _of([other for one in question.focus for other in store.entry(one).related], store)


def _of(entries: Sequence[str], store: Store) -> Floats:
    """Which answers are of one of some entries."""
    found = np.zeros(len(store.ids), np.float32)
    found[[store.row(entry) for entry in entries]] = 1
    owned: Floats = found[store.answers.entries]
    return owned


def _odds(scores: Floats, least: float) -> Floats:
    """Log odds of scores, none surer than `least`."""
    kept = np.clip(scores, least, 1 - least)
    found: Floats = np.log(kept / (1 - kept)).astype(np.float32)
    return found
