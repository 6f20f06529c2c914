"""The arithmetic of search, on vectors that can be checked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from companion.content.search import Closeness, MeaningIndex, flattening, fuse


def unit(*numbers: float) -> np.ndarray:
    vector = np.zeros(512, dtype=np.float32)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


# Two entries that differ in the first two directions; the third is how questions are put.
VECTORS = np.array([unit(1, 0, 1), unit(1, 0, -1), unit(0, 1, 1), unit(0, 1, -1)], dtype=np.float32)
OWNERS = np.array([0, 0, 1, 1])


def test_flattening_counts_what_tells_entries_apart() -> None:
    mean, metric = flattening(VECTORS, OWNERS)
    subject, wording = unit(1, -1) @ metric @ unit(1, -1), unit(0, 0, 1) @ metric @ unit(0, 0, 1)
    assert mean == pytest.approx(VECTORS.mean(axis=0))
    assert subject > 50 * wording


def test_wording_does_not_decide() -> None:
    index = MeaningIndex(VECTORS, [2, 2], *flattening(VECTORS, OWNERS))
    found = index.compare(unit(0.6, 0, 1))
    closeness, nearest = found.entries, found.nearest
    assert closeness[0] > closeness[1]
    assert nearest[0] in (0, 1)
    assert nearest[1] in (2, 3)


def test_a_question_of_its_own_is_as_close_as_can_be() -> None:
    index = MeaningIndex(VECTORS, [3, 1], *flattening(VECTORS, np.array([0, 0, 0, 1])))
    found = index.compare(VECTORS[3])
    assert found.nearest[1] == 3
    assert found.entries.argmax() == 1


def test_one_entry_alone_and_equal_questions_are_no_trouble() -> None:
    same = np.array([unit(1), unit(1)], dtype=np.float32)
    index = MeaningIndex(same, [2], *flattening(same, np.array([0, 0])))
    assert np.isfinite(index.compare(unit(0, 1)).entries).all()


def closeness(subject: float) -> Closeness:
    return Closeness(np.full(3, 0.5, dtype=np.float32), np.zeros(3, dtype=np.intp), subject)


def test_words_raise_a_score_and_more_of_them_raise_it_more() -> None:
    plain = fuse(closeness(0.5), {}, {})
    scores = fuse(closeness(0.5), {1: 4.0, 2: 8.0}, {})
    assert plain[0] == scores[0] < scores[1] < scores[2] < 1
    assert fuse(closeness(0.5), {2: 8.0}, {2: 8.0})[2] > scores[2]


def test_a_foreign_subject_lowers_all_scores_alike() -> None:
    near, far = (fuse(closeness(subject), {1: 4.0}, {}) for subject in (0.7, 0.3))
    assert (near > far).all()
    assert (near.argsort() == far.argsort()).all()
