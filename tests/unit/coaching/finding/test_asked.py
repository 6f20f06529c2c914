"""Labelled questions: every row names answers that are there, and says where it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from companion.coaching.finding.asked import FOLDER, read
from companion.content import Store
from companion.engine import project
from companion.errors import DataError


@pytest.fixture(scope="module")
def store(root: Path) -> Store:
    project.choose(root)
    return project.store()


def _written(folder: Path, row: object) -> Path:
    path = folder / FOLDER / "talks.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(row) + "\n", "utf-8")
    return folder


def test_all_rows_of_the_project_are_sound(root: Path, store: Store) -> None:
    files = read(root, store)
    assert sum(map(len, files.values())) > 3_000
    assert any(one.before and one.focus for one in files["chains"])
    assert any(not one.answers for one in files["first-a"])


def test_an_answer_is_named_by_its_entry_or_its_first_sample(tmp_path: Path, store: Store) -> None:
    first = store.point("veneers", 0).asked[0]
    row = {"text": "and then", "answers": ["veneers", f"veneers: {first}"]}
    (one,) = read(_written(tmp_path, row), store)["talks"]
    assert one.answers[1] == one.answers[0] + 1


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": "x", "answers": ["veneer"]}, 'no answer "veneer"'),
        ({"text": "x", "answers": [], "nearly": []}, "unknown key 'nearly'"),
        ({"text": "x"}, "no labelled question"),
        (["x"], "no labelled question"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, store: Store, row: object, message: str
) -> None:
    with pytest.raises(DataError, match=rf"talks\.jsonl:1.*{message}"):
        read(_written(tmp_path, row), store)


def test_no_questions_at_all_are_an_error(tmp_path: Path, store: Store) -> None:
    with pytest.raises(DataError, match="has no questions"):
        read(tmp_path, store)
