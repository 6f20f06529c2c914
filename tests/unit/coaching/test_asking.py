"""Asking: a question or a need to know is found wherever it stands in a message."""

from __future__ import annotations

import pytest

from companion.coaching.asking import asked, wants


@pytest.mark.parametrize(
    "text",
    [
        "how long do they last",
        "I had one out today. can i eat tonight? just asking",
        "i'm not sure how to clean the thing properly",
        "no idea what kind of brush he needs",
        "can't get her to open her mouth for the brush",
        "tell me which paste is right",
        "lemon juice every day. legit or no",
    ],
)
def test_a_question_or_a_need_is_heard(text: str) -> None:
    assert wants(text)


@pytest.mark.parametrize(
    "text",
    [
        "i brush every night",
        "can't lie back in that chair",
        "i don't know how i feel about it",
        "i dont know what to do anymore",
        "she died at easter",
    ],
)
def test_what_is_only_told_or_felt_is_no_question(text: str) -> None:
    assert not wants(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("The deposit is gone. what do I ask them?", "what do I ask them?"),
        ("i gave up, but how do people stick at it", "but how do people stick at it"),
        ("how long do they last", ""),
        ("I am tired. I want to sleep.", ""),
    ],
)
def test_the_last_part_that_asks_is_found(text: str, part: str) -> None:
    assert asked(text) == part
