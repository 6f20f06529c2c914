"""The desk: takes messages, keeps them, has them answered in order, and never leaves one in silence."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

from companion.reply import Reply
from companion.server import measures, token
from companion.server.alarm import Advice, Alarm
from companion.server.clerk import Clerk, JournalError
from companion.server.journal import Answer, Journal, Kept, Session, Todo
from companion.server.limits import Rate, network
from companion.server.message import Message, shown
from companion.server.pool import Outcome, Pool, WorkerError
from companion.server.refusal import Refusal, unknown_token
from companion.server.settings import Settings
from companion.text import LONGEST

T = TypeVar("T")
_log = logging.getLogger(__name__)
_CACHED = 5_000  # sessions whose row is kept in memory
_KEEPING = 3.0  # seconds a message may take to be on disk, waiting included
_AGAIN = (0.5, 1.0, 2.0, 5.0)  # seconds between attempts to keep an answer


@dataclass(frozen=True)
class Opened:
    """A new session: the token is given out here and never again."""

    token: str
    session: Session
    messages: list[Message]


@dataclass(frozen=True)
class News:
    """Something new in a conversation, for whoever is connected. `late`: a sentence that is not kept."""

    conversation: str
    messages: tuple[Message, ...] = ()
    typing: bool | None = None
    late: str | None = None


Listener = Callable[[News], Coroutine[Any, Any, None]]


class Desk:
    """One for the whole server. All of it runs in one event loop."""

    def __init__(self, settings: Settings, journal: Journal, clerk: Clerk, pool: Pool, alarm: Alarm) -> None:
        self._settings, self._journal, self._clerk = settings, journal, clerk
        self._pool, self.alarm = pool, alarm
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._rates = {
            "session": Rate(settings.session_rate),
            "address": Rate(settings.address_rate),
            "opening": Rate(settings.opening_rate),
        }
        self._lines: dict[str, _Line] = {}
        self._waiting = 0
        self.listen: Listener = _nobody
        self.on_end: Callable[[str], Coroutine[Any, Any, None]] = _no_one
        self.watched: Callable[[str], bool] = lambda conversation: False

    # sessions

    async def open(self, country: str | None, language: str | None, address: str) -> Opened:
        """A new session, greeted. Raises Refusal."""
        country = country or self._settings.country or None
        wait = self._rates["opening"].take(network(address))
        if wait:
            raise self._refusal(429, "too_many", self.alarm.general(country), country, wait)
        if await self._keep(self._journal.count) >= self._settings.sessions:
            raise self._refusal(503, "busy", self.alarm.general(country), country, 30)
        now = token.stamp(token.now())
        name, key = token.conversation(), token.new()
        session = Session(name, country, language, now, now, token.after(self._settings.session_hours))
        answer = await self._greeting(session)
        messages = await self._keep(self._journal.begin, session, token.hashed(key), answer)
        self._remember(token.hashed(key), session)
        measures.SESSIONS.inc()
        return Opened(key, session, messages)

    async def session(self, key: object) -> Session:
        """Whose token this is. Raises Refusal."""
        if not isinstance(key, str) or not 20 <= len(key) <= 100:
            raise unknown_token()
        name = token.hashed(key)
        now = token.stamp(token.now())
        found = self._sessions.get(name)
        if found is None or found.expires <= now:  # it may have been given more time since
            found = await self._keep(self._journal.session, name)
        if found is None or found.expires <= now:
            self._sessions.pop(name, None)
            raise unknown_token()
        self._remember(name, found)
        return found

    async def rotate(self, key: str) -> tuple[str, Session]:
        """A new token for the conversation; the old one is dead at once. Raises Refusal."""
        session = await self.session(key)
        fresh = token.new()
        expires = token.after(self._settings.session_hours)
        self._sessions.pop(token.hashed(key), None)
        await self._keep(self._journal.rotate, session.conversation, token.hashed(fresh), expires)
        session = replace(session, expires=expires)
        self._remember(token.hashed(fresh), session)
        await self.on_end(session.conversation)  # what is connected with the old token
        return fresh, session

    # messages

    async def tell(
        self, key: str, text: object, client: object, country: str | None, address: str
    ) -> tuple[Session, Kept]:
        """Keep a person's message; it is on disk when this returns. Raises Refusal."""
        session = await self.session(key)
        country = country or session.country
        if not isinstance(text, str):
            raise Refusal(400, "bad_request", '"text" is not a text.')
        client = _client(client)
        await self._check(session, text, country, address)
        expires = token.after(self._settings.session_hours)
        work = (session.conversation, client, text, country, token.stamp(token.now()), expires)
        self._waiting += 1
        try:
            kept = await self._keep(self._journal.accept, *work, late=self._go(session))
        except KeyError as error:
            raise unknown_token() from error
        except Refusal as refusal:
            advice = await self.alarm.look(text, country)
            raise self._refusal(503, "not_kept", advice, country, 5) from refusal
        finally:
            self._waiting -= 1
        self._remember(token.hashed(key), replace(session, country=country, expires=expires))
        self._go(session)(kept)
        measures.MESSAGES.inc()
        return session, kept

    async def answers(self, session: Session, kept: Kept) -> list[Message]:
        """The replies to a message, when they are there. Raises Refusal where they cannot be kept."""
        line = self._lines.get(session.conversation)
        if kept.open and line:
            await line.wait(kept.seq)
        return await self._keep(self._journal.answers, session.conversation, kept.seq)

    async def messages(self, session: Session, after: int) -> list[Message]:
        """All messages after a number; one whose chat was let go of in the meantime is greeted anew."""
        found = await self._keep(self._journal.messages, session.conversation, after)
        if not found and not await self._keep(self._journal.messages, session.conversation, 0):
            answer = await self._greeting(session)
            now = token.stamp(token.now())
            found = await self._keep(self._journal.answer, session.conversation, None, answer, now, False)
        return found

    async def missed(self, session: Session) -> list[Message]:
        """Replies that came while nobody was connected."""
        return await self._keep(self._journal.missed, session.conversation)

    async def document(self, session: Session, name: str) -> tuple[str, str, str] | None:
        """A document of this conversation."""
        return await self._keep(self._journal.document, session.conversation, name)

    async def resume(self) -> None:
        """At the start: answer what a server that ended left unanswered."""
        for conversation in await self._keep(self._journal.waiting):
            self._line(conversation).go()

    def drop(self, conversation: str) -> None:
        """Forget what is in memory of a conversation."""
        line = self._lines.pop(conversation, None)
        if line:
            line.settle(unknown_token())
        for name in [name for name, row in self._sessions.items() if row.conversation == conversation]:
            del self._sessions[name]
        self._rates["session"].forget(conversation)

    async def close(self) -> None:
        """Stop answering; what waits stays in the journal."""
        for line in list(self._lines.values()):
            line.stop()

    async def look(self, text: str, error: str, status: int, country: str | None) -> Refusal:
        """A refusal for a message that was screened all the same."""
        return self._refusal(status, error, await self.alarm.look(text, country), country)

    # how an answer is made

    async def _answer(self, conversation: str, todo: Todo) -> Answer:
        head = {
            "do": "turn",
            "conversation": conversation,
            "text": todo.text,
            "country": todo.country,
            "user": conversation,
            "case": todo.triage,
        }
        try:
            began = time.perf_counter()
            outcome = await self._pool.run(head, todo.state)
            measures.TURN.observe(time.perf_counter() - began)
            return self._made(outcome)
        except WorkerError as error:
            _log.error("a message was answered without the engine: %s", error.what)
            measures.FAILED.inc()
            return await self._honest(todo)

    async def _honest(self, todo: Todo) -> Answer:
        """The card if there is danger, and the honest sentence. Triage remembers what it found."""
        advice = await self.alarm.look(todo.text, todo.country, todo.triage)
        replies = [advice.card] if advice.card else []
        rows = [reply.as_dict() for reply in (*replies, self.alarm.broken(todo.country))]
        return Answer([self._row(row) for row in rows], todo.state, advice.case or todo.triage)

    async def _greeting(self, session: Session) -> Answer:
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
            text = self.alarm.say("greeting", session.country)
            return Answer([self._row(Reply(text, kind="greeting").as_dict())], None, None)

    def _made(self, outcome: Outcome) -> Answer:
        data = [row.get("data", {}) for row in outcome.replies]
        erase = any(one.get("erase") for one in data)
        return Answer(
            [self._row(row) for row in outcome.replies],
            None if erase else outcome.state,
            _still_open(outcome.case) if erase else outcome.case,
            tuple(one["passed"] for one in data if one.get("passed")),
            erase,
            token.after(self._settings.remember_days * 24) if outcome.remembered else None,
        )

    def _row(self, row: dict[str, Any]) -> tuple[str, dict[str, Any], dict[str, str]]:
        files = row.get("data", {}).get("files", {})
        return row["text"], shown(row, self.alarm.source, []), files

    # small parts

    async def _check(self, session: Session, text: str, country: str | None, address: str) -> None:
        wait = self._rates["session"].take(session.conversation)
        wait = wait or self._rates["address"].take(network(address))
        if wait:
            advice = await self.alarm.look(text, country)
            raise self._refusal(429, "too_many", advice, country, wait)
        if len(text) > LONGEST:
            raise await self.look(text, "too_long", 413, country)
        if self._waiting + sum(line.busy for line in self._lines.values()) >= self._settings.waiting:
            raise self._refusal(503, "busy", await self.alarm.look(text, country), country, 3)

    def _refusal(
        self, status: int, error: str, advice: Advice, country: str | None, wait: float | None = None
    ) -> Refusal:
        measures.REFUSED.labels(error).inc()
        detail = self.alarm.say(error, country)
        return Refusal(status, error, detail, advice.emergency, advice.level, wait)

    def _go(self, session: Session) -> Callable[[Kept], None]:
        """What follows when a message is on disk, however late that is."""

        def go(kept: Kept) -> None:
            if kept.open:
                self._line(session.conversation).go()

        return go

    async def _keep(
        self, work: Callable[..., T], *arguments: Any, late: Callable[[T], None] | None = None
    ) -> T:
        """The journal's work, done; or the plain words that it is not, after a short wait.

        What is done after all gets to `late`.
        """
        doing = asyncio.ensure_future(self._clerk.do(work, *arguments))
        try:
            return await asyncio.wait_for(asyncio.shield(doing), _KEEPING)
        except (JournalError, asyncio.TimeoutError) as error:
            doing.add_done_callback(partial(_told, late))
            measures.UNKEPT.inc()
            _log.error("journal: %s", error.what if isinstance(error, JournalError) else "too slow")
            raise self._refusal(503, "not_kept", self.alarm.general(None), None, 5) from error

    def _remember(self, name: str, session: Session) -> None:
        self._sessions[name] = session
        self._sessions.move_to_end(name)
        while len(self._sessions) > _CACHED:
            self._sessions.popitem(last=False)

    def _line(self, conversation: str) -> _Line:
        return self._lines.setdefault(conversation, _Line(self, conversation))


class _Line:
    """The queue of one conversation: its messages are answered one after the other, as in the journal."""

    def __init__(self, desk: Desk, conversation: str) -> None:
        self._desk, self._conversation = desk, conversation
        self._task: asyncio.Task[None] | None = None
        self._more = 0
        self._done: dict[int, asyncio.Future[None]] = {}

    @property
    def busy(self) -> int:
        return self._more

    def go(self) -> None:
        """There is a message to answer."""
        self._more += 1
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    def stop(self) -> None:
        if self._task:
            self._task.cancel()

    def settle(self, failure: Refusal | None) -> None:
        """Let go of all who wait."""
        for seq in list(self._done):
            self._settle(seq, failure)

    async def wait(self, seq: int) -> None:
        """Until the message is answered. Raises Refusal when its answer is late."""
        done = self._done.setdefault(seq, asyncio.get_running_loop().create_future())
        await asyncio.shield(done)

    async def _run(self) -> None:
        desk, conversation = self._desk, self._conversation
        try:
            while self._more:
                todo = await self._next()
                if todo is None:
                    break
                await desk.listen(News(conversation, typing=True))
                answer = await desk._answer(conversation, todo)
                messages = await self._keep(todo, answer)
                self._more = max(0, self._more - 1)
                await desk.listen(News(conversation, tuple(messages), typing=False))
                self._settle(todo.seq, None)
        except KeyError:
            pass  # erased in the meantime: nobody is there to be answered
        finally:
            self._more = 0
            self.settle(None)
            if desk._lines.get(conversation) is self:
                del desk._lines[conversation]

    async def _next(self) -> Todo | None:
        for wait in _AGAIN:
            try:
                return await self._desk._clerk.do(self._desk._journal.todo, self._conversation)
            except JournalError:
                await asyncio.sleep(wait)
        return None

    async def _keep(self, todo: Todo, answer: Answer) -> list[Message]:
        """The answer on disk. While that fails the person is told, and it is tried again."""
        desk = self._desk
        tries = 0
        while True:
            try:
                missed = not desk.watched(self._conversation)
                now = token.stamp(token.now())
                return await desk._clerk.do(
                    desk._journal.answer, self._conversation, todo.seq, answer, now, missed
                )
            except JournalError as error:
                _log.error("journal: %s", error.what)
                measures.UNKEPT.inc()
                if tries == 0:
                    await self._late(todo)
                await asyncio.sleep(_AGAIN[min(tries, len(_AGAIN) - 1)])
                tries += 1

    async def _late(self, todo: Todo) -> None:
        advice = await self._desk.alarm.look(todo.text, todo.country, todo.triage)
        refusal = self._desk._refusal(503, "late", advice, todo.country, 5)
        text = f"{advice.card.text}\n\n{refusal.detail}" if advice.card else refusal.detail
        await self._desk.listen(News(self._conversation, late=text))
        self._settle(todo.seq, refusal)

    def _settle(self, seq: int, failure: Refusal | None) -> None:
        waiting = self._done.pop(seq, None)
        if waiting is None or waiting.done():
            return
        if failure:
            waiting.set_exception(failure)
        else:
            waiting.set_result(None)


def _client(given: object) -> str:
    if given is None:
        return token.conversation()
    if isinstance(given, str) and 1 <= len(given) <= 64 and given.isprintable():
        return given
    raise Refusal(400, "bad_request", '"id" is not a text of 1 to 64 characters.')


def _still_open(case: dict[str, Any] | None) -> dict[str, Any] | None:
    """What stays when a person is forgotten in a chat: an open danger, without their words."""
    if not case or case["level"] not in ("emergency", "urgent"):
        return None
    signs = [[idea, "", turn, sentence] for idea, _, turn, sentence in case["signs"]]
    return {**case, "signs": signs, "said": []}


def _told(late: Callable[[T], None] | None, done: asyncio.Future[T]) -> None:
    if not done.cancelled() and done.exception() is None and late:
        late(done.result())


async def _nobody(news: News) -> None:
    pass


async def _no_one(conversation: str) -> None:
    pass
