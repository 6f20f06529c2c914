"""Reading the lexicon, and messages with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from companion.errors import DataError
from companion.language.reader import LanguageReader


def test_a_slang_word_that_yaml_takes_for_no_is_named(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "content" / "lexicon", tmp_path / "content" / "lexicon")
    path = tmp_path / "content" / "lexicon" / "spelling.yaml"
    path.write_text(path.read_text("utf-8").rstrip() + "\n  nawp: no\n", "utf-8")
    with pytest.raises(DataError, match=r"spelling\.yaml:\d+: nawp: False is not read as text"):
        LanguageReader(tmp_path)


@pytest.mark.parametrize("text", ["naw none apply", "piss aff"])
def test_slang_that_looks_like_a_truth_value_is_read(reader: LanguageReader, text: str) -> None:
    assert reader.read(text) is not None
