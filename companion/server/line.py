"""The queue of one conversation: its messages are answered one by one, in the order of the journal."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from companion.server import token
from companion.server.alarm import PATIENT, Alarm
from companion.server.answering import Answering
from companion.server.clerk import Clerk, JournalError
from companion.server.journal import Journal
from companion.server.keeping import AGAIN, failed, refusal
from companion.server.message import Message
from companion.server.record import Answer, Todo
from companion.server.refusal import Refusal

_TRIES = (0.5, 1.0, 2.0, 5.0)  # seconds between attempts at the journal; the last goes on for ever


@dataclass(frozen=True)
class News:
    """Something new in a conversation, for whoever is connected. `late`: a sentence that is not kept."""

    conversation: str
    messages: tuple[Message, ...] = ()
    typing: bool | None = None
    late: str | None = None


@dataclass
class House:
    """What all lines share. `watched` tells whether anyone is connected to a conversation, `wipe`
    erases what lies outside of the journal."""

    journal: Journal
    clerk: Clerk
    alarm: Alarm
    answering: Answering
    listen: Callable[[News], Coroutine[Any, Any, None]]
    watched: Callable[[str], bool]
    wipe: Callable[[str], Coroutine[Any, Any, None]]


class Line:
    """Lives while there is something to answer; `over` is called when there is nothing more."""

    def __init__(self, house: House, conversation: str, over: Callable[[Line], None]) -> None:
        self.conversation = conversation
        self.waiting = 0  # messages without an answer, as far as is known
        self._house, self._over = house, over
        self._task: asyncio.Task[None] | None = None
        self._done: dict[int, asyncio.Future[None]] = {}

    def go(self) -> None:
        """There is a message to answer."""
        self.waiting += 1
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        """Leave the rest to another start of the server."""
        if self._task:
            self._task.cancel()

    async def until(self, seq: int) -> None:
        """Wait for the answer to a message. Raises Refusal when it is late or erased."""
        done = self._done.setdefault(seq, asyncio.get_running_loop().create_future())
        await asyncio.shield(done)

    def settle(self, failure: Refusal | None, seq: int | None = None) -> None:
        """Let go of those who wait for a message, or of all."""
        for number in [seq] if seq is not None else list(self._done):
            done = self._done.pop(number, None)
            if done is None or done.done():
                continue
            if failure:
                done.set_exception(failure)
            else:
                done.set_result(None)

    async def _run(self) -> None:
        house = self._house
        try:
            while todo := await self._next():
                await house.listen(News(self.conversation, typing=True))
                answer = await house.answering.turn(self.conversation, todo)
                if answer.erase:
                    await house.wipe(self.conversation)
                messages = await self._keep(todo, answer)
                if answer.erase:
                    await house.clerk.scrub()
                self.waiting = max(0, self.waiting - 1)
                await house.listen(News(self.conversation, tuple(messages), typing=False))
                self.settle(None, todo.seq)
        except KeyError:
            pass  # erased in the meantime: nobody is there to be answered
        finally:
            self.waiting = 0
            self.settle(None)
            self._over(self)

    async def _next(self) -> Todo | None:
        tries = 0
        while True:
            try:
                return await self._house.clerk.do(self._house.journal.todo, self.conversation)
            except JournalError as error:
                await self._pause(tries, error)
                tries += 1

    async def _keep(self, todo: Todo, answer: Answer) -> list[Message]:
        """The answer on disk. While that fails the person is told, and it is tried again."""
        house, tries = self._house, 0
        while True:
            missed, now = not house.watched(self.conversation), token.stamp(token.now())
            try:
                return await house.clerk.do(
                    house.journal.answer, self.conversation, todo.seq, answer, now, missed
                )
            except JournalError as error:
                if not tries:
                    await self._late(todo)
                await self._pause(tries, error)
                tries += 1

    async def _late(self, todo: Todo) -> None:
        advice = await self._house.alarm.look(todo.text, todo.country, todo.triage, PATIENT)
        said = refusal(self._house.alarm, 503, "late", advice, todo.country, AGAIN)
        text = f"{advice.card.text}\n\n{said.detail}" if advice.card else said.detail
        await self._house.listen(News(self.conversation, late=text))
        self.settle(said, todo.seq)

    async def _pause(self, tries: int, error: JournalError) -> None:
        failed(error)
        await asyncio.sleep(_TRIES[min(tries, len(_TRIES) - 1)])
