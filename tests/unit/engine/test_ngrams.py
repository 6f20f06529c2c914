"""N-grams: what is split, and vectors of length one."""

from __future__ import annotations

import numpy as np

from companion.engine.nlu.ngrams import Grams, letters, words


def test_letters_know_where_words_begin_and_end() -> None:
    assert list(letters("Ab", 2, 3)) == [" a", "ab", "b ", " ab", "ab "]


def test_words_and_their_pairs() -> None:
    assert list(words("It doesn't hurt")) == ["it", "doesn't", "hurt", "it doesn't", "doesn't hurt"]


def test_rare_grams_weigh_more_and_vectors_have_length_one() -> None:
    grams = Grams.learn("words", ["my gum", "my tooth", "my jaw"])
    positions, weights = grams.vector("my gum")
    by_word = dict(zip(positions.tolist(), weights.tolist(), strict=True))
    assert by_word[grams.vocabulary["gum"]] > by_word[grams.vocabulary["my"]]
    assert np.isclose(np.square(weights).sum(), 1)


def test_unknown_text_gives_an_empty_vector() -> None:
    positions, weights = Grams.learn("words", ["my gum"]).vector("zzz")
    assert len(positions) == len(weights) == 0
