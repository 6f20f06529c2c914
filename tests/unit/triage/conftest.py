"""One screen for all triage tests: the real rules and the real lexicon."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.triage import Screen

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def screen() -> Screen:
    return Screen.load(ROOT)
