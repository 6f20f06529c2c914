"""A clock that a test sets: the project's own code sees one moment for the length of a turn."""

from __future__ import annotations

import datetime as real
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_DATE, _DATETIME, _TIME = real.date, real.datetime, time.time


@contextmanager
def stopped(moment: real.datetime | None, packages: tuple[str, ...]) -> Iterator[None]:
    """Make now() and today() mean `moment`, in `packages` and wherever `datetime` is looked up.

    With None the clock goes on as it is.
    """
    if moment is None:
        yield
        return
    aware = moment if moment.tzinfo else moment.replace(tzinfo=real.timezone.utc)
    date, datetime = _classes(aware)
    swapped: list[tuple[ModuleType, str, Any]] = []
    modules = [real, *(m for name, m in list(sys.modules.items()) if name.split(".")[0] in packages)]
    for module in modules:
        for name, old in list(vars(module).items()):
            new = date if old is _DATE else datetime if old is _DATETIME else None
            if new is not None:
                swapped.append((module, name, old))
                setattr(module, name, new)
    time.time = aware.timestamp
    try:
        yield
    finally:
        time.time = _TIME
        for module, name, old in swapped:
            setattr(module, name, old)


class _Pretends(type):
    """Real dates are instances of the stopped classes as well."""

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, cls.__mro__[1])


def _classes(moment: real.datetime) -> tuple[type, type]:
    """`date` and `datetime` whose present is `moment`, in local time as the real ones."""

    class Date(real.date, metaclass=_Pretends):
        @classmethod
        def today(cls) -> Any:
            return moment.astimezone().date()

    class Datetime(real.datetime, metaclass=_Pretends):
        @classmethod
        def now(cls, tz: real.tzinfo | None = None) -> Any:
            return moment.astimezone(tz) if tz else moment.astimezone().replace(tzinfo=None)

        @classmethod
        def utcnow(cls) -> Any:
            return moment.astimezone(real.timezone.utc).replace(tzinfo=None)

        @classmethod
        def today(cls) -> Any:
            return cls.now()

    return Date, Datetime
