"""The arithmetic of search, on vectors that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from companion.content.learning import Floats, Learned, learn, softmax
from companion.content.search import Closeness, MeaningIndex, fuse


def unit(*numbers: float) -> Floats:
    vector = np.zeros(512, dtype=np.float32)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


# Two entries that differ in the first two directions; the third is how questions are put.
VECTORS = np.array([unit(1, 0, 1), unit(1, 0, -1), unit(0, 1, 1), unit(0, 1, -1)])
OWNERS = np.array([0, 0, 1, 1])


@pytest.fixture(scope="module")
def learned() -> Learned:
    return learn(VECTORS, OWNERS)


def test_flattening_counts_what_tells_entries_apart(learned: Learned) -> None:
    subject = unit(1, -1) @ learned.metric @ unit(1, -1)
    wording = unit(0, 0, 1) @ learned.metric @ unit(0, 0, 1)
    assert learned.mean == pytest.approx(VECTORS.mean(axis=0))
    assert subject > 50 * wording


def test_the_classifier_has_learned_its_examples(learned: Learned) -> None:
    chances = softmax((VECTORS - learned.mean) @ learned.choice)
    assert chances.sum(axis=1) == pytest.approx(np.ones(4))
    assert (chances.argmax(axis=1) == OWNERS).all()


def test_learning_again_gives_the_same(learned: Learned) -> None:
    again = learn(VECTORS, OWNERS)
    assert (again.metric == learned.metric).all()
    assert (again.choice == learned.choice).all()


def test_wording_does_not_decide(learned: Learned) -> None:
    found = MeaningIndex(VECTORS, [2, 2], learned).compare(unit(0.6, 0, 1))
    assert found.entries[0] > found.entries[1]
    assert found.nearest[0] in (0, 1)
    assert found.nearest[1] in (2, 3)


def test_a_question_of_its_own_is_as_close_as_can_be() -> None:
    index = MeaningIndex(VECTORS, [3, 1], learn(VECTORS, np.array([0, 0, 0, 1])))
    found = index.compare(VECTORS[3])
    assert found.nearest[1] == 3
    assert found.entries.argmax() == 1


def test_one_entry_alone_and_equal_questions_are_no_trouble() -> None:
    same = np.array([unit(1), unit(1)])
    index = MeaningIndex(same, [2], learn(same, np.array([0, 0])))
    assert np.isfinite(index.compare(unit(0, 1)).entries).all()


def closeness(subject: float) -> Closeness:
    return Closeness(np.full(3, 0.5, dtype=np.float32), np.zeros(3, dtype=np.intp), subject)


def words(*strengths: float) -> Floats:
    return np.array(strengths, dtype=np.float32)


def test_words_raise_a_score_and_more_of_them_raise_it_more() -> None:
    none, some = words(0, 0, 0), words(0, 4, 8)
    plain = fuse(closeness(0.5), none, none)
    scores = fuse(closeness(0.5), some, none)
    assert plain[0] == scores[0] < scores[1] < scores[2] < 1
    assert fuse(closeness(0.5), words(0, 0, 8), words(0, 0, 8))[2] > scores[2]


def test_a_foreign_subject_lowers_all_scores_alike() -> None:
    near, far = (fuse(closeness(subject), words(0, 4, 0), words(0, 0, 0)) for subject in (0.7, 0.3))
    assert (near > far).all()
    assert (near.argsort() == far.argsort()).all()
