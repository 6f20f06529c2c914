"""Asking: a question or a need to know is found wherever it stands in a message."""

from __future__ import annotations

import pytest

from companion.coaching.said.asking import asked, questions, wants


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
        "our lad is nine can he have a water jet",
        "if i quit will my mouth recover",
        "so a banana at bedtime is that a no",
        "and for a four year old",
        "even with a denture",
        "and if it doesnt",
        "cant it mend itself",
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
        "as well as i can i clean them",
        "neither do i like it",
        "my mum did my teeth for me",
        "the trouble is my gum bleeds",
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


def test_each_question_of_a_message_by_itself() -> None:
    text = "Had it pulled on Monday. Is the ache normal? And can i chew there and when do i ring them?"
    assert questions(text) == ["Is the ache normal?", "And can i chew there", "when do i ring them?"]


def test_one_question_is_not_several() -> None:
    assert questions("i brush twice. is that enough?") == []
