"""Moments, times and days are found in a person's own words."""

from __future__ import annotations

import pytest

from companion.coaching.session import timing


@pytest.mark.parametrize(
    ("core", "when"),
    [
        ("floss after the news", "after the news"),
        ("rinse at 9", "at 9"),
        ("evening", "evening"),
        ("do both at the same time", "at the same time"),
        ("a slow-motion thing", ""),
    ],
)
def test_the_moment_beside_a_step(core: str, when: str) -> None:
    assert timing.named(core) == when


def test_days_and_beginnings() -> None:
    assert timing.days("tues thurs sun for me") == "tues thurs sun"
    assert timing.days("on tuesday") == ""
    assert timing.start("i could start thursday") == "thursday"
    assert timing.start("i could start thursday", alone=True) == ""
    assert timing.start("tomorrow morning", alone=True) == "tomorrow morning"


def test_what_is_tied_to_something_else_can_be_taken_out() -> None:
    assert timing.moments("brush after the news, then bed") == ["after the news"]
    assert timing.without_moments("brush after the news, then bed") == "brush , then bed"
