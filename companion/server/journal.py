"""Everything that is kept, in one SQLite file: sessions, messages, engine state, documents.

The functions here are the work that a Clerk runs; each is one transaction. Deleted bytes are
overwritten (secure_delete), and the file is written anew after an erasure (Clerk.scrub).
"""

from __future__ import annotations

import json
import os
import secrets
import sqlite3
import zlib
from pathlib import Path
from typing import Any

from companion.server.clerk import JournalError
from companion.server.message import Message, media_type
from companion.server.record import Answer, Kept, Session, Todo

FILE = "journal.db"
_VERSION = 1
_SCHEMA = Path(__file__).with_name("schema.sql")
_COLUMNS = "seq, sender, at, text, client, reply"


def open_file(folder: Path, wait: float) -> sqlite3.Connection:
    """The journal of a data folder, made when it is missing. `wait`: seconds for a locked file.

    Raises JournalError for a damaged file, one of a newer version, or a folder that cannot be written.
    """
    path = folder / FILE
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=False)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma secure_delete = on")
        found = connection.execute("pragma user_version").fetchone()[0]
        if found not in (0, _VERSION):
            raise JournalError(f"{path} is of version {found}, this program knows {_VERSION}")
        connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
        connection.execute(f"pragma user_version = {_VERSION}")
    except (sqlite3.Error, OSError) as error:
        raise JournalError(f"{path}: {error}") from error
    return connection


class Journal:
    """The work on an open file. Not for two threads at once: give it to a Clerk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._many = connection.executemany

    # sessions

    def begin(self, session: Session, token: str, answer: Answer) -> list[Message]:
        """A new session with its greeting. `token` is the hash of one."""
        row = (session.conversation, token, session.country, session.language)
        times = (session.created, session.active, session.expires)
        self._run(
            "insert into session (conversation, token, country, language, created, active, expires)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (*row, *times),
        )
        return self.answer(session.conversation, None, answer, session.created, False)

    def session(self, token: str) -> Session | None:
        """By the hash of its token; expired ones too."""
        found = self._run(
            "select conversation, country, language, created, active, expires from session where token = ?",
            (token,),
        ).fetchone()
        return Session(*found) if found else None

    def rotate(self, conversation: str, token: str, expires: str) -> None:
        """Only the new token opens the conversation from now on."""
        self._run(
            "update session set token = ?, expires = ? where conversation = ?", (token, expires, conversation)
        )

    def count(self) -> int:
        """Sessions there are."""
        found: int = self._run("select count(*) from session").fetchone()[0]
        return found

    # messages

    def accept(
        self, conversation: str, client: str, text: str, country: str | None, at: str, expires: str
    ) -> Kept:
        """A person's message. The same client id again changes nothing. Raises KeyError when erased."""
        self._must_exist(conversation)
        known = self._run(
            "select seq, open, at from message where conversation = ? and client = ?", (conversation, client)
        ).fetchone()
        if known:
            return Kept(known[0], False, bool(known[1]), client, known[2])
        seq = self._next(conversation)
        self._run(
            "insert into message (conversation, seq, sender, at, client, country, text, open)"
            " values (?, ?, 'person', ?, ?, ?, ?, 1)",
            (conversation, seq, at, client, country, text),
        )
        self._run(
            "update session set active = ?, expires = max(expires, ?), country = coalesce(?, country)"
            " where conversation = ?",
            (at, expires, country, conversation),
        )
        return Kept(seq, True, True, client, at)

    def todo(self, conversation: str) -> Todo | None:
        """The oldest message without an answer, or None."""
        found = self._run(
            "select seq, text, message.country, state, triage from message join session using (conversation)"
            " where conversation = ? and open = 1 order by seq limit 1",
            (conversation,),
        ).fetchone()
        if found is None:
            return None
        seq, text, country, state, triage = found
        return Todo(seq, text, country, state, json.loads(triage) if triage else None)

    def waiting(self) -> list[str]:
        """Conversations with a message that has no answer, the longest wait first."""
        rows = self._run(
            "select conversation from message where open = 1 group by conversation order by min(at)"
        )
        return [row[0] for row in rows]

    def answer(
        self, conversation: str, asked: int | None, answer: Answer, at: str, missed: bool
    ) -> list[Message]:
        """Replies, state and the end of waiting, all or nothing. Raises KeyError when erased meanwhile."""
        self._must_exist(conversation)
        if answer.erase:
            self._clear(conversation, asked)
        triage = json.dumps(answer.triage) if answer.triage else None
        self._run(
            "update session set state = ?, triage = ?, expires = coalesce(?, expires) where conversation = ?",
            (answer.state, triage, answer.expires, conversation),
        )
        self._many(
            "insert into passed values (?, ?, ?)", [(conversation, at, place) for place in answer.passed]
        )
        if asked is not None:
            self._run("update message set open = 0 where conversation = ? and seq = ?", (conversation, asked))
        begun: int = self._run("select last from session where conversation = ?", (conversation,)).fetchone()[
            0
        ]
        for text, reply, files in answer.replies:
            seq = self._next(conversation)
            shown = {**reply, "documents": [self._document(conversation, *file) for file in files.items()]}
            self._run(
                "insert into message (conversation, seq, sender, at, text, reply, answers, missed)"
                " values (?, ?, 'companion', ?, ?, ?, ?, ?)",
                (conversation, seq, at, text, json.dumps(shown), asked, missed),
            )
        return self.messages(conversation, begun)

    def messages(self, conversation: str, after: int = 0) -> list[Message]:
        """All messages with a higher number, in order."""
        rows = self._run(
            f"select {_COLUMNS} from message where conversation = ? and seq > ? order by seq",
            (conversation, after),
        )
        return [Message.of(row) for row in rows]

    def answers(self, conversation: str, seq: int) -> list[Message]:
        """The replies to one message."""
        rows = self._run(
            f"select {_COLUMNS} from message where conversation = ? and answers = ? order by seq",
            (conversation, seq),
        )
        return [Message.of(row) for row in rows]

    def missed(self, conversation: str) -> list[Message]:
        """Replies that nobody was connected to see; they count as seen from now on."""
        rows = self._run(
            f"select {_COLUMNS} from message where conversation = ? and missed = 1 order by seq",
            (conversation,),
        ).fetchall()
        self._run("update message set missed = 0 where conversation = ? and missed = 1", (conversation,))
        return [Message.of(row) for row in rows]

    def document(self, conversation: str, name: str) -> tuple[str, str, str] | None:
        """(name, media type, text) of a document by its id, for its own conversation only."""
        found: tuple[str, str, str] | None = self._run(
            "select name, type, body from document where conversation = ? and id = ?", (conversation, name)
        ).fetchone()
        return found

    # rights

    def export(self, conversation: str) -> dict[str, Any]:
        """All there is about a conversation but the token, JSON-ready."""
        names = ("country", "language", "created", "active", "expires", "triage", "state")
        row = self._run(
            f"select {', '.join(names)} from session where conversation = ?", (conversation,)
        ).fetchone()
        documents = self._run(
            "select name, type, body from document where conversation = ?", (conversation,)
        ).fetchall()
        session = dict(zip(names, row, strict=True)) if row else {}
        triage, state = session.pop("triage", None), session.pop("state", None)
        return {
            "session": session,
            "triage": json.loads(triage) if triage else None,
            "engine": json.loads(zlib.decompress(state)) if state else None,
            "messages": [message.as_dict() for message in self.messages(conversation)],
            "documents": [dict(zip(("name", "type", "text"), one, strict=True)) for one in documents],
            "handed_over": [{"at": at, "to": place} for at, place in self.passed(conversation)],
        }

    def passed(self, conversation: str) -> list[tuple[str, str]]:
        """Hand-offs: when, and where the note went."""
        rows = self._run("select at, place from passed where conversation = ? order by at", (conversation,))
        return rows.fetchall()

    def clear(self, conversation: str) -> None:
        """Erase what was said; the session and its token stay."""
        self._clear(conversation)
        self._run("update session set state = null, triage = null where conversation = ?", (conversation,))

    def erase(self, conversation: str) -> None:
        """Erase a session with all that belongs to it."""
        self._clear(conversation)
        self._run("delete from session where conversation = ?", (conversation,))

    def stale(self, now: str, quiet_since: str) -> list[tuple[str, bool]]:
        """(conversation, expired) of what is past its token's or its retention's end."""
        rows = self._run(
            "select conversation, expires <= ?, active from session where expires <= ? or active <= ?"
            " and exists (select 1 from message where message.conversation = session.conversation)",
            (now, now, quiet_since),
        )
        return [(row[0], bool(row[1])) for row in rows]

    def _clear(self, conversation: str, upto: int | None = None) -> None:
        """All that was said, or all up to a message: a later one still waits for its answer."""
        for table in ("document", "passed"):
            self._run(f"delete from {table} where conversation = ?", (conversation,))
        self._run(
            "delete from message where conversation = ? and seq <= coalesce(?, seq)", (conversation, upto)
        )

    def _must_exist(self, conversation: str) -> None:
        if not self._run("select 1 from session where conversation = ?", (conversation,)).fetchone():
            raise KeyError(conversation)

    def _next(self, conversation: str) -> int:
        found: int = self._run(
            "update session set last = last + 1 where conversation = ? returning last", (conversation,)
        ).fetchone()[0]
        return found

    def _document(self, conversation: str, name: str, body: str) -> dict[str, str]:
        key = secrets.token_urlsafe(24)
        kind = media_type(name)
        self._run("insert into document values (?, ?, ?, ?, ?)", (key, conversation, name, kind, body))
        return {"name": name, "type": kind, "href": f"/api/documents/{key}"}
