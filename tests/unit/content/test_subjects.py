"""Subject words: what a text names, and which entries nowhere speak of it."""

from __future__ import annotations

import numpy as np
import pytest

from companion.content.subjects import Subjects, subjects
from companion.language.spelling import stem

HEADS = [
    ("Flossing", ("how do i floss", "is floss any good", "floss hurts my hand", "floss snaps")),
    ("Adverts", ("is this advert honest", "can i trust an advert", "adverts on my phone", "which advert")),
    ("Crowns", ("what is a crown", "do crowns last", "crown on a front tooth")),
]
BODIES = [
    "Floss cleans between teeth. Your hand guides it.",
    "Adverts sell teeth. Be wary.",
    "A cap over a tooth.",
]
OTHERS = [(f"Entry {number}", ("what is this",)) for number in range(9)]  # a word of every third tells little


def built(heads: list[tuple[str, tuple[str, ...]]], bodies: list[str]) -> Subjects:
    told = [f"{title} {' '.join(asked)} {body}" for (title, asked), body in zip(heads, bodies, strict=True)]
    found = subjects([*heads, *OTHERS], [*told, *("Nothing more." for _ in OTHERS)], [("crown", "cap")])
    return Subjects(found, len(heads) + len(OTHERS))


@pytest.fixture(scope="module")
def read() -> Subjects:
    return built(HEADS, BODIES)


def test_an_entry_loses_for_a_subject_that_it_nowhere_has(read: Subjects) -> None:
    lacking = read.lacking(["flossing", "scam"])
    assert lacking[0] == 0
    assert lacking[1] == lacking[2] == pytest.approx(read.weight(stem("flossing")))
    assert read.weight("floss") > 0.5


def test_ordinary_words_and_unknown_ones_cost_nothing(read: Subjects) -> None:
    assert not read.named(["hand", "phone", "zeppelin"])
    assert np.count_nonzero(read.lacking(["hand", "phone", "zeppelin"])) == 0


def test_a_word_of_the_same_meaning_is_the_word(read: Subjects) -> None:
    assert read.lacking(["crowns"])[2] == 0
    cap = ("Caps", ("is my cap safe", "a cap fell off", "cap on a front tooth"))
    same = built([*HEADS, cap], [*BODIES, "It covers a tooth."])
    assert same.lacking(["crown"])[3] == 0
    assert same.lacking(["crown"])[0] > 0
