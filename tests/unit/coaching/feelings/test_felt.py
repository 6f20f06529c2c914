"""A feeling is given back in the person's own word, and nobody else's is taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.feelings.felt import felt_word

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("i joke about it but inside I'm actually gutted", "gutted"),
        ("first cavity ever. kinda shook", "shook"),
        ("I am so ashamed when they see", "ashamed"),
        ("fuming. they talked over my head", "fuming"),
        ("and getting so sad?? its a tooth", "sad"),
    ],
)
def test_the_word_that_was_said(text: str, word: str) -> None:
    felt = felt_word(ROOT, text)
    assert felt is not None
    assert felt.word == word


@pytest.mark.parametrize(
    "text", ["im not scared", "my wife is furious", "they were angry", "flat teeth at the front"]
)
def test_what_was_denied_or_is_somebody_elses(text: str) -> None:
    assert felt_word(ROOT, text) is None


def test_a_good_one_is_told_apart() -> None:
    felt = felt_word(ROOT, "i feel a little lighter now")
    assert felt is not None
    assert felt.glad
