"""How somebody wants to be spoken with holds until they ask for an idea themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.memory import Memory
from companion.coaching.said.manner import asks_nothing, leaves_feelings, listens, manners

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("please dont give me any advice", "no_advice"),
        ("i just want someone to listen", "listen"),
        ("no more questions please", "no_questions"),
        ("do not ask me how i feel", "no_feelings"),
    ],
)
def test_a_wish_is_heard(text: str, wish: str) -> None:
    assert wish in manners(ROOT).named(text)


@pytest.mark.parametrize(
    "text", ["what advice do you have", "how do i feel for a lump", "dont tell me to floss"]
)
def test_what_only_sounds_like_one_is_none(text: str) -> None:
    assert not manners(ROOT).named(text)


def test_it_holds_until_they_ask_for_an_idea() -> None:
    memory = manners(ROOT).hear(Memory(), "only listen please, and no questions")
    memory = manners(ROOT).hear(memory, "they laughed at me today")
    assert listens(memory)
    memory = manners(ROOT).hear(memory, "ok you can tell me one thing now")
    assert not listens(memory)
    assert asks_nothing(memory)
    assert not leaves_feelings(memory)


def test_the_same_wish_gets_other_words_the_second_time() -> None:
    first, memory = manners(ROOT).answer(Memory(), "just listen")
    second, _ = manners(ROOT).answer(memory, "only listen")
    assert first
    assert first != second
