"""What the whole companion makes of a message, and the figures over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.engine import Companion, build, project
from companion.errors import DataError
from companion.evaluation import feelings, intent, readability, retrieval
from companion.evaluation.conversation import Heard, hear
from companion.evaluation.rows import Question, Said


def quiet(*row: object) -> None:
    """Hears progress and says nothing."""


def test_a_question_is_answered_and_something_else_is_not(companion: Companion) -> None:
    titles = {entry.title: entry.id for entry in project.store().entries()}
    texts = ["is whitening safe for my teeth", "how do i change a flat tyre on my car"]
    white, tyre = hear(companion, titles, texts, quiet, "test")
    assert (white.answered, white.on_mouths, white.refused) == ("whitening", True, False)
    assert white.offered
    assert (tyre.answered, tyre.on_mouths, tyre.refused) == (None, False, True)


def test_out_of_scope_counts_slips_on_both_sides() -> None:
    away = Heard("tyre", "out_of_scope", "none", None, ())
    slip = Heard("bridge", "ask", "none", "bridges", ())
    lost = Heard("gums", "nlu_fallback", "none", None, ())
    part = intent.outside([away, slip], [lost, slip, slip, slip])
    values = {figure.key: figure.value for figure in part.figures}
    assert values == {"kept_out": 0.5, "recall": 0.5, "precision": 0.5, "refused": 0.25}
    assert [row[0] for row in part.tables[0].rows] == ["bridge", "gums"]


def test_search_ranks_the_right_entry(companion: Companion) -> None:
    store = project.store()
    asked = [Question("my gums bleed when i brush", ("bleeding-gums",)), Question("hello", ("veneers",))]
    first, never = retrieval.search(store, str.lower, asked)
    assert first.rank == 0
    assert never.rank > 0
    with pytest.raises(DataError, match='wants the entry "nothing"'):
        retrieval.search(store, str.lower, [Question("hello", ("nothing",))])


def test_feelings_of_the_trained_model(root: Path, companion: Companion) -> None:
    cases = [Said("i am terrified of the drill", "fear"), Said("how do i clean my retainer", "none")]
    part = feelings.evaluate(build.build_model(root), str.lower, cases, feelings.cross_validate(root, quiet))
    values = {figure.key: figure.value for figure in part.figures}
    assert values["fresh_none"] == values["fresh_recall"] == 1
    assert 0.5 < values["held_out_recall"] <= 1
    assert part.matrices["feelings"].total == 2


def test_readability_knows_what_is_over(root: Path) -> None:
    part = readability.evaluate(root, ["knocked-out-tooth"], quiet)
    values = {figure.key: figure.value for figure in part.figures}
    assert 0 < values["entry_grade"] < 6
    assert 0 < values["emergency_most"] < 5
    assert len(part.tables[0].rows) == round(values["over"] * (values["over"] and 1))
