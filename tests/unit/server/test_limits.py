"""Rates: a burst, then a steady flow; nobody is counted with somebody else."""

from __future__ import annotations

import pytest

from companion.server.limits import Rate, network


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_half_a_minutes_worth_at_once_then_one_by_one() -> None:
    clock = Clock()
    rate = Rate(6, clock)
    assert [rate.take("a") for _ in range(3)] == [0, 0, 0]
    assert rate.take("a") == pytest.approx(10)
    assert rate.take("b") == 0
    clock.now = 10
    assert rate.take("a") == 0
    assert rate.take("a") > 0
    rate.forget("a")
    assert rate.take("a") == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert network(address) == counted
