"""Fitting: weights that put what people called right before the rest."""

from __future__ import annotations

import numpy as np

from companion.evaluation.fitting import Sheet, fit

NAMES = ("close", "noise", "none")


def _sheets(count: int) -> list[Sheet]:
    """Questions whose right answer is the closest, but none where nothing is close."""
    chance = np.random.default_rng(0)
    found = []
    for at in range(count):
        rows = np.zeros((5, 3), np.float32)
        rows[:4, :2] = chance.random((4, 2))
        rows[4, 2] = 1
        right = at % 4 if at % 3 else 4
        if right < 4:
            rows[right, 0] = 2
        worth = np.zeros(5, np.float32)
        worth[right] = 1
        found.append(Sheet(rows, worth))
    return found


def test_what_makes_answers_right_weighs_most() -> None:
    weights = fit(NAMES, _sheets(200), decay=1)
    assert weights["close"] > 3 * abs(weights["noise"])


def test_none_wins_where_nothing_is_close() -> None:
    weights = fit(NAMES, _sheets(200), decay=1)
    row = np.array([weights[name] for name in NAMES])
    best = [int((sheet.rows @ row).argmax()) for sheet in _sheets(30)]
    right = [int(sheet.worth.argmax()) for sheet in _sheets(30)]
    assert np.mean([one == other for one, other in zip(best, right, strict=True)]) > 0.9


def test_more_decay_makes_weights_smaller() -> None:
    assert fit(NAMES, _sheets(60), decay=50)["close"] < fit(NAMES, _sheets(60), decay=1)["close"]
