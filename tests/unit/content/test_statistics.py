"""Figures over the content."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from companion.content import read_entries, stats


def test_coverage_age_grades_and_reading(project: Path) -> None:
    figures = stats(read_entries(project), date(2026, 11, 21))
    assert figures.entries == 3
    assert figures.questions == 24
    assert figures.topics == {"brushing": 1, "gums": 1, "mouth": 1}
    assert figures.grades == {"conditional": 3}
    assert figures.sources == {"dboh-2021": 3, "nhs-mouth-ulcers": 3}
    assert figures.oldest_review == 20
    assert figures.mean_review_age == 20
    assert figures.overdue == figures.due_soon == ()
    assert 0 < figures.words_per_sentence < 15
    assert figures.mean_reading_grade < 6
    assert len(figures.hardest) == 3


def test_reviews_that_are_due_are_named(project: Path) -> None:
    entries = read_entries(project)
    assert len(stats(entries, date(2027, 10, 1)).due_soon) == 3
    assert len(stats(entries, date(2027, 12, 1)).overdue) == 3


def test_no_entries_no_figures() -> None:
    with pytest.raises(ValueError, match="no entries"):
        stats([], date(2026, 1, 1))
