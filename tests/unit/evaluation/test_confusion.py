"""Counting who is taken for whom."""

from __future__ import annotations

import pytest

from companion.evaluation.confusion import Confusion


@pytest.fixture
def matrix() -> Confusion:
    return Confusion.of([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", "a")], ("c", "b"))


def test_labels_keep_their_order_and_others_follow(matrix: Confusion) -> None:
    assert matrix.labels == ("c", "b", "a")
    assert matrix.rows() == [[0, 0, 1], [0, 1, 0], [0, 1, 2]]
    assert matrix.as_dict() == {"labels": ["c", "b", "a"], "rows": matrix.rows()}


def test_shares(matrix: Confusion) -> None:
    assert (matrix.right, matrix.total) == (3, 5)
    assert matrix.precision("a") == pytest.approx(2 / 3)
    assert matrix.recall("a") == pytest.approx(2 / 3)
    assert matrix.f1("b") == pytest.approx(2 / 3)
    assert matrix.recall("c") == 0
    assert matrix.macro_f1 == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)


def test_the_worst_pairs_come_first(matrix: Confusion) -> None:
    more = Confusion.of([("x", "y"), ("x", "y"), ("a", "b"), ("a", "a")])
    assert more.worst(5) == [("x", "y", 2), ("a", "b", 1)]
    assert matrix.worst(1) == [("a", "b", 1)]


def test_of_nothing() -> None:
    empty = Confusion.of([])
    assert (empty.total, empty.right, empty.macro_f1) == (0, 0, 0)
