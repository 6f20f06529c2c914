"""The small Rasa project is run by tests of its own, in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.testing.reader import read_scripts
from companion.testing.script import Broken, Script

collect_ignore = ["project"]

PROJECT = Path(__file__).parent / "project"


@pytest.fixture
def scripts(tmp_path: Path) -> Callable[..., list[Script | Broken]]:
    """Reads the text of a test file, with that of a conftest.yml above it if there is one."""

    def read(text: str, conftest: str = "") -> list[Script | Broken]:
        folder = tmp_path / "inner"
        folder.mkdir(exist_ok=True)
        if conftest:
            (tmp_path / "conftest.yml").write_text(conftest, encoding="utf-8")
        path = folder / "case.yml"
        path.write_text(text, encoding="utf-8")
        return read_scripts(path, tmp_path)

    return read
