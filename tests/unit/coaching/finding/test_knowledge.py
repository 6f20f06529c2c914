"""Knowledge: what labelled questions tell, learned once and kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from companion.coaching.finding.asked import FOLDER
from companion.coaching.finding.knowledge import Knowledge, build
from companion.coaching.finding.question import Question
from companion.content import Store
from companion.errors import BuildError


@pytest.fixture
def kept(tmp_path: Path, store: Store) -> Path:
    """What is learned from one question."""
    path = tmp_path / FOLDER / "talks.jsonl"
    path.parent.mkdir(parents=True)
    row = {"text": "And kissing?", "before": ["i have an ulcer"], "answers": ["mouth-ulcer"]}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    return build(tmp_path, store, tmp_path / "knowledge.npz")


def test_what_is_kept_is_what_was_learned(kept: Path, tmp_path: Path, store: Store) -> None:
    known = Knowledge.load(kept)
    assert len(known.examples.answers) == 1
    assert known.classifier.weights.dtype == np.float32
    found = known.classifier.weigh(Question("is it catching", "is it catching"), store)
    assert store.ids[store.answers.entries[found.argmax()]] == "mouth-ulcer"
    again = Knowledge.load(build(tmp_path, store, tmp_path / "again.npz"))
    assert (again.classifier.weights == known.classifier.weights).all()
    assert (again.examples.talk == known.examples.talk).all()


def test_the_vectors_of_the_texts_are_kept_between_builds(kept: Path) -> None:
    with np.load(kept.parent / "asked" / "vectors.npz") as data:
        assert len(data["keys"]) == 3  # by itself, with the one before, and that one


def test_a_torn_file_names_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "knowledge.npz"
    path.write_bytes(b"torn")
    with pytest.raises(BuildError, match="companion build"):
        Knowledge.load(path)


def test_a_file_without_a_classifier_is_no_knowledge(kept: Path) -> None:
    with np.load(kept) as data:
        rest = {name: data[name] for name in data.files if name != "weights"}
    np.savez(kept, **rest)
    with pytest.raises(BuildError, match="weights"):
        Knowledge.load(kept)
