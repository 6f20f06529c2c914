"""Suggesting: buttons to what else a message may have meant, and none where they would not belong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from companion.content import Store
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.engine.suggesting import MOST, suggest
from companion.reply import Reply


@pytest.fixture
def store() -> Store:
    """That of this project."""
    project.choose(Path(__file__).parents[3])
    return project.store()


HITS = [
    {"entry": "teeth-grinding", "score": 0.9},
    {"entry": "sleep-and-mouth", "score": 0.6},
    {"entry": "jaw-pain", "score": 0.1},
]


def _tracker(reply: Reply, flow: str | None = None, **metadata: Any) -> DialogueStateTracker:
    slots = [AnySlot("flow", []), AnySlot("answered", [])]
    tracker = DialogueStateTracker("one", slots)
    parsed = {"text": "why do i clench at night", "retrieval": HITS}
    tracker.update(UserUttered("why do i clench at night", parse_data=parsed, metadata=metadata))
    tracker.update(BotUttered(reply.text, {"buttons": [{"title": one} for one in reply.buttons]}))
    if flow:
        tracker.update(SlotSet("flow", {"flow": flow}), Domain.empty())
    return tracker


def test_the_next_best_entries_come_before_the_sources(store: Store) -> None:
    reply = Reply("Not my field.", (MORE, WHERE_FROM), kind="boundary")
    replies, tracker = [reply], _tracker(reply)
    suggest(replies, tracker, store)
    titles = [store.entry(name).title for name in ("teeth-grinding", "sleep-and-mouth")]
    assert replies[0].buttons == (MORE, *titles, WHERE_FROM)
    uttered = next(event for event in reversed(tracker.events) if isinstance(event, BotUttered))
    assert [one.get("entry") for one in uttered.data["buttons"]] == [
        None,
        None,
        "teeth-grinding",
        "sleep-and-mouth",
    ]


def test_never_more_than_there_may_be(store: Store) -> None:
    reply = Reply("Here.", tuple(f"Button {number}" for number in range(MOST)), kind="answer")
    replies = [reply]
    suggest(replies, _tracker(reply), store)
    assert replies == [reply]


@pytest.mark.parametrize(
    ("reply", "flow"),
    [
        (Reply("Act now.", level="emergency", kind="card"), None),
        (Reply("You matter.", kind="answer"), "crisis"),
        (Reply("Which one is it?", ("This", "That"), kind="question"), None),
    ],
)
def test_nothing_beside_what_is_grave_or_asked(store: Store, reply: Reply, flow: str | None) -> None:
    replies = [reply]
    suggest(replies, _tracker(reply, flow), store)
    assert replies == [reply]


def test_nothing_after_a_button(store: Store) -> None:
    reply = Reply("Here.", kind="answer")
    replies = [reply]
    suggest(replies, _tracker(reply, choice={"entry": "jaw-pain"}), store)
    assert replies == [reply]
