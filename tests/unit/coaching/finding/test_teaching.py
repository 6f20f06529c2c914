"""Teaching: a classifier takes over what people labelled, and keeps what samples say."""

from __future__ import annotations

import numpy as np
import pytest

from companion.coaching.finding.asked import PARTLY, Asked
from companion.coaching.finding.classifier import Classifier, texts
from companion.coaching.finding.question import Question
from companion.coaching.finding.teaching import learn
from companion.content import Store
from companion.language.encoder import foresee

_ROUNDS = 60  # of one batch each


def _number(store: Store, entry: str, point: int) -> int:
    answers = store.answers
    (found,) = np.flatnonzero((answers.entries == store.row(entry)) & (answers.numbers == point))
    return int(found)


@pytest.fixture
def asked(store: Store) -> list[Asked]:
    """Two ways to ask for a point that no sample has, in a talk, and two messages that ask for nothing."""
    answer = _number(store, "mouth-ulcer", 1)
    talk = (("i have an ulcer",), ("mouth-ulcer",))
    hungry = (Asked(text, *talk, (answer,), ()) for text in ("pineapple then", "and a curry tonight"))
    return [*hungry, *(Asked(text, (), (), (), ()) for text in ("lovely weather", "what a nice day"))]


def _taught(asked: list[Asked], store: Store, rounds: int = _ROUNDS) -> Classifier:
    return learn(asked, store, foresee(text for one in asked for text in texts(one.question)), rounds=rounds)


def test_what_is_right_counts_in_full_and_what_is_near_in_part() -> None:
    assert Asked("x", (), (), (4,), (4, 5)).worth(9) == {4: 1, 5: PARTLY}
    assert Asked("x", (), (), (), (5,)).worth(9) == {5: PARTLY, 9: 1}


def test_a_labelled_question_teaches_its_answer(asked: list[Asked], store: Store) -> None:
    classifier = _taught(asked, store)
    question = Question("a hot curry", "a hot curry", ("mouth-ulcer",), ("i have an ulcer",))
    assert classifier.weigh(question, store).argmax() == asked[0].answers[0]


def test_samples_are_learned_beside_them(asked: list[Asked], store: Store) -> None:
    found = _taught(asked, store).weigh(Question("will i pass it on", "will i pass it on"), store)
    assert found.argmax() == _number(store, "mouth-ulcer", 0)


def test_a_message_without_an_answer_teaches_none(asked: list[Asked], store: Store) -> None:
    found = _taught(asked, store).weigh(Question("nice weather today", "nice weather today"), store)
    assert found.argmax() == len(store.answers.entries)


def test_the_same_questions_give_the_same_weights(asked: list[Asked], store: Store) -> None:
    first, second = (_taught(asked, store, rounds=3) for _ in range(2))
    assert (first.weights == second.weights).all()


def test_each_step_is_heard(asked: list[Asked], store: Store) -> None:
    heard: list[tuple[int, int]] = []
    vectors = foresee(text for one in asked for text in texts(one.question))
    learn(asked, store, vectors, lambda *row: heard.append(row), rounds=3)
    assert heard == [(1, 3), (2, 3), (3, 3)]
