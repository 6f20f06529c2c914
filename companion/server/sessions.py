"""Who may speak in which conversation: tokens we gave out, and nothing a client chose."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

from companion.server import measures, token
from companion.server.answering import Answering
from companion.server.journal import Journal
from companion.server.keeping import Keeping
from companion.server.message import Message
from companion.server.record import Session
from companion.server.refusal import unknown_token

_CACHED = 5_000  # sessions whose row is kept in memory


class Sessions:
    """`hours` after the last message a token ends."""

    def __init__(self, journal: Journal, keeping: Keeping, answering: Answering, hours: float) -> None:
        self._journal, self._keeping, self._answering = journal, keeping, answering
        self.hours = hours
        self._known: OrderedDict[str, Session] = OrderedDict()

    async def open(self, country: str | None, language: str | None) -> tuple[str, Session, list[Message]]:
        """(token, session, greeting). The token is given out here and never again. Raises Refusal."""
        now = token.stamp(token.now())
        key = token.new()
        session = Session(token.conversation(), country, language, now, now, token.after(self.hours))
        answer = await self._answering.greeting(session)
        messages = await self._keeping.do(self._journal.begin, session, token.hashed(key), answer)
        self.remember(key, session)
        measures.SESSIONS.inc()
        return key, session, messages

    async def of(self, key: object) -> Session:
        """Whose token this is. Raises Refusal."""
        if not isinstance(key, str) or not 20 <= len(key) <= 100:
            raise unknown_token()
        now = token.stamp(token.now())
        found = self._known.get(token.hashed(key))
        if found is None or found.expires <= now:  # it may have been given more time since
            found = await self._keeping.do(self._journal.session, token.hashed(key))
        if found is None or found.expires <= now:
            self._known.pop(token.hashed(key), None)
            raise unknown_token()
        self.remember(key, found)
        return found

    async def rotate(self, key: str) -> tuple[str, Session]:
        """A new token for the conversation; the old one is dead at once. Raises Refusal."""
        session = await self.of(key)
        fresh, expires = token.new(), max(session.expires, token.after(self.hours))
        self._known.pop(token.hashed(key), None)
        await self._keeping.do(self._journal.rotate, session.conversation, token.hashed(fresh), expires)
        session = replace(session, expires=expires)
        self.remember(fresh, session)
        return fresh, session

    def remember(self, key: str, session: Session) -> None:
        """Keep a session's row at hand."""
        name = token.hashed(key)
        self._known[name] = session
        self._known.move_to_end(name)
        while len(self._known) > _CACHED:
            self._known.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Its token is looked up anew."""
        for name in [name for name, row in self._known.items() if row.conversation == conversation]:
            del self._known[name]
