"""Ways to say the same thing."""

from __future__ import annotations

import pytest

from companion.testing.perturbing import PERTURBATIONS, contracted, expanded, typos


def test_typos_are_the_same_each_time_and_leave_short_words() -> None:
    text = "my wisdom tooth hurts terribly since yesterday evening"
    assert typos(text) == typos(text) != text
    assert typos(text).startswith("my ")
    assert len(typos(text).split()) == len(text.split())


def test_contractions_come_and_go() -> None:
    assert contracted("I cannot breathe and I am scared") == "I can't breathe and i'm scared"
    assert expanded("cant breathe, I'm scared") == "cannot breathe, i am scared"


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_no_word_of_danger_is_lost(name: str) -> None:
    changed = PERTURBATIONS[name]("my throat is closing").lower()
    assert "my" in changed
    assert "is" in changed
