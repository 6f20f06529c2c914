"""The one thread that writes: what waits is written together, so that a disk sync serves many.

Every piece of work succeeds or fails alone (a savepoint each); none is reported done before all
of it is on disk.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from companion.errors import CompanionError

T = TypeVar("T")
_MOST = 64  # pieces of work that share a sync


class JournalError(CompanionError):
    """The journal could not be read or written: nothing of it may be told as done."""

    def __init__(self, what: str) -> None:
        super().__init__("journal", what, "check the disk, and that nothing else uses the data folder")


class Clerk:
    """Runs work on one connection, in order."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    async def do(self, work: Callable[..., T], *arguments: Any) -> T:
        """The result of `work(*arguments)` once it is on disk. Raises JournalError."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()
        self._queue.put(_Work(work, arguments, done, loop))
        return await done

    async def scrub(self) -> None:
        """Write the file anew and empty the write-ahead log: nothing erased is left. Raises JournalError.

        secure_delete overwrites what is deleted, but not what SQLite had copied when it balanced pages: in
        one of 25 journals a few bytes stayed. It takes as long as the file is large.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        self._queue.put(_Work(self._scrub, (), done, loop, apart=True))
        await done

    def close(self) -> None:
        """Finish what waits and close the file."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        while True:
            batch, last = self._batch()
            together = [work for work in batch if not work.apart]
            if together:
                self._write(together)
            for work in batch:
                if work.apart:
                    work.alone()
                work.report()
            if last:
                return

    def _batch(self) -> tuple[list[_Work], bool]:
        """What waits now, and whether that was all there will ever be."""
        batch: list[_Work] = []
        while len(batch) < _MOST and not (batch and batch[-1].apart):
            try:
                work = self._queue.get(block=not batch)
            except queue.Empty:
                break
            if work is None:
                return batch, True
            batch.append(work)
        return batch, False

    def _write(self, batch: list[_Work]) -> None:
        try:
            self._connection.execute("begin immediate")
            for work in batch:
                work.among(self._connection)
            self._connection.execute("commit")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("rollback")
            for work in batch:
                work.failure = JournalError(str(error))

    def _scrub(self) -> None:
        self._connection.execute("vacuum")
        if self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]:
            raise JournalError("a reader keeps the write-ahead log from being emptied")


class _Work:
    def __init__(
        self,
        work: Callable[..., Any],
        arguments: tuple[Any, ...],
        done: asyncio.Future[Any],
        loop: asyncio.AbstractEventLoop,
        apart: bool = False,
    ) -> None:
        self._work, self._arguments, self._done, self._loop = work, arguments, done, loop
        self.apart = apart  # outside of a transaction
        self._result: Any = None
        self.failure: Exception | None = None

    def among(self, connection: sqlite3.Connection) -> None:
        """One of several: a failure must not take the others with it."""
        connection.execute("savepoint one")
        self.alone()
        if self.failure and not connection.in_transaction:  # a full disk undoes all of it at once
            raise sqlite3.OperationalError(str(self.failure))
        if self.failure:
            connection.execute("rollback to one")
        connection.execute("release one")

    def alone(self) -> None:
        try:
            self._result = self._work(*self._arguments)
        except Exception as error:
            # Whatever it was, whoever asked gets to know it.
            self.failure = JournalError(str(error)) if isinstance(error, sqlite3.Error) else error

    def report(self) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell)

    def _tell(self) -> None:
        if self._done.done():  # whoever asked has gone
            return
        if self.failure:
            self._done.set_exception(self.failure)
        else:
            self._done.set_result(self._result)
