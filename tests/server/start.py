"""Starts the real server with another kind of worker: `python start.py PROJECT WORKER [quick]`.

`quick` leaves out the screen, which takes most of the time of a start.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from companion.server import logs, settings
from companion.server.alarm import Alarm
from companion.server.app import app
from companion.server.pool import Pool


class NoAlarm(Alarm):
    """For tests that start a server many times and never need it to screen anything itself."""

    def __init__(self) -> None:
        pass

    def source(self, name: str) -> None:
        return None

    def close(self) -> None:
        pass


if __name__ == "__main__":
    root, worker = Path(sys.argv[1]), sys.argv[2]
    logs.start()
    chosen = settings.read(root)
    pool = Pool(root, chosen.size, chosen.turn_seconds, (sys.executable, worker))
    alarm = NoAlarm() if "quick" in sys.argv else None
    uvicorn.run(
        app(root, chosen, pool, alarm),
        host=chosen.host,
        port=chosen.port,
        ws="wsproto",
        log_config=None,
        access_log=False,
    )
