"""Slips of the finger are mended towards what we listen for; names and rare words are left alone."""

from __future__ import annotations

import pytest

from companion.language.spelling import Speller

KNOWN = "tooth tooth teeth mouth filling filling doors doctors doctors swallow swallowed swallo".split()


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(KNOWN, {"u": "you", "cnt": "can't"})


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("toth", "tooth"),
        ("totoh", "tooth"),
        ("fillng", "filling"),  # of two that are as near, the one said more often: not "filing"
        ("dotors", "doctors"),
        ("swalloed", "swallowed"),  # a misspelling in the lexicon stands in nobody's way
        ("stll", "still"),  # not ours, but everyday English
        ("u", "you"),
    ],
)
def test_a_slip_is_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.mend(typed) == meant


@pytest.mark.parametrize("word", ["seth", "beth", "moths", "zahnarzt", "tooth", "a", "x4"])
def test_another_word_is_no_slip(speller: Speller, word: str) -> None:
    assert speller.mend(word) == word


def test_a_slip_matches_what_it_was_meant_to_be(speller: Speller) -> None:
    assert speller.key("tohoth") == speller.key("tooth") == speller.key("toooooth")
