"""Self-check: at most eight questions, every answer given back; strengths, one or two changes, no score."""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.self_check.talk import SKIP, SelfCheck, load
from companion.guard import claims

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def check() -> SelfCheck:
    return load(ROOT)


def run(check: SelfCheck, *answers: str, memory: Memory | None = None) -> list[Move]:
    """The moves of one run: the opening, then one for each answer while it is open."""
    moves = [check.begin(Heard("check my habits", "self_check", 0.9), memory or Memory())]
    for answer in answers:
        state: State | None = moves[-1].state
        assert state is not None
        moves.append(check.go_on(state, Heard(answer, None, 0.0), moves[-1].memory))
    return moves


def test_eight_questions_each_with_why_and_a_skip(check: SelfCheck) -> None:
    moves = run(check, "5 times", "once", "yes", "never", "no", "i smoke", "3 years ago", "no")
    assert len(moves) == 9
    for move in moves[:-1]:
        assert move.replies[0].text.count("?") == 1
        assert "I ask" in move.replies[0].text
        assert SKIP in move.replies[0].buttons
    last = moves[-1]
    assert last.state is None
    assert last.memory.notes["self_check"]["changes"] == ["sugar", "brushing"]
    assert last.replies[0].sources
    assert not any(
        word in last.replies[0].text.lower() for word in ("per cent", "out of 10", "your score", "high risk")
    )


@pytest.mark.parametrize(
    ("habit", "text", "title"),
    [
        ("sugar", "4", "3 or 4 times"),
        ("sugar", "maybe six or seven, im a sweet tooth", "5 or more"),
        ("sugar", "twice a week", "Hardly ever"),
        ("brushing", "twice", "2 times, bedtime too"),
        ("brushing", "when i remember tbh", "It varies"),
        ("fluoride", "yes but i rinse with water after", "Yes, and I rinse after"),
        ("fluoride", "dunno", "Not sure"),
        ("between", "only before the dentist lol", "Now and then"),
        ("dry-mouth", "since my new tablets yes", "Often"),
        ("smoking", "i vape", "I vape or use pouches"),
        ("visit", "6 months ago", "Within a year"),
        ("visit", "about 5 years", "Longer ago"),
        ("visit", "ages", "Longer ago"),
        ("family", "my mum lost all hers", "Gums or lost teeth"),
    ],
)
def test_free_words_are_understood(check: SelfCheck, habit: str, text: str, title: str) -> None:
    found = next(one for one in check.habits if one.id == habit).choice(text)
    assert found is not None
    assert found.title == title


def test_what_was_told_is_not_asked_again(check: SelfCheck) -> None:
    moves = run(check, "hardly ever", "i brush twice a day and floss every day")
    state = moves[-1].state
    assert state is not None
    assert state.answers["between"] == "Most days"


def test_two_answers_that_are_none_move_on(check: SelfCheck) -> None:
    moves = run(check, "banana", "purple")
    assert [move.state.step for move in moves if move.state] == ["sugar", "sugar", "brushing"]


def test_skipping_all_ends_kindly(check: SelfCheck) -> None:
    moves = run(check, *["skip"] * 8)
    assert moves[-1].state is None
    assert moves[-1].replies[0].kind == "social"


def test_good_habits_hear_it(check: SelfCheck) -> None:
    last = run(check, "never", "twice", "yes", "daily", "no", "no", "last month", "no")[-1].replies[0]
    assert last.text.count("\n- ") >= 5


def test_a_smoker_who_is_a_child_is_not_asked(check: SelfCheck) -> None:
    moves = run(check, *["skip"] * 6, memory=Memory(facts={"under-16": "my son"}))
    assert "smoking" not in {move.state.step for move in moves if move.state}


def test_all_that_may_be_said_is_readable_and_within_the_guard(check: SelfCheck) -> None:
    texts = [text for rows in check.voice.words.values() for text in rows]
    for habit in check.habits:
        texts += [*habit.ask, *habit.why, habit.well, habit.dentist]
        texts += [part for one in habit.choices for part in (*one.back, one.change, one.reason)]
    assert [(text, claims(text)) for text in texts if claims(text)] == []
    assert [t for t in texts if len(t.split()) > 15 and textstat.flesch_kincaid_grade(t) > 7] == []


def test_every_choice_names_an_entry_of_the_content(check: SelfCheck) -> None:
    entries = {path.stem for path in (ROOT / "content").glob("*/*.md")}
    assert {one.entry for habit in check.habits for one in habit.choices} <= entries
