"""Examples: labelled questions that speak for their answers, placed once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from companion.coaching.finding.asked import Asked
from companion.coaching.finding.examples import Examples, place
from companion.content import Store
from companion.engine import project
from companion.language.encoder import foresee, vector


@pytest.fixture(scope="module")
def store(root: Path) -> Store:
    project.choose(root)
    return project.store()


@pytest.fixture
def two(store: Store) -> Examples:
    """One question in each of two files, and one that has no answer."""
    veneers, breath = (int(store.answers.heads[store.row(name)]) for name in ("veneers", "bad-breath"))
    files = [
        [Asked("Do they drill for it", ("im thinking of veneers",), (), (veneers,), ())],
        [Asked("is it catching", (), (), (breath, veneers), ())],
        [Asked("lovely day", (), (), (), ())],
    ]
    texts = [text for listed in files for one in listed for text in one.question.views]
    return place(files, store, foresee(texts))


def test_a_question_speaks_for_each_of_its_answers(two: Examples, store: Store) -> None:
    assert len(two.said) == len(two.talk) == len(two.answers) == 3
    placed = store.answers.space.place(vector("is it catching"))
    near = two.near("said", placed, len(store.answers.entries))
    assert near[two.answers] == pytest.approx([near.max()] * 3, abs=0.02)
    assert near.max() == pytest.approx(1.0, abs=0.01)
    assert np.count_nonzero(near) == 2


def test_the_message_before_counts_in_the_talk(two: Examples, store: Store) -> None:
    placed = store.answers.space.place(vector("im thinking of veneers do they drill for it"))
    assert two.near("talk", placed, len(store.answers.entries)).max() == pytest.approx(1.0, abs=0.01)


def test_a_file_can_be_left_out(two: Examples) -> None:
    assert len(two.without(0).answers) == 2
    assert len(two.without(1).answers) == 1
