"""Examples: labelled questions that speak for their answers, placed once and kept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from companion.coaching.finding.asked import FOLDER
from companion.coaching.finding.examples import Examples, build
from companion.content import Store
from companion.engine import project
from companion.errors import BuildError
from companion.language.encoder import vector


@pytest.fixture(scope="module")
def store(root: Path) -> Store:
    project.choose(root)
    return project.store()


@pytest.fixture
def two(tmp_path: Path, store: Store) -> Examples:
    """One question in each of two files, and one that has no answer."""
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    rows = {
        "a": {"text": "Do they drill for it", "before": ["im thinking of veneers"], "answers": ["veneers"]},
        "b": {"text": "is it catching", "answers": ["bad-breath", "veneers"]},
        "c": {"text": "lovely day", "answers": []},
    }
    for name, row in rows.items():
        (folder / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return Examples.load(build(tmp_path, store, tmp_path / "examples.npz"))


def test_a_question_speaks_for_each_of_its_answers(two: Examples, store: Store) -> None:
    assert len(two.said) == len(two.talk) == len(two.answers) == 3
    placed = store.answers.space.place(vector("is it catching"))
    near = two.near("said", placed, len(store.answers.entries))
    assert near[two.answers] == pytest.approx([near.max()] * 3, abs=0.02)
    assert near.max() == pytest.approx(1.0, abs=0.01)
    assert np.count_nonzero(near) == 2


def test_the_message_before_counts_in_the_talk(two: Examples, store: Store) -> None:
    placed = store.answers.space.place(vector("im thinking of veneers do they drill for it"))
    assert two.near("talk", placed, len(store.answers.entries)).max() == pytest.approx(1.0, abs=0.01)


def test_a_file_can_be_left_out(two: Examples) -> None:
    assert len(two.without(0).answers) == 2
    assert len(two.without(1).answers) == 1


def test_a_torn_file_names_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "examples.npz"
    path.write_bytes(b"torn")
    with pytest.raises(BuildError, match="companion build"):
        Examples.load(path)
