"""Runs the server: settings, a fresh build, then uvicorn until it is told to stop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import uvicorn

from companion.server import logs
from companion.server.app import app
from companion.server.settings import Settings


def serve(root: Path, settings: Settings, ready: Callable[[], None] = lambda: None) -> None:
    """Until SIGINT or SIGTERM; `ready` is called when the first person can come.

    Raises CompanionError when the server cannot start.
    """
    logs.start()
    uvicorn.run(
        app(root, settings, ready=ready),
        host=settings.host,
        port=settings.port,
        ws="wsproto",
        ws_max_size=16 * 1024,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=5,
    )
