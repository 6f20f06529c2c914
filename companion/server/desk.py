"""The desk: takes messages, keeps them, and has them answered in order. Never leaves one in silence."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any

from companion.server import measures, token
from companion.server.alarm import Alarm
from companion.server.answering import Answering
from companion.server.clerk import Clerk
from companion.server.journal import Journal
from companion.server.keeping import AGAIN, Keeping, refusal
from companion.server.limits import Rate, network
from companion.server.line import House, Line, News
from companion.server.message import Message
from companion.server.pool import Pool
from companion.server.record import Kept, Session
from companion.server.refusal import Refusal, bad, unknown_token
from companion.server.sessions import Sessions
from companion.server.settings import Settings
from companion.text import LONGEST

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")  # a client's name for a message


class Desk:
    """One for the whole server. All of it runs in one event loop."""

    def __init__(self, settings: Settings, journal: Journal, clerk: Clerk, pool: Pool, alarm: Alarm) -> None:
        self._settings, self._journal, self._alarm = settings, journal, alarm
        self._keeping = Keeping(clerk, alarm)
        self._answering = Answering(pool, alarm, settings)
        self._sessions = Sessions(journal, self._keeping, self._answering, settings.session_hours)
        self._by_session = Rate(settings.session_rate)
        self._requests = Rate(settings.request_rate)
        self._by_address = Rate(settings.address_rate)
        self._opening = Rate(settings.opening_rate)
        self._house = House(
            journal, clerk, alarm, self._answering, _nobody, lambda conversation: False, _nobody
        )
        self._lines: dict[str, Line] = {}
        self._arriving = 0
        self.on_end: Callable[[str], Coroutine[Any, Any, None]] = _nobody

    def show_to(
        self, listen: Callable[[News], Coroutine[Any, Any, None]], watched: Callable[[str], bool]
    ) -> None:
        """Who hears what is new, and who knows whether anyone is connected."""
        self._house.listen, self._house.watched = listen, watched

    def wipe_with(self, wipe: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        """Who erases what lies outside of the journal, when a person wants that in the chat."""
        self._house.wipe = wipe

    async def open(
        self, country: str | None, language: str | None, address: str
    ) -> tuple[str, Session, list[Message]]:
        """A new session, greeted: (token, session, messages). Raises Refusal."""
        country = country or self._settings.country or None
        wait = self._opening.take(network(address))
        if wait:
            raise refusal(self._alarm, 429, "too_many", self._alarm.general(country), country, wait)
        full = await self._keeping.do(self._journal.count) >= self._settings.sessions
        if full or self._crowded:
            raise refusal(self._alarm, 503, "busy", self._alarm.general(country), country, AGAIN)
        return await self._sessions.open(country, language)

    async def session(self, key: object) -> Session:
        """Whose token this is, for anything but a message. Raises Refusal."""
        found = await self._sessions.of(key)
        wait = self._requests.take(found.conversation)
        if wait:
            advice = self._alarm.general(found.country)
            raise refusal(self._alarm, 429, "too_many", advice, found.country, wait)
        return found

    async def rotate(self, key: str) -> tuple[str, Session]:
        """A new token; what is connected with the old one hears nothing more. Raises Refusal."""
        fresh, session = await self._sessions.rotate(key)
        await self.on_end(session.conversation)
        return fresh, session

    async def tell(
        self, key: object, text: object, client: object, country: str | None, address: str
    ) -> tuple[Session, Kept]:
        """Keep a person's message; it is on disk when this returns. Raises Refusal."""
        session = await self._sessions.of(key)
        country = country or session.country
        if not isinstance(text, str):
            raise bad('"text" or "message" is not a text.')
        client = _client(client)
        self._arriving += 1
        try:
            await self._check(session, text, country, address)
            kept = await self._keep(session, client, text, country)
        finally:
            self._arriving -= 1
        later = max(session.expires, token.after(self._settings.session_hours))
        self._sessions.remember(str(key), replace(session, country=country, expires=later))
        return session, kept

    async def answers(self, session: Session, kept: Kept) -> list[Message]:
        """The replies to a message, when they are there. Raises Refusal where they come late."""
        line = self._lines.get(session.conversation)
        if kept.open and line:
            await line.until(kept.seq)
        return await self._keeping.do(self._journal.answers, session.conversation, kept.seq)

    async def messages(self, session: Session, after: int) -> list[Message]:
        """All messages after a number; one whose chat was let go of in the meantime is greeted anew."""
        found = await self._keeping.do(self._journal.messages, session.conversation, after)
        if found or await self._keeping.do(self._journal.messages, session.conversation, 0):
            return found
        answer = await self._answering.greeting(session)
        work = (session.conversation, None, answer, token.stamp(token.now()), False)
        return await self._keeping.do(self._journal.answer, *work)

    async def missed(self, session: Session) -> list[Message]:
        """Replies that came while nobody was connected."""
        return await self._keeping.do(self._journal.missed, session.conversation)

    async def document(self, session: Session, name: str) -> tuple[str, str, str] | None:
        """(name, media type, text) of a document of this conversation, or None."""
        return await self._keeping.do(self._journal.document, session.conversation, name)

    async def resume(self) -> None:
        """At the start: answer what a server that ended left unanswered."""
        for conversation in await self._keeping.do(self._journal.waiting):
            self._line(conversation).go()

    def drop(self, conversation: str) -> None:
        """Forget what is in memory of a conversation."""
        line = self._lines.pop(conversation, None)
        if line:
            line.settle(unknown_token())
        self._sessions.forget(conversation)
        self._by_session.forget(conversation)
        self._requests.forget(conversation)

    def close(self) -> None:
        """Stop answering; what waits stays in the journal."""
        for line in list(self._lines.values()):
            line.stop()

    @property
    def _crowded(self) -> bool:
        """Whether more messages wait than can be answered soon."""
        waiting = self._arriving + sum(line.waiting for line in self._lines.values())
        return waiting > self._settings.waiting

    async def _check(self, session: Session, text: str, country: str | None, address: str) -> None:
        """Limits; what is refused is screened all the same."""
        wait = self._by_session.take(session.conversation) or self._by_address.take(network(address))
        if wait:
            raise await self._screened(429, "too_many", text, country, wait)
        if len(text) > LONGEST:
            raise await self._screened(413, "too_long", text, country)
        if self._crowded:
            raise await self._screened(503, "busy", text, country, AGAIN)

    async def _keep(self, session: Session, client: str, text: str, country: str | None) -> Kept:
        def go(kept: Kept) -> None:
            if kept.open:
                self._line(session.conversation).go()
            measures.MESSAGES.inc()

        expires = token.after(self._settings.session_hours)
        work = (session.conversation, client, text, country, token.stamp(token.now()), expires)
        try:
            kept = await self._keeping.do(self._journal.accept, *work, late=go)
        except KeyError as error:
            raise unknown_token() from error
        except Refusal as error:
            raise await self._screened(503, "not_kept", text, country, AGAIN) from error
        go(kept)
        return kept

    async def _screened(
        self, status: int, error: str, text: str, country: str | None, wait: float | None = None
    ) -> Refusal:
        advice = await self._alarm.look(text, country)
        return refusal(self._alarm, status, error, advice, country, wait)

    def _line(self, conversation: str) -> Line:
        return self._lines.setdefault(conversation, Line(self._house, conversation, self._over))

    def _over(self, line: Line) -> None:
        if self._lines.get(line.conversation) is line:
            del self._lines[line.conversation]


def _client(given: object) -> str:
    """The client's id of a message, or a new one."""
    if given is None:
        return token.conversation()
    if isinstance(given, str) and _ID.fullmatch(given):
        return given
    raise bad('"id" is not 1 to 64 letters, digits and _.:-')


async def _nobody(news: News | str) -> None:
    """Where no surface is connected."""
