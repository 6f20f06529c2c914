"""How an answer is wanted."""

from __future__ import annotations

import pytest

from companion.coaching.answer import form


@pytest.mark.parametrize(
    "text",
    ["does it damage teeth or not, yes or no", "Yes or no and then one sentence.", "short answer please"],
)
def test_a_wish_to_be_brief_is_heard(text: str) -> None:
    assert form.brief(text)


def test_only_a_wish_for_one_sentence_shortens_what_is_said() -> None:
    assert form.shaped("yes or no", "Yes, mostly. Ask first.") == "Yes, mostly. Ask first."
    assert form.shaped("in one sentence please", "Yes, mostly. Ask first.") == "Yes, mostly."


@pytest.mark.parametrize("text", ["does it hurt", "three points please", "the bottom teeth ache"])
def test_other_questions_are_answered_in_full(text: str) -> None:
    assert not form.brief(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Give me your honest bottom line in one sentence.", 1),
        ("Could you boil it down to three points for the clipboard", 3),
        ("can you sum that up", 1),
        ("what does whitening cost", 0),
        ("my dentist said I have two problems and now I wonder what to do first in one line", 0),
    ],
)
def test_the_last_answer_in_another_form(text: str, count: int) -> None:
    assert form.again(text) == count


def test_the_first_sentences_of_a_text() -> None:
    assert form.first("Yes, it helps.\nOnce a day is enough. More is fine.", 2) == (
        "Yes, it helps.",
        "Once a day is enough.",
    )
