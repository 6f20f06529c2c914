"""Settings of the server: [server] in companion.toml, or COMPANION_... in the environment, which wins."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

import tomli

from companion.coaching.keeping import place
from companion.country import as_country
from companion.errors import CompanionError

FILE = "companion.toml"
TABLE = "server"
PREFIX = "COMPANION_"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ELSEWHERE = ("ROOT", "DEBUG", "UNPACKED", "HANDOFF")  # read by other parts of the program
_HOST = re.compile(r"[A-Za-z0-9.:-]+")


class SettingsError(CompanionError):
    """A setting that cannot be used."""


def _set(default: Any, says: str, least: float | None = None) -> Any:
    return field(default=default, metadata={"says": says, "least": least})


@dataclass(frozen=True)
class Settings:
    """Every key of [server]. What each means stands beside it, and in docs/server.md."""

    host: str = _set("127.0.0.1", "address to listen on; 0.0.0.0 for all of this machine's")
    port: int = _set(8000, "port to listen on", 0)
    data: str = _set("", "folder of the journal and of what is remembered; empty: the user's data folder")
    origins: tuple[str, ...] = _set((), "pages on other sites that may use the server: https://example.org")
    hosts: tuple[str, ...] = _set((), "names by which people reach the server, beside this machine's own")
    proxies: tuple[str, ...] = _set((), "addresses of reverse proxies whose X-Forwarded headers are believed")
    country: str = _set("", "country for the numbers to call, where a page does not say: GB")
    workers: int = _set(0, "processes that take turns; 0: one a core, two at most", 0)
    turn_seconds: float = _set(10.0, "time a turn may take before the person is told that it failed", 1)
    waiting: int = _set(40, "messages that may wait for a worker before the server says it is busy", 1)
    locked_seconds: float = _set(1.5, "time to wait for a locked journal", 0.1)
    session_hours: float = _set(24.0, "time after the last message until a token ends", 0.0001)
    retention_hours: float = _set(24.0, "time after the last message until a conversation is erased", 0.0001)
    remember_days: float = _set(365.0, "how long a person who agreed is remembered without a visit", 0.0001)
    sweep_minutes: float = _set(10.0, "time between two looks for what has to be erased", 0.0001)
    sessions: int = _set(20_000, "sessions there may be at once", 1)
    sockets: int = _set(1_000, "open socket connections there may be at once", 1)
    session_rate: int = _set(20, "messages a minute from one session", 1)
    request_rate: int = _set(
        120, "other requests a minute from one session: reading, export, reconnecting", 1
    )
    address_rate: int = _set(300, "messages a minute from one address", 1)
    opening_rate: int = _set(30, "new sessions a minute from one address", 1)
    metrics: str = _set("local", "who may read /metrics: local (this machine), all, none")

    @property
    def folder(self) -> Path:
        """Where data lies."""
        return Path(self.data).expanduser() if self.data else place({}).parent / "server"

    @property
    def size(self) -> int:
        """Worker processes to start."""
        return self.workers or min(2, os.cpu_count() or 1)

    @property
    def known_hosts(self) -> frozenset[str]:
        """Names a Host header may have, without port."""
        own = () if self.host in ("0.0.0.0", "::") else (self.host,)
        return frozenset(name.lower() for name in (*self.hosts, *LOOPBACK, *own))


def read(root: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the project at `root`. Raises SettingsError that names every problem."""
    rows = {**_file(root / FILE), **_environment(environ)}
    problems = list(_unknown(rows)) + list(_misspelt(environ))
    values, wrong = _values({key: row for key, row in rows.items() if key in _NAMES})
    found = replace(Settings(), **values)
    problems += wrong + list(_impossible(found))
    if problems:
        raise SettingsError(
            "settings",
            "\n  ".join(problems),
            "mend them in companion.toml or the environment (docs/server.md)",
        )
    return found


def _file(path: Path) -> dict[str, tuple[str, Any]]:
    """Key to (where it stands, value)."""
    if not path.is_file():
        return {}
    try:
        table = tomli.loads(path.read_text(encoding="utf-8")).get(TABLE, {})
    except (tomli.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(str(path), f"cannot be read: {error}", "mend the line it names") from error
    if not isinstance(table, dict):
        raise SettingsError(str(path), f"{TABLE} is no table", f"write [{TABLE}] above its keys")
    return {str(key): (f"{FILE}, {key}", value) for key, value in table.items()}


def _environment(environ: Mapping[str, str]) -> dict[str, tuple[str, Any]]:
    names = {f"{PREFIX}{name.upper()}": name for name in _NAMES}
    return {name: (key, environ[key]) for key, name in names.items() if environ.get(key)}


def _unknown(rows: dict[str, tuple[str, Any]]) -> Iterator[str]:
    for key, (where, _) in rows.items():
        if key not in _NAMES:
            yield f"{where}: there is no such setting"


def _misspelt(environ: Mapping[str, str]) -> Iterator[str]:
    known = (*_NAMES, *(name.lower() for name in _ELSEWHERE))
    for key in environ:
        name = key.removeprefix(PREFIX).lower()
        if key.startswith(PREFIX) and name not in known and not name.startswith("handoff_"):
            yield f"{key}: there is no such setting"


def _values(rows: dict[str, tuple[str, Any]]) -> tuple[dict[str, Any], list[str]]:
    values, problems = {}, []
    for name, (where, value) in rows.items():
        try:
            values[name] = _as(_KINDS[name], value)
        except (TypeError, ValueError):
            problems.append(f"{where}: {value!r} is not {_CALLED[_KINDS[name]]}")
    return values, problems


def _as(kind: Any, value: Any) -> Any:
    if kind is int and not isinstance(value, bool):
        return int(value)
    if kind is float and not isinstance(value, bool):
        return float(value)
    if kind is str and isinstance(value, str):
        return value.strip()
    if kind == tuple[str, ...]:
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
            return tuple(part.strip() for part in parts if part.strip())
    raise TypeError(value)


def _impossible(settings: Settings) -> Iterator[str]:
    for one in fields(settings):
        least = one.metadata["least"]
        value = getattr(settings, one.name)
        if least is not None and not least <= value < 1e9:
            yield f"{one.name}: {value!r} is less than {least:g} or far too much"
    if settings.port > 65535:
        yield f"port: {settings.port} is no port; choose one from 1 to 65535"
    for origin in settings.origins:
        parts = urlsplit(origin)
        whole = f"{parts.scheme}://{parts.netloc}"
        if parts.scheme not in ("http", "https") or not parts.netloc or whole != origin:
            yield f'origins: "{origin}" is no origin; write https://example.org, without a path or a star'
    for name in settings.hosts:
        if not _HOST.fullmatch(name) or "://" in name:
            yield f'hosts: "{name}" is no name; write companion.example.org'
    if settings.country and as_country(settings.country) is None:
        yield f'country: "{settings.country}" is no country code; write GB'
    if settings.metrics not in ("local", "all", "none"):
        yield f'metrics: "{settings.metrics}" is none of local, all, none'
    if settings.retention_hours > settings.session_hours:
        yield "retention_hours: longer than session_hours, so nobody could reach what is kept"


_NAMES = tuple(one.name for one in fields(Settings))
_KINDS: dict[str, Any] = get_type_hints(Settings)
_CALLED = {str: "text", int: "a whole number", float: "a number", tuple[str, ...]: "a list of texts"}
