"""Answers: the leads of entries and their points side by side, and how close a question comes to each."""

from __future__ import annotations

import numpy as np
import pytest

from companion.content import Store
from companion.content.answers import LEAD
from companion.language.encoder import vector


def test_each_entry_has_its_lead_before_its_points(store: Store) -> None:
    answers = store.answers
    named = [store.ids[row] for row in answers.entries]
    assert sorted(set(named)) == sorted(store.ids)
    assert answers.numbers[np.array(named) == "mouth-ulcer"].tolist() == [LEAD, 0, 1]
    assert answers.leads.sum() == len(store.ids)


@pytest.mark.parametrize(
    ("text", "number"), [("could my girlfriend catch it", 0), ("is it ok to have tomato soup", 1)]
)
def test_a_question_comes_closest_to_the_point_that_is_meant(store: Store, text: str, number: int) -> None:
    answers = store.answers
    close = answers.compare(vector(text))
    best = int(close.nearest.argmax())
    assert (store.ids[answers.entries[best]], answers.numbers[best]) == ("mouth-ulcer", number)
    assert close.apart[best] > 0


def test_closeness_is_a_cosine(store: Store) -> None:
    close = store.answers.compare(vector("why do my gums bleed when i brush"))
    assert np.abs(close.nearest).max() <= 1.001
    assert close.nearest.max() > 0.99  # the sample itself
