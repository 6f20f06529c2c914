"""`companion serve --check`: what the settings come to, and whether they can work here."""

from __future__ import annotations

import socket
from dataclasses import fields
from pathlib import Path

from companion.coaching import passing
from companion.errors import CompanionError
from companion.server.alarm import words
from companion.server.app import alone
from companion.server.journal import open_file
from companion.server.settings import LOOPBACK, Settings


def report(root: Path, settings: Settings) -> str:
    """All settings as lines, with advice below. Raises CompanionError for what cannot work."""
    alone(settings.folder).close()
    open_file(settings.folder, settings.locked_seconds).close()
    passing.adapter(passing.settings(root))
    words(root)
    _free(settings)
    rows = [f"{one.name} = {_shown(getattr(settings, one.name))}" for one in fields(settings)]
    return "\n".join(
        [*rows, "", f"Data lies in {settings.folder}.", *_advice(settings), "All of this can work."]
    )


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _advice(settings: Settings) -> list[str]:
    lines = []
    if settings.host not in LOOPBACK:
        lines.append("It listens beyond this computer: put a proxy with HTTPS before it.")
        if not settings.hosts:
            lines.append('It has no name for others: set hosts, such as hosts = ["companion.example.org"].')
    if settings.hosts and not settings.proxies:
        lines.append("There is a name but no proxy. Without HTTPS, browsers and people should not trust it.")
    return lines


def _free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise CompanionError(
                f"{settings.host}:{settings.port}",
                f"cannot listen there: {error.strerror}",
                "stop what uses it, or choose another with COMPANION_PORT",
            ) from error
