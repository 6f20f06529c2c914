"""In a session people bring what they bring: their own step, both numbers at once, a question."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.coach import Coach, load

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def coach() -> Coach:
    return load(ROOT)


def talked(coach: Coach, *texts: str, intent: str = "nlu_fallback") -> list[Move]:
    moves = [coach.begin(Heard(texts[0], intent, 0.4), Memory())]
    for text in texts[1:]:
        state = moves[-1].state
        assert state is not None
        moves.append(coach.go_on(state, Heard(text, "nlu_fallback", 0.4), moves[-1].memory))
    return moves


def said(move: Move) -> str:
    return " ".join(reply.text for reply in move.replies)


def test_an_own_idea_with_its_moment_is_said_back_as_a_plan(coach: Coach) -> None:
    moves = talked(coach, "i never brush at night, i fall asleep", "could do it right after dinner i suppose")
    assert re.search(r'- When: "right after dinner"\n- I will brush my teeth', said(moves[1]))
    again = talked(
        coach, "i never brush at night", "right after dinner maybe", "yeah when i load the dishwasher"
    )
    assert 'When: "when i load the dishwasher"' in said(again[2])


@pytest.mark.parametrize(
    ("told", "plan"),
    [
        ("maybe not the one at 3am. i dont even enjoy that one", 'leave out "the one at 3am"'),
        ("3 times a week, tues thurs sun", "3 times a week"),
        ("ok one less maybe", "one less"),
        ("hm. water after i could do", "own|yourself"),
    ],
)
def test_less_and_fewer_are_plans_too(coach: Coach, told: str, plan: str) -> None:
    moves = talked(coach, "i have 4 energy drinks a day and i need them", told)
    assert re.search(plan, said(moves[1]) + str(moves[1].state))


def test_both_numbers_in_one_message_are_heard(coach: Coach) -> None:
    move = talked(coach, "i never brush at night", "importance? 8. confidence like a 4")[1]
    assert "8" in said(move)
    assert "small" in said(move)


@pytest.mark.parametrize(
    "told", ["had two out last year", "i had one puff last night", "ive tried everything"]
)
def test_a_number_in_a_story_is_no_answer_on_a_scale(coach: Coach, told: str) -> None:
    move = talked(coach, "i vape all day", "it calms me", told)[2]
    assert not re.search(r"\b(?:An? )[0-9]+ (?:says|is|tells)|So at [0-9]", said(move))


def test_who_asks_what_to_do_gets_steps_to_read(coach: Coach) -> None:
    move = talked(coach, "trying to quit vaping", "what do i do when the craving hits")[1]
    assert said(move).count("\n- ") == 3


def test_who_is_sure_is_not_held_up(coach: Coach) -> None:
    move = talked(coach, "i want to use interdental brushes, fully motivated, 10/10", intent="set_goal")[0]
    assert "\n- " in said(move)
    assert "0 to 10" not in said(move)


def test_who_does_not_want_to_stop_is_not_pushed(coach: Coach) -> None:
    moves = talked(coach, "my wife sent me. i smoke, i like it, end of", "40 years")
    assert "choice" in said(moves[0]) or "decide" in said(moves[0]) or "up to you" in said(moves[0])
    assert "You want this for the people" not in said(moves[0])


def test_every_day_is_too_much_is_accepted(coach: Coach) -> None:
    move = talked(coach, "flossing lasted 9 days then i stopped", "not every day, thats unrealistic")[1]
    assert move.state is not None
    assert "every day" not in said(move).lower() or "too much" in said(move).lower()


def test_what_is_only_tried_on_is_no_plan_until_they_say_so(coach: Coach) -> None:
    moves = talked(
        coach, "i never brush at night", "in the kitchen is a step too far. maybe by the bed", "yes"
    )
    assert "- When:" not in said(moves[1])
    assert "by the bed" in said(moves[1])
    assert 'When: "by the bed"' in said(moves[2]) or "by the bed" in str(moves[2].state)


def test_saying_save_it_saves(coach: Coach) -> None:
    move = talked(coach, "i never brush at night", "i could brush right after dinner", "ok yes save it")[2]
    assert move.state is None
    assert move.memory.notes["plan"]["keep"] is True
    assert move.memory.notes["plan"]["cue"] == '"right after dinner"'


@pytest.mark.parametrize("refusal", ["then don't save it, just write it out", "pls do not store this"])
def test_a_plan_that_is_not_to_be_saved_is_shown_and_not_kept(coach: Coach, refusal: str) -> None:
    move = talked(coach, "i never brush at night", "i could brush right after dinner", refusal)[2]
    assert move.state is None
    assert move.memory.notes["plan"]["keep"] is False
    assert "right after dinner" in said(move)


@pytest.mark.parametrize("unready", ["im not ready", "not yet, im not there"])
def test_not_ready_meets_no_question(coach: Coach, unready: str) -> None:
    move = talked(coach, "i know i should go to the dentist", unready)[1]
    assert "?" not in said(move)
    assert move.state is not None


def test_no_two_rulers_in_a_row_and_none_twice(coach: Coach) -> None:
    texts = ("help me floss", "my gums", "6 since my dad lost his", "4", "no", "hm", "7", "3")
    moves = talked(coach, *texts, intent="set_goal")
    asked = ["0 to 10" in said(move) for move in moves]
    assert not any(one and two for one, two in pairwise(asked))
    assert sum(asked) <= 2


def test_a_number_nobody_asked_for_is_the_rulers_answer(coach: Coach) -> None:
    move = talked(coach, "my wife signed me up for this", "2 out of 10 if you want a number")[1]
    assert re.search("2", said(move))
    assert re.search("not (?:lower|a smaller|less|further)", said(move))
