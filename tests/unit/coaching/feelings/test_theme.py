"""Themes of feelings: a broken row is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.feelings.theme import FILE, Themes, themes
from companion.coaching.voice import FOLDER
from companion.errors import DataError

ROOT = Path(__file__).parents[4]


def test_what_weighs_heavily_is_marked() -> None:
    assert themes(ROOT).called("grief").heavy
    assert not themes(ROOT).called("money").heavy
    assert "opens" in themes(ROOT).called("money").marks


@pytest.mark.parametrize("line", ["  marks: [havy]", "  mark: [heavy]", "  marks: heavy"])
def test_an_unknown_key_or_mark_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / FOLDER / FILE
    path.parent.mkdir(parents=True)
    path.write_text(f"grief:\n  words: [grief]\n  feelings: []\n{line}\n  steps: []\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"feelings-themes\.yml:1: the theme grief is broken"):
        Themes.load(tmp_path)
