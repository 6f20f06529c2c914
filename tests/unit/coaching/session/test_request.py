"""What a message asks to have done with the plan."""

from __future__ import annotations

import pytest

from companion.coaching.session.request import asks_help, asks_why, no_promise, one_line, recites, saves


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ("Save it, please.", True),
        ("that's my plan", True),
        ("please don't save any of it", False),
        ("i saved money", None),
    ],
)
def test_to_save_it_or_not(text: str, keep: bool | None) -> None:
    assert saves(text) is keep


def test_to_say_it_back() -> None:
    assert recites("what's my plan")
    assert recites("say it back as if-then")
    assert not recites("what plan")
    assert one_line("in one sentence please")
    assert not one_line("in a few lines")


def test_for_help_for_a_reason_and_for_no_promise() -> None:
    assert asks_help("ok so what can i do?")
    assert asks_help("any tips")
    assert not asks_help("i do what i can")
    assert asks_why("Who cares, really?")
    assert not asks_why("i do care")
    assert no_promise("no promises")
    assert not no_promise("i promised her")
