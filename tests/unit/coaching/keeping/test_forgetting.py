"""Forgetting: a day before this one is no part of this chat."""

from __future__ import annotations

import pytest

from companion.coaching.keeping import of_another_day


@pytest.mark.parametrize(
    "text",
    [
        "delete last tuesdays bit only",
        "what i said yesterday",
        "the notes from monday",
        "our old chats",
        "two weeks ago",
    ],
)
def test_another_day_is_heard(text: str) -> None:
    assert of_another_day(text)


@pytest.mark.parametrize("text", ["forget what i just said", "delete the last message", "forget my pills"])
def test_this_chat_is_not_another_day(text: str) -> None:
    assert not of_another_day(text)
