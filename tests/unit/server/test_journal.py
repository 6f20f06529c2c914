"""The journal: ids, order, erasure, and loud failure."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from companion.server.clerk import Clerk, JournalError
from companion.server.journal import FILE, Journal, open_file
from companion.server.record import Answer, Session

SHOWN = {"kind": "answer", "level": "none", "sources": [], "buttons": [], "documents": []}
LATE, LATER = "2030-01-01T00:00:00.000Z", "2031-01-01T00:00:00.000Z"


def reply(text: str, **files: str) -> Answer:
    return Answer([(text, SHOWN, files)], b"state", {"level": "none"})


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    found = open_file(tmp_path, 0.2)
    yield found
    found.close()


@pytest.fixture
def journal(connection: sqlite3.Connection) -> Journal:
    found = Journal(connection)
    found.begin(Session("c", "GB", None, LATE, LATE, LATER), "hash", reply("hello"))
    return found


def tell(journal: Journal, name: str, text: str = "hi") -> Any:
    return journal.accept("c", name, text, None, LATE, LATER)


def test_a_message_is_there_once_however_often_it_comes(journal: Journal) -> None:
    first, again = tell(journal, "a"), tell(journal, "a", "other words")
    assert (first.seq, first.fresh, first.open) == (2, True, True)
    assert (again.seq, again.fresh, again.open) == (2, False, True)
    assert [message.text for message in journal.messages("c")] == ["hello", "hi"]


def test_messages_are_answered_in_order_and_once(journal: Journal) -> None:
    tell(journal, "a", "one"), tell(journal, "b", "two")
    todo = journal.todo("c")
    assert todo
    assert (todo.seq, todo.text, todo.state) == (2, "one", b"state")
    assert journal.waiting() == ["c"]
    journal.answer("c", 2, reply("to one"), LATE, True)
    assert journal.todo("c").seq == 3
    journal.answer("c", 3, reply("to two"), LATE, False)
    assert journal.todo("c") is None
    assert journal.waiting() == []
    assert [message.text for message in journal.answers("c", 3)] == ["to two"]
    assert [message.text for message in journal.missed("c")] == ["to one"]
    assert journal.missed("c") == []


def test_a_number_is_never_used_twice(journal: Journal) -> None:
    tell(journal, "a")
    journal.clear("c")
    assert journal.messages("c") == []
    assert tell(journal, "b").seq == 3


def test_forgetting_leaves_what_was_said_afterwards(journal: Journal) -> None:
    tell(journal, "a", "forget me"), tell(journal, "b", "hello again")
    gone = Answer([("done", SHOWN, {})], None, None, erase=True)
    journal.answer("c", 2, gone, LATE, False)
    assert [message.text for message in journal.messages("c")] == ["hello again", "done"]
    assert journal.todo("c").text == "hello again"


def test_documents_are_found_by_their_own_conversation_only(journal: Journal) -> None:
    tell(journal, "a")
    (message,) = journal.answer("c", 2, reply("here", **{"card.md": "# card"}), LATE, False)
    name = message.reply["documents"][0]["href"].rpartition("/")[2]
    assert journal.document("c", name) == ("card.md", "text/markdown", "# card")
    assert journal.document("d", name) is None


def test_nothing_is_written_for_an_erased_conversation(journal: Journal) -> None:
    tell(journal, "a")
    journal.erase("c")
    assert journal.session("hash") is None
    for work in (lambda: tell(journal, "b"), lambda: journal.answer("c", 2, reply("x"), LATE, False)):
        with pytest.raises(KeyError):
            work()


def test_a_damaged_or_newer_file_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises(JournalError, match=r"journal\.db"):
        open_file(tmp_path, 0.2)
    (tmp_path / FILE).unlink()
    newer = sqlite3.connect(tmp_path / FILE)
    newer.execute("pragma user_version = 99")
    newer.close()
    with pytest.raises(JournalError, match="version 99"):
        open_file(tmp_path, 0.2)


def test_the_file_is_its_owners_only(tmp_path: Path) -> None:
    open_file(tmp_path / "data", 0.2).close()
    assert (tmp_path / "data" / FILE).stat().st_mode & 0o077 == 0
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def run(connection: sqlite3.Connection, *works: Callable[[], Any]) -> list[Any]:
    """What a clerk makes of several pieces of work at once."""

    async def all_of_them() -> list[Any]:
        return await asyncio.gather(*(clerk.do(work) for work in works), return_exceptions=True)

    clerk = Clerk(connection)
    found = asyncio.run(all_of_them())
    clerk.close()
    return found


def test_one_failure_takes_no_other_work_with_it(tmp_path: Path) -> None:
    connection = open_file(tmp_path, 0.2)
    connection.execute("create table t (a)")

    def write(value: int) -> Callable[[], int]:
        def work() -> int:
            connection.execute("insert into t values (?)", (value,))
            if value == 2:
                raise ValueError("two")
            return value

        return work

    found = run(connection, write(1), write(2), write(3))
    assert (found[0], found[2]) == (1, 3)
    assert isinstance(found[1], ValueError)
    check = sqlite3.connect(tmp_path / FILE)
    assert check.execute("select a from t order by a").fetchall() == [(1,), (3,)]
    check.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    connection = open_file(tmp_path, 0.2)
    journal = Journal(connection)
    connection.execute(f"pragma max_page_count = {connection.execute('pragma page_count').fetchone()[0]}")
    session = Session("c", None, None, LATE, LATE, LATER)
    (found,) = run(connection, lambda: journal.begin(session, "hash", reply("x" * 100_000)))
    assert isinstance(found, JournalError)
    assert "full" in found.what
    again = open_file(tmp_path, 0.2)
    assert Journal(again).count() == 0
    again.close()


def test_nothing_erased_stays_where_pages_were_balanced(tmp_path: Path) -> None:
    secret, chance, connection = "zanzibarquokka", random.Random(1), open_file(tmp_path, 0.2)
    connection.execute("pragma synchronous = off")
    journal, names = Journal(connection), [f"c{number}" for number in range(25)]
    for name in names:
        journal.begin(Session(name, "GB", None, LATE, LATE, LATER), f"hash{name}", reply("hello"))
    for turn in range(120):
        name = chance.choice(names)
        word = secret if name == "c7" else ""
        seq = journal.accept(name, f"m{turn}", word + "w" * chance.randint(0, 200), None, LATE, LATER).seq
        said = [(word + "r" * chance.randint(40, 1500), SHOWN, {}) for _ in range(chance.randint(1, 3))]
        state = (word + "e" * chance.randint(2000, 9000)).encode()
        journal.answer(name, seq, Answer(said, state, None), LATE, False)

    async def erase() -> bytes:
        clerk = Clerk(connection)
        await clerk.do(journal.erase, "c7")
        connection.execute("pragma wal_checkpoint(truncate)")
        left = (tmp_path / FILE).read_bytes()
        await clerk.scrub()
        clerk.close()
        return left

    assert secret.encode() in asyncio.run(erase())  # what SQLite had copied is not overwritten
    assert secret.encode() not in (tmp_path / FILE).read_bytes()
