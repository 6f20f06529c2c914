"""Two numbers in one message are told apart by the words beside them; other numbers are none."""

from __future__ import annotations

import pytest

from companion.coaching.session.scale import Rated, rated


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("I'm a 9 for wanting to floss and about a 3 for believing I'll do it", Rated(9, 3)),
        ("importance? like 8. confidence, 4 if im honest", Rated(8, 4)),
        ("if im rating it importance is 10 doing it is 2", Rated(10, 2)),
        ("on a scale of 1 to 10 fixing it is an 8 to me. thinkin i can do it, more like a 3", Rated(8, 3)),
        ("8 but 2 confident", Rated(8, 2)),
        ("it matters. 9 out of 10", Rated(9, None)),
        ("i'd rate my chances about a 6", Rated(None, 6)),
    ],
)
def test_each_number_goes_with_its_word(text: str, both: Rated) -> None:
    assert rated(text) == both


@pytest.mark.parametrize(
    "text", ["i want 2 sugars in it", "i could do 2 nights a week", "it matters, i have 4 kids", "sure, at 7"]
)
def test_a_count_of_things_is_no_rating(text: str) -> None:
    assert rated(text) == Rated()


def test_a_strong_wish_with_little_trust_is_a_gap() -> None:
    assert rated("importance 9, confidence 3").gap
    assert not rated("importance 9, confidence 8").gap
    assert not rated("importance 9").gap
