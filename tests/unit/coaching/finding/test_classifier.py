"""Classifier: what it is given of a question, and what it makes of that."""

from __future__ import annotations

import numpy as np
import pytest

from companion.coaching.finding.classifier import VIEWS, Classifier, inputs, texts
from companion.coaching.finding.question import Question
from companion.content import Store
from companion.content.learning import Floats
from companion.content.space import AXES
from companion.language.encoder import foresee


def _given(question: Question, store: Store) -> tuple[Floats, Floats, float]:
    """Views (VIEWS, AXES), entries and the constant."""
    given = inputs(question, store, foresee(texts(question)))
    return given[: VIEWS * AXES].reshape(VIEWS, AXES), given[VIEWS * AXES : -1], float(given[-1])


def test_a_first_question_is_read_alike_alone_and_in_its_talk(store: Store) -> None:
    views, focus, constant = _given(Question("is it catching", "is it catching"), store)
    assert views[0] == pytest.approx(views[1])
    assert np.linalg.norm(views[0]) == pytest.approx(1, abs=1e-4)
    assert not views[2].any()
    assert not focus.any()
    assert constant == 1


def test_of_messages_before_the_later_one_counts_more(store: Store) -> None:
    told = ("my gums bleed", "i have an ulcer on my tongue")
    views, _, _ = _given(Question("is it catching", "is it catching", before=told), store)
    first, last = (views[2] @ store.answers.space.place(foresee([text])[text]) for text in told)
    assert last > first > 0
    assert np.linalg.norm(views[2]) == pytest.approx(1, abs=1e-4)


def test_the_entry_of_the_last_reply_counts_most(store: Store) -> None:
    _, focus, _ = _given(Question("and then", "and then", ("mouth-ulcer", "how-to-brush")), store)
    assert focus[store.row("mouth-ulcer")] > focus[store.row("how-to-brush")] > 0
    assert np.count_nonzero(focus) == 2


def test_chances_of_all_answers_and_of_none_add_up(store: Store) -> None:
    answers = len(store.answers.entries)
    width = VIEWS * AXES + len(store.ids) + 1
    weights = np.random.default_rng(0).standard_normal((width, answers + 1)).astype(np.float32)
    question = Question("can we kiss", "can we kiss", ("mouth-ulcer",), ("i have an ulcer",))
    found = Classifier(weights).weigh(question, store)
    assert found.shape == (answers + 1,)
    assert np.exp(found).sum() == pytest.approx(1, abs=1e-4)
    evidence = inputs(question, store, foresee(texts(question))) @ weights
    assert found - found.max() == pytest.approx(evidence - evidence.max(), abs=1e-3)
