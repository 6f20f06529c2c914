"""Finding: the answer that a question asks for in its talk, by the project's own weights."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from companion.coaching.finding import Question, Ranker
from companion.coaching.finding.features import features
from companion.content import Store
from companion.engine import project
from companion.errors import DataError


@pytest.fixture(scope="module")
def store(root: Path) -> Store:
    project.choose(root)
    return project.store()


@pytest.fixture(scope="module")
def ranker(store: Store) -> Ranker:
    return project.ranker()


def _first(ranker: Ranker, store: Store, text: str, **talk: tuple[str, ...]) -> str:
    return ranker.rank(Question(text, text.lower(), **talk), store)[0].entry


def test_a_plain_question_finds_its_entry(ranker: Ranker, store: Store) -> None:
    assert _first(ranker, store, "what is a root canal") == "root-canal"


@pytest.mark.parametrize(
    ("before", "entry"),
    [("tell me about dental implants", "implants-facts"), ("what are retainers for", "retainers")],
)
def test_what_was_talked_about_tells_which_answer_is_meant(
    ranker: Ranker, store: Store, before: str, entry: str
) -> None:
    assert _first(ranker, store, "how long do they last", before=(before,), focus=(entry,)) == entry


def test_what_was_said_long_before_counts(ranker: Ranker, store: Store) -> None:
    talk = ("im getting braces next week", "my mum is pleased", "i am not so sure", "ok", "we will see")
    found = ranker.rank(Question("does it hurt a lot", "does it hurt a lot", before=talk), store)
    assert "braces" in found[0].entry


def test_what_is_told_finds_what_helps(ranker: Ranker, store: Store) -> None:
    text = "the two in front are crowns"
    talk = ("i would like whiter teeth for the wedding",)
    found = ranker.rank(Question(text, text, ("whitening",), talk), store)
    assert {one.entry for one in found} & {"whitening", "crowns", "whitening-strips-and-kits"}


def test_chances_add_up_with_that_of_no_answer(ranker: Ranker, store: Store) -> None:
    chances = ranker.chances(Question("when is the next bus", "when is the next bus"), store)
    assert len(chances) == len(store.answers.entries)
    assert chances.max() < 0.45
    assert chances.sum() < 0.999


def test_every_feature_has_a_weight(ranker: Ranker, store: Store) -> None:
    found = features(Question("is it safe", "is it safe"), store, ranker.knowledge)
    assert set(found.names) == set(ranker.weights)
    assert found.rows.shape == (len(store.answers.entries) + 1, len(found.names))


def test_missing_weights_name_the_file_and_the_way_back(tmp_path: Path, ranker: Ranker) -> None:
    with pytest.raises(DataError, match=r"ranker\.json: cannot be read \(No such file"):
        Ranker.load(tmp_path, ranker.knowledge)


def test_broken_weights_are_no_weights(tmp_path: Path, ranker: Ranker) -> None:
    path = tmp_path / "content/search/ranker.json"
    path.parent.mkdir(parents=True)
    path.write_text("[1, 2]", "utf-8")
    with pytest.raises(DataError, match="ranker"):
        Ranker.load(tmp_path, ranker.knowledge)


def test_a_ranker_without_opinions_is_sure_of_nothing(ranker: Ranker, store: Store) -> None:
    flat = dataclasses.replace(ranker, weights=dict.fromkeys(ranker.weights, 0.0))
    assert flat.rank(Question("is it safe", "is it safe"), store)[0].chance < 0.01
