"""The server put together: one ASGI app, and what starts and ends with it."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from companion.errors import CompanionError
from companion.server import measures, pages, rest
from companion.server.alarm import Alarm
from companion.server.clerk import Clerk, JournalError
from companion.server.desk import Desk
from companion.server.journal import Journal, open_file
from companion.server.pages import refused
from companion.server.pool import Pool
from companion.server.refusal import Refusal
from companion.server.rights import Rights
from companion.server.settings import Settings
from companion.server.sockets import Sockets
from companion.server.web import Edge, Origins

_CODES = {404: "not_found", 405: "wrong_method"}


def app(
    root: Path,
    settings: Settings,
    pool: Pool | None = None,
    alarm: Alarm | None = None,
    ready: Callable[[], None] = lambda: None,
) -> ASGIApp:
    """The app of the project at `root`. Raises CompanionError where a part cannot start.

    `pool` and `alarm` are others than its own, for tests that need a fault or a quick start;
    `ready` is called when the first person can come.
    """
    os.environ["COMPANION_DATA"] = str(settings.folder)  # where workers remember by consent
    os.environ["COMPANION_RETENTION_HOURS"] = f"{settings.retention_hours:g}"
    alarm = alarm or Alarm(root)
    lock = alone(settings.folder)
    connection = open_file(settings.folder, settings.locked_seconds)
    journal, clerk = Journal(connection), Clerk(connection)
    pool = pool or Pool(root, settings.size, settings.turn_seconds)
    pool.on_replace = measures.REPLACED.inc
    desk = Desk(settings, journal, clerk, pool, alarm)
    rights = Rights(root, settings, journal, clerk, desk)
    origins = Origins(settings)
    sockets = Sockets(desk, settings, origins)
    desk.on_end = sockets.hang_up

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        await pool.open()
        await desk.resume()
        sweeping = asyncio.create_task(rights.sweep_for_ever())
        ready()
        yield
        sweeping.cancel()
        desk.close()
        await pool.close()
        clerk.close()
        alarm.close()
        lock.close()

    starlette = Starlette(
        routes=[*rest.routes(desk, rights), *pages.routes(lambda: _unready(pool), settings.metrics)],
        lifespan=living,
        exception_handlers={Refusal: refused, JournalError: _unkept, HTTPException: _http, 500: _fault},
    )
    return Edge(sockets.app(starlette), origins)


def alone(folder: Path) -> IO[str]:
    """A lock on the data folder, held while the file is open. Raises CompanionError when it is taken."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (folder / "lock").open("w")
    except OSError as error:
        raise CompanionError(
            str(folder), f"cannot be used: {error}", "choose another folder with COMPANION_DATA"
        ) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise CompanionError(
            str(folder), "another companion serves from this folder", "stop it, or choose another folder"
        ) from error
    return lock


def _unready(pool: Pool) -> str | None:
    return None if pool.ready else "no worker is ready"


async def _unkept(request: Request, error: Exception) -> Response:
    return await refused(
        request, Refusal(503, "not_kept", "The journal did not answer. Try again in a moment.")
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _CODES.get(error.status_code, "bad_request")
    answer = await refused(request, Refusal(error.status_code, code, f"{error.detail}."))
    answer.headers.update(error.headers or {})
    return answer


async def _fault(request: Request, error: Exception) -> Response:
    return await refused(
        request,
        Refusal(500, "fault", "Something went wrong on our side. In an emergency, call your local number."),
    )
