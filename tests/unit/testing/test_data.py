"""The data of this project, recognised again by the whole model: no confusion that nobody accepted."""

from __future__ import annotations

from pathlib import Path

from companion.engine import build, project
from companion.testing.recognition import ACCEPTED, Recognition, read_accepted, told

ROOT = Path(__file__).parents[3]
TESTS = ROOT / "tests" / "conversations"


def test_every_sentence_is_recognised_again() -> None:
    project.choose(ROOT)
    _, model = build.ensure(ROOT)
    report = Recognition(ROOT, model, project.store(), project.screen()).report(TESTS)
    assert not report.problems, "\n".join(told(report))
    assert all(rate.percent > 99 for rate in report.rates)


def test_the_list_of_accepted_confusions_is_small() -> None:
    assert sum(len(pairs) for pairs in read_accepted(TESTS / ACCEPTED).values()) <= 20
