"""Figures on a terminal, in a folder and on the page of the docs."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from companion.errors import DataError
from companion.evaluation import keeping, page
from companion.evaluation.confusion import Confusion
from companion.evaluation.part import Part, by_label, mistakes, number, share
from companion.evaluation.showing import progress, show

PNG = b"\x89PNG\r\n"
PARTS = (
    "triage triage-real retrieval retrieval-later intent out-of-scope out-of-scope-given feelings readability"
)
TODAY = date(2026, 11, 22)


@pytest.fixture
def part() -> Part:
    matrix = Confusion.of([("fear", "fear"), ("fear", "none"), ("none", "none")])
    figures = (share("heard", "heard", 1, 2, least=0.9), share("wrong", "wrong", 0, 3, most=0))
    tables = (by_label("By feeling", matrix), mistakes("Misread", [("a | b", "fear", "none")]))
    return Part(
        "feelings", "Feelings", (*figures, number("grade", "grade", 3.25, 6)), tables, {"felt": matrix}
    )


def test_shown_with_their_goals(part: Part) -> None:
    out = io.StringIO()
    show(part, out)
    for words in ("1 of 2 (50.0%)", "90% or more", "not reached", "none", "3.25", "a | b", "fear"):
        assert words in out.getvalue()


def test_no_bars_where_there_is_no_terminal() -> None:
    out = io.StringIO()
    with progress(out) as hear:
        hear("triage", 1, 2)
    assert out.getvalue().strip() == ""


def test_kept_in_a_folder(tmp_path: Path, part: Part) -> None:
    written = list(keeping.in_folder(tmp_path / "out", [part]))
    figures = json.loads(written[0].read_text("utf-8"))["feelings"]
    assert figures["figures"] == {"heard": 0.5, "wrong": 0, "grade": 3.25}
    assert figures["confusion"]["felt"] == {"labels": ["fear", "none"], "rows": [[1, 1], [0, 1]]}
    assert written[1].read_bytes().startswith(PNG)


def test_the_same_matrix_gives_the_same_picture(tmp_path: Path, part: Part) -> None:
    first, second = (list(keeping.in_folder(tmp_path / name, [part]))[1] for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()


def test_written_into_the_page(tmp_path: Path, part: Part) -> None:
    path = tmp_path / page.PAGE
    path.parent.mkdir()
    begin, end = page.BEGIN.format("feelings"), page.END.format("feelings")
    path.write_text(f"# Kept\n\n{begin}\nold\n{end}\n\nKept too.\n", "utf-8")
    list(keeping.in_docs(tmp_path, [part], TODAY))
    once = path.read_text("utf-8")
    assert "old" not in once
    assert once.startswith("# Kept\n\n")
    assert once.endswith("\n\nKept too.\n")
    assert "| heard | 1 of 2 (50.0%) | 90% or more | not reached |" in once
    assert "| a \\| b | fear | none |" in once
    assert (tmp_path / page.PICTURES / "felt.png").read_bytes().startswith(PNG)
    list(keeping.in_docs(tmp_path, [part], TODAY))
    assert path.read_text("utf-8") == once


def test_a_page_without_a_place_says_so(tmp_path: Path, part: Part) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / page.PAGE).write_text("# Nothing here\n", "utf-8")
    with pytest.raises(DataError, match="has no place for feelings"):
        page.write(tmp_path, [part], TODAY)


def test_the_page_has_a_place_for_every_part(root: Path) -> None:
    text = (root / page.PAGE).read_text("utf-8")
    for name in PARTS.split():
        assert page.BEGIN.format(name) in text
        assert page.END.format(name) in text
