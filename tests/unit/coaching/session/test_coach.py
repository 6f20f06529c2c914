"""The coaching session from its first word to its close, in plain Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.coaching.flow import State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.coach import Coach, load
from companion.content.reading import measure
from companion.guard import claims
from companion.reply import Reply

ROOT = Path(__file__).parents[4]
INTENTS = {"yes": "affirm", "no": "deny", "not sure": "be_unsure"}
SESSIONS = {
    name: tuple(said.split(" | "))
    for name, said in {
        "goal": "set_goal | help me floss every day | fresh breath | 6 | because of my kids | 4 | yes"
        " | the first one | after brushing at night | i'm too tired | yes | no"
        " | one gap after i brush, one gap if i'm tired",
        "doubt": "resist | i know i should floss but i don't have time | i'd like fresh breath | 3 | not sure"
        " | 2 | no | floss while watching telly | evening | my kids interrupt me | do it the next day"
        " | smaller | yes | yes | yes | yes",
        "slip": "report_setback | i forgot to floss all week | a smaller step | you choose | not sure"
        " | nothing | yes | no | no",
        "good news": "report_progress | i brushed every night | not sure | add a little more | 2 | bedtime"
        " | no | yes | no | no",
        "hopeless": "resist | what's the point, my teeth are bad anyway | brushing | nah | 0 | no | leave it",
        "no words": "set_goal | i want a plan | hm | hm | sleep | dunno | hm | very | hm | not sure | hm",
    }.items()
}


@pytest.fixture(scope="module")
def coach() -> Coach:
    return load(ROOT)


def talked(
    coach: Coach, *said: str, memory: Memory | None = None
) -> tuple[list[tuple[Reply, ...]], State | None, Memory]:
    """The replies of each turn; the first item of `said` is the intent of the first message."""
    intent, first, *rest = said
    move = coach.begin(Heard(first, intent, 0.9), memory or Memory())
    turns = [move.replies]
    for text in rest:
        if move.state is None:
            break
        move = coach.go_on(
            State.from_dict(move.state.as_dict()), Heard(text, INTENTS.get(text), 0.9), move.memory
        )
        turns.append(move.replies)
    return turns, move.state, move.memory


def text(turn: tuple[Reply, ...]) -> str:
    return " ".join(reply.text for reply in turn)


@pytest.mark.parametrize("name", SESSIONS)
def test_every_session_reflects_at_least_as_often_as_it_asks(coach: Coach, name: str) -> None:
    turns, _, _ = talked(coach, *SESSIONS[name])
    questions = [text(turn).count("?") for turn in turns]
    reflections = [sum(reply.kind == "reflection" for reply in turn) for turn in turns]
    assert sum(reflections) >= sum(questions)
    assert max(questions) <= 1
    assert all(sum(questions[start : start + 3]) < 3 for start in range(len(questions)))


@pytest.mark.parametrize("name", SESSIONS)
def test_what_is_said_is_plain_and_claims_nothing(coach: Coach, name: str) -> None:
    turns, _, _ = talked(coach, *SESSIONS[name])
    for reply in (reply for turn in turns for reply in turn):
        assert not claims(reply.text)
        if len(reply.text.split()) >= 12:
            assert measure(reply.text.replace("\n-", ".")).grade <= 6, reply.text


@pytest.mark.parametrize("name", SESSIONS)
def test_no_reply_is_said_twice(coach: Coach, name: str) -> None:
    turns, _, _ = talked(coach, *SESSIONS[name])
    said = [reply.text for turn in turns for reply in turn]
    assert len(said) == len(set(said))


def test_a_plan_has_cue_action_and_if_then_and_is_noted_once_confirmed(coach: Coach) -> None:
    *before, _, _ = SESSIONS["goal"]
    turns, _, memory = talked(coach, *before)
    documents = [reply.text for turn in turns for reply in turn if reply.kind == "document"]
    assert re.search(r"- When: .*night.*\n- I will .*\n- If I am too tired, then I ", documents[-1])
    assert memory.notes["plan"]["keep"] is None
    _, _, later = talked(coach, *SESSIONS["goal"])
    assert later.notes["plan"]["keep"] is False


def test_nothing_is_noted_before_the_plan_is_confirmed(coach: Coach) -> None:
    _, _, memory = talked(coach, *SESSIONS["goal"][:10])
    assert "plan" not in memory.notes


def test_consent_given_is_noted(coach: Coach) -> None:
    _, _, memory = talked(coach, *SESSIONS["goal"][:11], "yes")
    assert memory.notes["plan"]["keep"] is True


def test_both_sides_of_a_doubt_are_given_back_without_argument(coach: Coach) -> None:
    turns, _, _ = talked(coach, *SESSIONS["doubt"][:2])
    assert "your days are full" in text(turns[0])
    assert " but " not in text(turns[0]).lower()


def test_low_confidence_gets_the_smaller_steps_and_high_the_larger(coach: Coach) -> None:
    low, _, _ = talked(coach, "set_goal", "help me floss", "gums", "8", "my kids", "3", "yes")
    high, _, _ = talked(coach, "set_goal", "help me floss", "gums", "8", "my kids", "9", "yes")
    assert low[-1][-1].buttons[0] == "Clean one gap a day"
    assert "Clean every gap once a day" in high[-1][-1].buttons


def test_an_idea_that_would_harm_gets_into_no_plan(coach: Coach) -> None:
    turns, state, _ = talked(
        coach, "set_goal", "help me brush", "smile", "8", "photos", "8", "no", "i'll brush with bleach"
    )
    assert state is not None
    assert state.step == "step"
    assert "bleach" not in text(turns[-1])


def test_who_comes_back_is_asked_how_it_went_by_name(coach: Coach) -> None:
    _, _, memory = talked(
        coach,
        *"set_goal|help me brush|gums|9|my kids|9|yes|brush two minutes, morning and night".split("|"),
        *"right after dinner|no|yes|yes|no".split("|"),
    )
    turns, _, _ = talked(coach, "greet", "hi", memory=memory)
    assert "the two minutes" in text(turns[0])


def test_a_slip_meets_no_blame_and_a_smaller_step(coach: Coach) -> None:
    _, _, memory = talked(coach, *SESSIONS["goal"])
    turns, state, _ = talked(coach, "report_setback", "i forgot it all week", "a smaller step", memory=memory)
    assert "A smaller step" in turns[0][-1].buttons
    assert state is not None
    assert state.step == "confirm"


def test_teach_back_gets_one_second_try(coach: Coach) -> None:
    start = SESSIONS["goal"][:12]
    _, state, _ = talked(coach, *start, "brush my teeth I think")
    assert state is not None
    assert state.step == "teach_again"
    _, state, _ = talked(coach, *start, "brush my teeth I think", "not sure")
    assert state is None


def test_three_answers_that_are_none_leave_the_door_open(coach: Coach) -> None:
    turns, state, _ = talked(coach, "set_goal", "help me floss", "hm", "hm", "pff", "pff", "pff", "pff")
    assert state is None
    assert "?" not in text(turns[-1])


def test_after_an_interruption_the_question_comes_in_other_words_and_not_for_ever(coach: Coach) -> None:
    move = coach.begin(Heard("help me floss every day", "set_goal", 0.9), Memory())
    said = [move.replies[-1].text]
    for _ in range(4):
        assert move.state is not None
        move = coach.again(move.state, move.memory)
        said.append(move.replies[-1].text)
        if move.state is None:
            break
    assert move.state is None
    assert len(said) == len(set(said))


def test_health_that_was_told_is_used(coach: Coach) -> None:
    memory = Memory(facts={"diabetes": "type 2"})
    turns, _, _ = talked(coach, "set_goal", "i want to look after my gums", memory=memory)
    assert "diabetes" in text(turns[0])
