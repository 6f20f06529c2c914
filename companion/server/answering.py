"""From a message to its answer: by a worker, or without one where that fails. Never nothing."""

from __future__ import annotations

import logging
import time
from typing import Any

from companion.reply import Reply
from companion.server import measures, token
from companion.server.alarm import PATIENT, Alarm
from companion.server.message import shown
from companion.server.pool import Outcome, Pool, WorkerError
from companion.server.record import Answer, Session, Todo
from companion.server.settings import Settings

_log = logging.getLogger(__name__)
_OPEN = ("emergency", "urgent")


class Answering:
    """A token lasts for the settings' hours, and for days where the person agreed to be remembered."""

    def __init__(self, pool: Pool, alarm: Alarm, settings: Settings) -> None:
        self._pool, self._alarm = pool, alarm
        self._hours = {True: settings.remember_days * 24, False: settings.session_hours}

    async def turn(self, conversation: str, todo: Todo) -> Answer:
        """What to say to a message."""
        head = {
            "do": "turn",
            "conversation": conversation,
            "text": todo.text,
            "country": todo.country,
            "user": conversation,
            "case": todo.triage,
        }
        began = time.perf_counter()
        try:
            return self._made(await self._pool.run(head, todo.state))
        except WorkerError as error:
            _log.error("a message was answered without the engine: %s", error.what)
            measures.FAILED.inc()
            return await self._honest(todo)
        finally:
            measures.TURN.observe(time.perf_counter() - began)

    async def greeting(self, session: Session) -> Answer:
        """The first message of a conversation."""
        head = {
            "do": "greet",
            "conversation": session.conversation,
            "country": session.country,
            "user": session.conversation,
        }
        try:
            return self._made(await self._pool.run(head, None))
        except WorkerError as error:
            _log.error("a greeting was said without the engine: %s", error.what)
            text = self._alarm.say("greeting", session.country)
            return Answer([self._row(Reply(text, kind="greeting").as_dict())], None, None)

    async def _honest(self, todo: Todo) -> Answer:
        """The card if there is danger, and the honest sentence. Triage remembers what it found."""
        advice = await self._alarm.look(todo.text, todo.country, todo.triage, PATIENT)
        replies = [advice.card] if advice.card else []
        rows = [reply.as_dict() for reply in (*replies, self._alarm.broken(todo.country))]
        return Answer([self._row(row) for row in rows], todo.state, advice.case or todo.triage)

    def _made(self, outcome: Outcome) -> Answer:
        data = [row["data"] for row in outcome.replies]
        erase = any(one.get("erase") for one in data)
        return Answer(
            [self._row(row) for row in outcome.replies],
            None if erase else outcome.state,
            _still_open(outcome.case) if erase else outcome.case,
            tuple(one["passed"] for one in data if one.get("passed")),
            erase,
            token.after(self._hours[outcome.remembered]),
        )

    def _row(self, row: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, str]]:
        data = row.get("data", {})
        return row["text"], shown(row, self._alarm.source, bool(data.get("erase"))), data.get("files", {})


def _still_open(case: dict[str, Any] | None) -> dict[str, Any] | None:
    """What stays when a person is forgotten in a chat: an open danger, without their words."""
    if not case or case["level"] not in _OPEN:
        return None
    signs = [[idea, "", turn, sentence] for idea, _, turn, sentence in case["signs"]]
    return {**case, "signs": signs, "said": []}
