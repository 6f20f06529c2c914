"""An honest line to a question that nothing answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.answer.unanswered import question, unanswered
from companion.coaching.memory import Memory

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I walk a lot. Does going harder shift it or am I kidding meself?", "Does going harder shift it"),
        ("why?", ""),
        ("I like to know who is at the other end of the wire.", ""),
    ],
)
def test_the_question_in_a_message_is_quoted_where_it_can_be(text: str, words: str) -> None:
    found = question(text)
    assert found.startswith(words) if words else not found


def test_no_two_lines_are_alike_and_each_names_the_question() -> None:
    memory, lines = Memory(), set()
    for _ in range(4):
        line, memory = unanswered(ROOT).line("what goes in my first aid bag?", memory, "A knocked-out tooth")
        assert "what goes in my first aid bag" in line
        assert "A knocked-out tooth" in line
        lines.add(line)
    assert len(lines) == 4


def test_a_question_too_short_to_quote_gets_a_plain_line() -> None:
    line, _ = unanswered(ROOT).line("why?", Memory())
    assert '"' not in line
