"""Cross-validation: everything is tested once, by a model that has not seen it."""

from __future__ import annotations

from companion.evaluation.folds import folds


def test_each_example_is_tested_once() -> None:
    labels = ["a"] * 10 + ["b"] * 5 + ["c"] * 2
    tested = []
    for learn, test in folds(labels):
        assert not {*learn} & {*test}
        assert sorted(learn + test) == list(range(17))
        assert {labels[at] for at in learn} >= {"a", "b"}
        assert sum(labels[at] == "a" for at in test) == 2
        tested += test
    assert sorted(tested) == list(range(17))


def test_the_same_every_time() -> None:
    assert list(folds("aabbcc" * 4)) == list(folds("aabbcc" * 4))
