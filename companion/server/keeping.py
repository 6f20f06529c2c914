"""The journal for those who answer people: what it cannot do in a moment is said, not waited for."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from companion.server import measures
from companion.server.alarm import Advice, Alarm
from companion.server.clerk import Clerk, JournalError
from companion.server.refusal import Refusal

T = TypeVar("T")
_log = logging.getLogger(__name__)
SECONDS = 3.0  # a piece of work may take to be on disk, waiting included
AGAIN = 5.0  # seconds after which a person may try again


class Keeping:
    """A clerk that refuses in plain words."""

    def __init__(self, clerk: Clerk, alarm: Alarm) -> None:
        self._clerk, self._alarm = clerk, alarm

    async def do(self, work: Callable[..., T], *arguments: Any, late: Callable[[T], None] | None = None) -> T:
        """The result, on disk. Raises Refusal; what is done after all gets to `late`."""
        doing = asyncio.ensure_future(self._clerk.do(work, *arguments))
        try:
            return await asyncio.wait_for(asyncio.shield(doing), SECONDS)
        except (JournalError, asyncio.TimeoutError) as error:
            doing.add_done_callback(partial(_told, late))
            failed(error)
            raise refusal(self._alarm, 503, "not_kept", self._alarm.general(None), None, AGAIN) from error


def failed(error: BaseException) -> None:
    """Count and log a failure of the journal."""
    measures.UNKEPT.inc()
    _log.error("journal: %s", error.what if isinstance(error, JournalError) else "too slow")


def refusal(
    alarm: Alarm, status: int, error: str, advice: Advice, country: str | None, wait: float | None = None
) -> Refusal:
    """In the words of content/service.yml, with what the screen advises."""
    measures.REFUSED.labels(error).inc()
    return Refusal(status, error, alarm.say(error, country), advice.emergency, advice.level, wait)


def _told(late: Callable[[T], None] | None, done: asyncio.Future[T]) -> None:
    if not done.cancelled() and done.exception() is None and late:
        late(done.result())
