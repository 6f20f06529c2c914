"""The reader of the project's lexicon, and what it makes of an idea."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.language.reader import LanguageReader


@pytest.fixture(scope="session")
def reader(root: Path) -> LanguageReader:
    return LanguageReader(root)


@pytest.fixture(scope="session")
def states(reader: LanguageReader) -> Callable[[str, str], set[str]]:
    """The states of an idea in a text."""
    return lambda text, idea: {mark.state for mark in reader.read(text) if mark.idea == idea}
