"""Failures in words: the place, the talk so far, expected and got, a hint for a slip of the pen."""

from __future__ import annotations

from companion.reply import Reply
from companion.testing.heard import Heard, Utterance
from companion.testing.inventory import Inventory
from companion.testing.player import Playback, judge
from companion.testing.script import Check, Script, Step
from companion.testing.telling import conversation, side_by_side, told
from tests.unit.testing.conftest import PROJECT

LONG = "\n".join(f"Line {number}." for number in range(9))
SCRIPT = Script(
    "one",
    PROJECT / "tests" / "one.yml",
    3,
    (Step("hello", 5), Step("and now", 6, (Check("utter", "utter_gret", 7), Check("level", "urgent", 8)))),
)
TURNS = (
    Heard("hello", replies=(Reply(LONG, buttons=("Go on", "Stop")),)),
    Heard(
        "and now",
        replies=(Reply("Hey there."),),
        uttered=(Utterance("Hey there.", (), "utter_greet", 1),),
        ranking=(("greet", 0.71), ("ask", 0.2), ("thank", 0.05), ("deny", 0.01)),
        level="none",
        rules=("tooth-moved",),
    ),
)
KNOWN = Inventory(responses={"utter_greet": ("Hey there.",), "utter_goodbye": ("Bye.",)})


def text() -> str:
    playback = Playback(SCRIPT, Heard(None), TURNS)
    return told(playback, judge(playback, own=True), KNOWN)


def test_a_failure_names_file_and_line_first() -> None:
    assert text().splitlines()[0].endswith("tests/one.yml:7: utter does not hold")


def test_it_shows_the_talk_with_what_came_earlier_cut_short() -> None:
    shown = conversation(Playback(SCRIPT, Heard(None), TURNS), 1)
    assert "you       hello" in shown
    assert "[Go on] [Stop]" in shown
    assert "Line 5." in shown
    assert "Line 8." not in shown
    assert "companion Hey there." in shown


def test_it_says_what_was_meant_and_what_was_understood() -> None:
    assert "Nearest response: utter_greet (95% alike)" in text()
    assert "Understood as: greet 0.71, ask 0.20, thank 0.05\n" in text()
    assert "Level none, destination none, because of tooth-moved" in text()


def test_all_that_fails_is_told_at_once() -> None:
    assert "Also in this conversation:" in text()
    assert "one.yml:8: level: urgent, got none" in text()


def test_a_turn_without_an_answer_is_shown_as_such() -> None:
    playback = Playback(SCRIPT, Heard(None), (Heard("hello"), TURNS[1]))
    assert "companion (nothing)" in conversation(playback, 1)


def test_columns_wrap_and_stay_apart() -> None:
    rows = side_by_side("word " * 30, "short").splitlines()
    assert rows[0].split() == ["expected", "got"]
    assert rows[2].endswith("short")
    assert all(len(row) <= 100 for row in rows)
    assert len(rows) > 4
