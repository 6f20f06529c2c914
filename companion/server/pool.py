"""The worker processes: one turn each at a time. One that hangs or dies is replaced."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.errors import CompanionError
from companion.server import frame

_log = logging.getLogger(__name__)
COMMAND = (sys.executable, "-m", "companion.server.worker")
START = 180.0  # seconds a worker may take to load, on a very busy machine
PAUSE = 2.0  # seconds before another start, when one failed


class WorkerError(CompanionError):
    """A turn got no answer from its worker: it took too long, or the worker went away."""

    def __init__(self, what: str) -> None:
        super().__init__("worker", what, "the person is told; the worker is replaced")


@dataclass(frozen=True)
class Outcome:
    """What a turn came to: replies as rows, the new state, and what triage knows by now."""

    replies: list[dict[str, Any]]
    state: bytes | None
    case: dict[str, Any] | None
    level: str
    remembered: bool = False  # the person has agreed to be remembered


class Pool:
    """`size` workers; `seconds` is how long a turn may take."""

    def __init__(self, root: Path, size: int, seconds: float, command: tuple[str, ...] = COMMAND) -> None:
        self._command = (*command, str(root))
        self._size = size
        self._seconds = seconds
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        self.on_replace: Callable[[], None] = lambda: None

    async def open(self) -> None:
        """Start all workers; returns when they are ready. Raises WorkerError when one cannot load."""
        workers = await asyncio.gather(*(self._start() for _ in range(self._size)))
        for worker in workers:
            self._free.put_nowait(worker)

    @property
    def ready(self) -> bool:
        """Whether any worker is alive."""
        return any(worker.alive for worker in self._all)

    async def run(self, head: dict[str, Any], state: bytes | None) -> Outcome:
        """Have one turn taken. Raises WorkerError."""
        worker = await self._free.get()
        try:
            answer, body = await asyncio.wait_for(worker.ask(head, state or b""), self._seconds)
        except asyncio.TimeoutError as error:
            self._replace(worker)
            raise WorkerError(f"no answer within {self._seconds:g} seconds") from error
        except (OSError, EOFError) as error:
            self._replace(worker)
            raise WorkerError("the worker has ended") from error
        except asyncio.CancelledError:
            self._replace(worker)  # half a frame may be under way: this worker is of no use any more
            raise
        self._free.put_nowait(worker)
        if "error" in answer:
            raise WorkerError(f"the turn failed: {answer['error']}")
        return Outcome(answer["replies"], body, answer["case"], answer["level"], answer["remembered"])

    async def close(self) -> None:
        """End all workers."""
        self._closing = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(worker.end() for worker in list(self._all)))
        self._all.clear()

    def _replace(self, worker: _Worker) -> None:
        self.on_replace()
        task = asyncio.create_task(self._renew(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew(self, worker: _Worker) -> None:
        await worker.end()
        self._all.discard(worker)
        while not self._closing:
            try:
                self._free.put_nowait(await self._start())
                return
            except WorkerError:
                _log.error("a worker did not start; trying again")
                await asyncio.sleep(PAUSE)

    async def _start(self) -> _Worker:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for the server, which ends its workers itself
        )
        worker = _Worker(process)
        self._all.add(worker)
        try:
            await asyncio.wait_for(worker.read(), START)
        except (asyncio.TimeoutError, EOFError, OSError) as error:
            await worker.end()
            self._all.discard(worker)
            raise WorkerError("a worker did not start; its reason stands above") from error
        return worker


class _Worker:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def ask(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin is not None
        self._process.stdin.write(frame.pack(head, body))
        await self._process.stdin.drain()
        return await self.read()

    async def read(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None
        head, body = frame.lengths(await self._process.stdout.readexactly(frame.PREFIX))
        return frame.unpack(await self._process.stdout.readexactly(head + body), head)

    async def end(self) -> None:
        if self.alive:
            self._process.kill()
        await self._process.wait()
