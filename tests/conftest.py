"""The trained companion, loaded once for all tests that talk to it (built when stale, then cached)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from companion.engine import Companion
    from companion.reply import Reply
    from companion.triage import Screen

ROOT = Path(__file__).parents[1]
_numbers = count()


def pytest_report_header(config: pytest.Config) -> str | None:
    """How to run the tests that need a browser: they are a run of their own."""
    if any("browser" in argument for argument in config.invocation_params.args):
        return None
    return (
        "browser tests: a run of their own. With Chromium and Node on this machine: "
        "uv run just widget && uv run --group web pytest tests/browser"
    )


def pytest_configure() -> None:
    """What a test agrees to be remembered never reaches the data of whoever runs it."""
    os.environ["COMPANION_DATA"] = tempfile.mkdtemp(prefix="companion-test-")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project folder."""
    return ROOT


@pytest.fixture(scope="session")
def screen() -> Screen:
    """Triage as it is: the real rules, the real lexicon, the second reader."""
    from companion.triage import Screen

    return Screen.load(ROOT)


@pytest.fixture(scope="session")
def companion() -> Iterator[Companion]:
    """The companion of this project, as a person gets it."""
    from companion.engine import load

    loaded = load(ROOT)
    yield loaded
    loaded.close()


@pytest.fixture
def conversation(companion: Companion) -> Iterator[str]:
    """The name of a conversation nobody has used yet; forgotten afterwards."""
    name = f"test-{next(_numbers)}"
    yield name
    companion.forget(name)


@pytest.fixture
def tell(companion: Companion, conversation: str) -> Callable[..., list[Reply]]:
    """Say something in the conversation of this test: tell("my gums bleed", country="GB")."""
    from companion.reply import Turn

    def say(text: str, country: str | None = None) -> list[Reply]:
        return companion.reply(Turn(text, conversation, country))

    return say
