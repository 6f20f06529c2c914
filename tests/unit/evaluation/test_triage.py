"""Levels judged against people's, with the real screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.evaluation.rows import Vignette
from companion.evaluation.triage import Outcome, evaluate
from companion.triage import Screen


def case(level: str, *turns: str, accepted: tuple[str, ...] = (), kind: str = "") -> Vignette:
    return Vignette(turns[0], turns, tuple(level.split("/")), accepted, kind or level)


@pytest.mark.parametrize(
    ("given", "accepted", "got", "lower"),
    [
        ("urgent", (), "urgent", 0),
        ("urgent", (), "none", 4),
        ("urgent", (), "emergency", -1),
        ("urgent", ("soon",), "soon", 0),
        ("urgent/soon", (), "soon", 0),
        ("urgent/soon", (), "routine", 1),
        ("urgent/soon", (), "emergency", -1),
    ],
)
def test_how_far_off(given: str, accepted: tuple[str, ...], got: str, lower: int) -> None:
    assert Outcome(case(given, "x", accepted=accepted), got).lower == lower


def test_figures(root: Path) -> None:
    seen = []
    cases = [
        case("emergency", "my face is swollen", "and now i can't breathe"),
        case("emergency", "what a lovely day"),
        case("none", "what happens if a tooth is knocked out", kind="trap"),
    ]
    part = evaluate(Screen.load(root), cases, lambda *row: seen.append(row))
    values = {figure.key: figure.value for figure in part.figures}
    assert values["right"] == pytest.approx(2 / 3)
    assert values["missed"] == 0.5
    assert values["two_low"] == pytest.approx(1 / 3)
    assert values["raised"] == 0
    assert [f.reached for f in part.figures if f.key == "missed"] == [False]
    assert part.matrices["triage"].counts["emergency", "none"] == 1
    assert part.tables[-1].rows == (("what a lovely day", "emergency", "none"),)
    assert seen[-1] == ("triage", 3, 3)
