"""Ages, durations and bygone years."""

from __future__ import annotations

import pytest

from companion.language.measure import ages, bygone_years, durations


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for three weeks", [21]),
        ("2 days", [2]),
        ("a couple of months", [60]),
        ("3-4 weeks now", [28]),
        ("since yesterday", [1]),
        ("my 4 year old", []),
        ("30 weeks pregnant", []),
    ],
)
def test_durations(text: str, days: list[float]) -> None:
    assert [found for found, _, _ in durations(text)] == days


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("my 4 year old", [4]),
        ("he's 7", [7]),
        ("i am 14 and", [14]),
        ("18 months old", [1.5]),
        ("5yo girl", [5]),
        ("a 5 year old filling", []),
        ("he's 3 weeks in", []),
    ],
)
def test_ages(text: str, years: list[float]) -> None:
    assert [found for found, _, _ in ages(text)] == years


def test_bygone_years() -> None:
    assert len(list(bygone_years("in 1987 and in 2026", 2026))) == 1
    assert len(list(bygone_years("back in '98, not in '26 nor in 98", 2026))) == 1
