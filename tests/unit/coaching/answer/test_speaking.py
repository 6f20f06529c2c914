"""Speaking: the sentences of an entry that hold what a question names."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.answer.evidence import evidence
from companion.coaching.answer.speaking import speaking
from companion.content import Store
from companion.engine import project


@pytest.fixture
def store() -> Store:
    """That of this project."""
    project.choose(Path(__file__).parents[4])
    return project.store()


def test_a_sentence_that_holds_what_is_named(store: Store) -> None:
    entry = store.entry("tartar-and-plaque")
    assert any("craping" in line for line in speaking(store, entry, "can i scrape tartar"))


def test_nothing_beside_the_subject_picks_nothing(store: Store) -> None:
    entry = store.entry("tartar-and-plaque")
    assert speaking(store, entry, "what is tartar and plaque") == ()


def test_weak_proof_is_called_weak(store: Store) -> None:
    found = evidence(store, store.entry("interdental-cleaning"))
    assert found.weak
    assert any("trials" in line for line in found.lines)


def test_firm_proof_is_not(store: Store) -> None:
    assert not evidence(store, store.entry("fluoride-toothpaste")).weak
