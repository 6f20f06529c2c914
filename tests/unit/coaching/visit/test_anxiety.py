"""The anxiety scale: five items, 5 to 25, a note for the dentist and no label."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.visit import anxiety
from companion.coaching.visit.anxiety import ANSWERS, ITEMS, SKIP, AnxietyScale
from companion.guard import claims

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def flow() -> AnxietyScale:
    return anxiety.load(ROOT)


def take(flow: AnxietyScale, *answers: str) -> Move:
    move = flow.begin(Heard("measure my fear"), Memory())
    for answer in answers:
        assert move.state is not None
        move = flow.go_on(move.state, Heard(answer), move.memory)
    return move


@pytest.mark.parametrize(
    ("answers", "score", "high"),
    [
        ((ANSWERS[0],) * 5, 5, False),
        ((ANSWERS[4],) * 5, 25, True),
        (("4", "4", "4", "4", "3"), 19, True),
        (("4", "4", "4", "3", "3"), 18, False),
        (("fine", "a bit nervous", "terrified", "not really", "very"), 1 + 2 + 5 + 2 + 4, False),
        (("i can't stay calm", "so so", "quite", "not so bad", "no problem"), 4 + 3 + 3 + 2 + 1, False),
    ],
)
def test_points_add_up(flow: AnxietyScale, answers: tuple[str, ...], score: int, high: bool) -> None:
    move = take(flow, *answers)
    assert move.state is None
    assert move.memory.notes["anxiety"]["score"] == score
    assert move.memory.notes["anxiety"]["high"] is high
    assert f"{score} of 25" in move.replies[0].text


def test_the_note_names_what_is_hardest_and_gives_no_label(flow: AnxietyScale) -> None:
    move = take(flow, "calm", "calm", "extremely anxious", "calm", "very anxious")
    assert move.memory.notes["anxiety"]["hardest"] == ["the drill", "the injection"]
    assert "the drill and the injection" in move.replies[0].text
    assert "phobi" not in move.replies[0].text.lower()
    assert not claims(move.replies[0].text)


def test_an_item_left_out_leaves_no_sum(flow: AnxietyScale) -> None:
    move = take(flow, "very anxious", SKIP, "calm", "calm", "calm")
    assert move.memory.notes["anxiety"]["score"] is None
    assert "of 25" not in move.replies[0].text


def test_nothing_answered_leaves_no_note(flow: AnxietyScale) -> None:
    move = take(flow, *[SKIP] * len(ITEMS))
    assert move.state is None
    assert "anxiety" not in move.memory.notes


def test_two_misses_open_the_door(flow: AnxietyScale) -> None:
    move = take(flow, "banana", "purple")
    assert move.state is None
    assert move.replies[0].buttons


def test_one_question_a_turn_with_all_answers_as_buttons(flow: AnxietyScale) -> None:
    move = take(flow, "very anxious")
    assert move.replies[0].text.count("?") == 1
    assert move.replies[0].buttons == (*ANSWERS, SKIP)


def test_asked_again_in_other_words(flow: AnxietyScale) -> None:
    move = take(flow)
    assert move.state is not None
    again = flow.again(move.state, move.memory)
    assert again.replies[0].text not in move.replies[0].text
