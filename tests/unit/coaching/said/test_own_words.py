"""Tests of companion/coaching/said/own_words.py: lines to hand over, cut out of what was told."""

from __future__ import annotations

from companion.coaching.memory import Memory
from companion.coaching.said.own_words import MOST, own_words, so_far


def test_lines_are_theirs_and_what_matters_to_a_dentist_goes_first() -> None:
    lines = own_words(
        [
            "hi. im deaf in one ear and i gag the moment anything touches my tongue",
            "my nephew set this up. i last went in 2015",
            "what do you think?",
            "write me a note",
        ]
    )
    assert lines == ["I'm deaf in one ear and I gag the moment anything touches my tongue."]


def test_where_nothing_is_about_the_mouth_all_that_is_told_counts() -> None:
    assert own_words(["i work nights at the port"]) == ["I work nights at the port."]


def test_nothing_told_gives_no_line() -> None:
    assert own_words(["hello", "can you write me a note?"]) == []


def test_there_are_few_lines_and_none_twice() -> None:
    told = [f"i am scared of needle number {name}" for name in ("one", "two", "three", "four", "five")]
    lines = own_words([*told, told[0]])
    assert len(lines) == MOST
    assert len(set(lines)) == MOST


def test_what_was_told_long_before_is_in_it() -> None:
    memory = Memory(notes={"told": [{"text": "my jaw aches and i cant sleep", "mouth": True}]})
    assert so_far(memory, ["i cant afford it", "my jaw aches and i cant sleep"]) == [
        "My jaw aches and I can't sleep."
    ]
