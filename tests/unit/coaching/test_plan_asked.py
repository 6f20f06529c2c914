"""What people ask about a plan of their own is told from questions that only sound like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.memory import Memory
from companion.coaching.session.asked import asked

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("and what if i skip a day", "missed_day"),
        ("what if i forget though", "what_if_forget"),
        ("is 2 out of 7 bad", "poor_score"),
        ("do you keep any of this", "kept_or_not"),
        ("what if she still refuses", "child_says_no"),
    ],
)
def test_a_question_on_the_plan_is_known(text: str, name: str) -> None:
    found = asked(ROOT, text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["what if he doesnt like me any more", "what if it hurts", "keep it short"])
def test_other_questions_are_left_alone(text: str) -> None:
    assert asked(ROOT, text) is None


def test_the_answers_take_turns() -> None:
    found = asked(ROOT, "what if i miss one")
    assert found is not None
    first, memory = found.line(Memory())
    second, _ = found.line(memory)
    assert first != second
