"""The clock that a fixture sets."""

from __future__ import annotations

import datetime
import sys
import time
from datetime import date as bound
from types import ModuleType

from companion.testing.clock import stopped

JUNE = datetime.datetime(2025, 6, 15, 10, tzinfo=datetime.timezone.utc)


def test_now_is_the_moment_and_time_goes_on_after_it() -> None:
    real = datetime.datetime
    with stopped(JUNE, ()):
        assert datetime.datetime.now(datetime.timezone.utc) == JUNE
        assert datetime.datetime.utcnow().hour == 10
        assert time.time() == JUNE.timestamp()
        assert isinstance(JUNE, datetime.datetime)
    assert datetime.datetime is real
    assert time.time() > JUNE.timestamp()


def test_names_that_project_code_has_bound_see_it_too() -> None:
    module = ModuleType("clocked.code")
    module.date = bound
    sys.modules["clocked.code"] = module
    try:
        with stopped(JUNE, ("clocked",)):
            assert module.date.today() == bound(2025, 6, 15)
        assert module.date is bound
    finally:
        del sys.modules["clocked.code"]


def test_without_a_moment_nothing_changes() -> None:
    with stopped(None, ("companion",)):
        assert time.time() > JUNE.timestamp()
