"""The tracker store: flat cost, nothing lost that matters."""

from __future__ import annotations

import asyncio

import pytest

from companion.engine import slim
from companion.errors import BuildError

with slim.silenced(), slim.lean():
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import (
        ActionExecuted,
        ActiveLoop,
        BotUttered,
        Event,
        SlotSet,
        UserUttered,
    )

    from companion.engine.tracker import KEPT, SLACK, FlatTrackerStore, fold

with slim.silenced():
    DOMAIN = Domain.from_dict(
        {
            "intents": ["ask"],
            "actions": ["action_answer"],
            "forms": {"check_form": {"required_slots": []}},
            "slots": {
                "case": {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]},
                "fear": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]},
            },
        }
    )


def turn(number: int) -> list[Event]:
    return [
        UserUttered(f"question {number}", {"name": "ask", "confidence": 1.0}),
        SlotSet("case", {"turns": number}),
        ActionExecuted("action_answer"),
        BotUttered(f"answer {number}"),
        ActionExecuted("action_listen"),
    ]


async def talk(store: FlatTrackerStore, turns: int, extra: dict[int, list[Event]]) -> list[int]:
    """Take turns the way Rasa does, and return how many events were held after each."""
    held = []
    for number in range(turns):
        tracker = await store.get_or_create_tracker("a", append_action_listen=False)
        for event in [*turn(number), *extra.get(number, [])]:
            tracker.update(event, DOMAIN)
        await store.save(tracker)
        held.append(len(store._events["a"]))
    return held


def test_a_long_conversation_holds_no_more_events_than_a_short_one() -> None:
    held = asyncio.run(talk(FlatTrackerStore(DOMAIN), 500, {}))
    assert max(held) <= (KEPT + SLACK + 1) * 6 + 5
    assert held[-1] <= max(held[:20])


def test_slots_survive_from_the_first_turn() -> None:
    store = FlatTrackerStore(DOMAIN)
    asyncio.run(talk(store, 60, {0: [SlotSet("fear", "needles")]}))
    tracker = asyncio.run(store.retrieve("a"))
    assert tracker is not None
    assert tracker.get_slot("fear") == "needles"
    assert tracker.get_slot("case") == {"turns": 59}


def test_an_open_form_stays_open() -> None:
    store = FlatTrackerStore(DOMAIN)
    asyncio.run(talk(store, 40, {2: [ActionExecuted("check_form"), ActiveLoop("check_form")]}))
    tracker = asyncio.run(store.retrieve("a"))
    assert tracker is not None
    assert tracker.active_loop_name == "check_form"


def test_the_last_turns_stay_word_for_word() -> None:
    events = tuple(event for number in range(30) for event in turn(number))
    said = [event.text for event in fold(events, DOMAIN, "a") if isinstance(event, UserUttered)]
    assert said == [f"question {number}" for number in range(30 - KEPT, 30)]


def test_conversations_are_apart_and_can_be_forgotten() -> None:
    store = FlatTrackerStore(DOMAIN)
    asyncio.run(talk(store, 3, {}))
    assert asyncio.run(store.retrieve("b")) is None
    store.forget("a")
    assert asyncio.run(store.retrieve("a")) is None


@pytest.mark.parametrize("turns", [1, KEPT, KEPT + SLACK])
def test_short_conversations_are_left_alone(turns: int) -> None:
    events = tuple(event for number in range(turns) for event in turn(number))
    assert fold(events, DOMAIN, "a") is events


def test_a_conversation_comes_back_from_its_text() -> None:
    store = FlatTrackerStore(DOMAIN)
    asyncio.run(talk(store, 3, {0: [SlotSet("fear", "needles")]}))
    text = store.dump("a")
    other = FlatTrackerStore(DOMAIN)
    other.put("a", text, {})
    assert other._events["a"] == store._events["a"]
    assert other.dump("a") == text


def test_a_slot_is_set_anew_only_where_it_differs() -> None:
    store = FlatTrackerStore(DOMAIN)
    asyncio.run(talk(store, 2, {}))
    text, events = store.dump("a"), len(store._events["a"])
    store.put("a", text, {"case": {"turns": 1}})
    assert len(store._events["a"]) == events
    store.put("a", text, {"case": {"turns": 7}})
    assert store.slot("a", "case") == {"turns": 7}


@pytest.mark.parametrize("text", ["", "{", "7", "[7]", '[{"event": "unheard of"}]', "null"])
def test_a_text_that_cannot_be_read_is_no_new_conversation(text: str) -> None:
    store = FlatTrackerStore(DOMAIN)
    with pytest.raises(BuildError, match="cannot be read"):
        store.put("a", text, {})
    assert store.dump("a") == "[]"
