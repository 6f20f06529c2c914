"""Samples: a message is close to one by meaning, when it says so too, and not the contrary."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.said.sample import Samples

SAID = [
    (0, "i work nights and my routine is upside down"),
    (1, "my wife signed me up for this"),
    (2, "im not ready"),
]
LINES = ["Shifts turn the day upside down.", "It was not your idea.", "Not ready is an answer."]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    return Samples.encoded(tmp_path_factory.mktemp("root"), "here", SAID, LINES)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("working nights turned my routine upside down", 0),
        ("well. my wife signed me up", 1),
        ("no, im not ready", 2),
    ],
)
def test_the_closest_sample_is_found(samples: Samples, text: str, owner: int) -> None:
    assert samples.nearest(text, 0.6)[0][0] == owner


@pytest.mark.parametrize("text", ["how often should i brush", "im ready", "ok"])
def test_what_says_something_else_is_not_close(samples: Samples, text: str) -> None:
    assert not samples.nearest(text, 0.6)


def test_no_samples_are_close_to_nothing(tmp_path: Path) -> None:
    assert Samples.encoded(tmp_path, "none", [], []).nearest("my wife signed me up", 0.5) == []
