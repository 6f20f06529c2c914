"""What gets in the way is heard where a sentence says that it does."""

from __future__ import annotations

import pytest

from companion.coaching.session.snag import hinders, snag


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("obstacle: on wednesdays i have bridge", "on wednesdays i have bridge"),
        ("what'll trip me up is if i fall asleep", "i fall asleep"),
        ("what if i'm tired?", "i'm tired"),
        ("what if it rains", ""),
        ("i brush at night", ""),
    ],
)
def test_a_snag(sentence: str, words: str) -> None:
    assert snag(sentence) == words


def test_a_day_that_stands_in_the_way() -> None:
    assert hinders("wednesdays are the problem, football till 10")
    assert not hinders("wednesdays are fine")
