"""A button is a suggestion: its title or its number chooses it, nothing else does."""

from __future__ import annotations

import pytest

from companion.engine.buttons import chosen, meaning

BUTTONS = [
    {"title": "Tell me more", "payload": "Tell me more", "intent": "ask_more"},
    {"title": "Gum disease", "payload": "Gum disease", "entry": "gum-disease"},
    {"title": "What can you do?", "payload": "What can you do?"},
]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("tell me MORE", 0),
        ("Gum disease.", 1),
        ("2", 1),
        ("2.", 1),
        ("option 3", 2),
        ("#1", 0),
        ("what can you do", 2),
    ],
)
def test_a_title_or_a_number_chooses(text: str, number: int) -> None:
    assert chosen(text, BUTTONS) is BUTTONS[number]


@pytest.mark.parametrize("text", ["0", "4", "22", "2 days", "more about gum disease", "", "?", "/ask_more"])
def test_anything_else_is_text(text: str) -> None:
    assert chosen(text, BUTTONS) is None


def test_what_a_button_means() -> None:
    assert meaning(BUTTONS[0]) == {"intent": "ask_more"}
    assert meaning(BUTTONS[1]) == {"entry": "gum-disease"}
    assert meaning(BUTTONS[2]) is None
    assert meaning({"title": "Stop", "payload": "/stop"}) == {"intent": "stop"}
    assert meaning({"title": "Gums", "payload": '/ask{"entry": "gums"}'}) == {
        "intent": "ask",
        "entry": "gums",
    }


def test_a_number_is_an_answer_where_titles_hold_numbers() -> None:
    buttons = [{"title": "Hardly ever"}, {"title": "1 or 2 times"}, {"title": "Skip"}]
    assert chosen("3", buttons) is None
    assert chosen("1 or 2 times", buttons) == buttons[1]
