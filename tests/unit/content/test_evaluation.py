"""Counting how often search is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content import Store, read_entries
from companion.content.evaluation import Case, evaluate, read_cases
from companion.content.words import fold
from companion.errors import DataError

PROJECT = Path(__file__).parents[3]
FILES = ("retrieval.jsonl", "retrieval-fresh.jsonl")


def test_right_and_wrong_are_counted(store: Store) -> None:
    figures = evaluate(
        store,
        [
            Case("my gums bleed", ("bleeding-gums",)),
            Case("how to brush well", ("how-to-brush",)),
            Case("gums bleeding", ("mouth-ulcer",)),
            Case("gums bleeding a bit", ("mouth-ulcer", "bleeding-gums")),
        ],
    )
    assert (figures.cases, figures.first, figures.three, figures.five) == (4, 0.75, 1, 1)
    (miss,) = figures.misses
    assert miss.case.question == "gums bleeding"
    assert miss.hits[0][0] == "bleeding-gums"
    assert miss.among_three


def test_a_case_for_an_entry_that_is_not_there_is_an_error(store: Store) -> None:
    with pytest.raises(DataError, match='wants the entry "nothing"'):
        evaluate(store, [Case("hello", ("nothing",))])


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"question": "a", "entry": "b"}\n{"question": "a"}\n', "utf-8")
    with pytest.raises(DataError, match=r"cases\.jsonl:2"):
        read_cases(path)


@pytest.mark.parametrize("name", FILES)
def test_held_out_questions_are_held_out(name: str) -> None:
    entries = read_entries(PROJECT)
    ids = {entry.id for entry in entries}
    asked = {fold(question) for entry in entries for question in entry.questions}
    cases = read_cases(PROJECT / "tests" / "data" / name)
    assert [case.entries for case in cases if not ids.issuperset(case.entries)] == []
    assert [case.question for case in cases if fold(case.question) in asked] == []
