"""Postings: the share of a question's words that texts have, the rare ones first."""

from __future__ import annotations

import pytest

from companion.content.postings import Postings, index

TEXTS = ("floss your teeth", "brush your teeth", "teeth in water", "rinse with water")


@pytest.fixture(scope="module")
def postings() -> Postings:
    return Postings(index(TEXTS), len(TEXTS))


def test_a_word_that_few_have_tells_more(postings: Postings) -> None:
    assert postings.weight("floss") > postings.weight("teeth")


def test_the_share_of_the_words_is_weighed(postings: Postings) -> None:
    floss, brush, soaked, rinsed = postings.cover([("floss",), ("teeth",)])
    assert floss == pytest.approx(1)
    assert 0 < brush == soaked < 0.5
    assert rinsed == 0


def test_a_word_with_the_same_meaning_counts_as_the_word(postings: Postings) -> None:
    assert postings.cover([("clean", "brush")])[1] == pytest.approx(1)


def test_no_words_cover_nothing(postings: Postings) -> None:
    assert not postings.cover([]).any()
