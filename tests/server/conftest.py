"""A real server process on a port of its own, and people who talk to it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio

HERE = Path(__file__).parent
COMPANION = str(Path(sys.prefix) / "bin" / "companion")
START = 280.0  # content and model may have to be prepared first


@dataclass
class Server:
    """`command` is run with COMPANION_... settings; `folder` holds its data and its log."""

    folder: Path
    command: list[str]
    settings: dict[str, str]
    port: int = 0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()

    def start(self, wait: bool = True) -> Server:
        self.port = self.port or free_port()
        own = {f"COMPANION_{name.upper()}": value for name, value in self.settings.items()}
        environ = {**os.environ, "COMPANION_DATA": str(self.folder), "COMPANION_PORT": str(self.port), **own}
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(self.command, env=environ, stdout=log, stderr=log)
        if wait:
            self.wait()
        return self

    def wait(self) -> None:
        """Until it is ready."""
        assert self.process
        until = time.monotonic() + START
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log
            with suppress(httpx.TransportError):
                if WEB.get(f"{self.url}/readyz").status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the server did not start: {self.log}")

    def end(self, how: int = signal.SIGTERM) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(30)
            self.process = None

    @contextmanager
    def gate(self) -> Iterator[None]:
        """Within, whatever waited for the gate goes on."""
        gate = self.folder / "gate"
        gate.touch()
        try:
            yield
        finally:
            gate.unlink()

    def person(self, country: str | None = "GB") -> Person:
        answer = WEB.post(f"{self.url}/api/sessions", json={"country": country})
        assert answer.status_code == 201, answer.text
        return Person(self, answer.json()["token"], answer.json()["messages"])


@dataclass
class Person:
    """Somebody with a session, by REST."""

    server: Server
    token: str
    greeting: list[dict[str, Any]]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return WEB.request(method, self.server.url + path, headers=self.headers, **more)

    def tell(self, text: str, name: str | None = None) -> httpx.Response:
        return self.ask("POST", "/api/messages", json={"text": text, "id": name or uuid.uuid4().hex})

    def say(self, text: str) -> list[dict[str, Any]]:
        """The replies to a message."""
        answer = self.tell(text)
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    def read(self, after: int = 0) -> list[dict[str, Any]]:
        return self.ask("GET", f"/api/messages?after={after}").json()["messages"]


class Page:
    """Somebody's open page, by Socket.IO."""

    def __init__(self, server: Server, **headers: str) -> None:
        self.client = socketio.Client(reconnection=False)
        self.heard: list[tuple[str, Any]] = []
        for event in (
            "session_confirm",
            "session_state",
            "session_error",
            "bot_uttered",
            "user_echo",
            "typing",
        ):
            self.client.on(event, lambda data, event=event: self.heard.append((event, data)))
        self.client.connect(server.url, transports=["websocket"], headers=headers)

    def begin(self, **row: Any) -> str:
        """Request a session and return the token."""
        self.client.emit("session_request", row)
        return self.wait("session_confirm")

    def say(self, text: str, token: str | None = None, **more: Any) -> Any:
        """The acknowledgement."""
        return self.client.call("user_uttered", {"message": text, "session_id": token, **more}, timeout=30)

    def wait(self, event: str, number: int = 1) -> Any:
        """The data of the n-th event of a kind."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = self.all(event)
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.01)
        raise AssertionError(f"no {event} number {number} in {self.heard}")

    def all(self, event: str) -> list[Any]:
        return [data for name, data in list(self.heard) if name == event]

    def close(self) -> None:
        wire = self.client.eio.ws  # python-socketio leaves it open when the server went first
        self.client.disconnect()
        if wire:
            wire.shutdown()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


WEB = httpx.Client(timeout=30, limits=httpx.Limits(max_connections=None, max_keepalive_connections=0))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs all of these: they share servers."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("server"))


Serve = Callable[..., Server]
PLENTY = {
    "workers": "1",
    "session_rate": "6000",
    "address_rate": "60000",
    "opening_rate": "6000",
    "request_rate": "60000",
}


@pytest.fixture(scope="session")
def server(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product itself: `companion serve`, with generous limits."""
    notes = tmp_path_factory.mktemp("notes")
    settings = {
        **PLENTY,
        "root": str(root),
        "sweep_minutes": "0.01",
        "handoff": "file",
        "handoff_folder": str(notes),
    }
    found = Server(tmp_path_factory.mktemp("served"), [COMPANION, "serve"], settings)
    yield found.start()
    found.end()


@pytest.fixture(scope="module")
def echoing(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Servers with a worker that counts instead of the engine: echoing(session_rate="2")."""
    started = []

    def serve(quick: bool = False, **settings: str) -> Server:
        command = [sys.executable, str(HERE / "start.py"), str(root), str(HERE / "echo_worker.py")]
        command += ["quick"] * quick
        own = {"turn_seconds": "2", **PLENTY, **settings}
        started.append(Server(tmp_path_factory.mktemp("echo"), command, own).start())
        return started[-1]

    yield serve
    for one in started:
        one.end(signal.SIGKILL)


@pytest.fixture
def page() -> Iterator[Callable[..., Page]]:
    """Opens pages and closes them: page(server)."""
    opened: list[Page] = []

    def open_page(server: Server, **headers: str) -> Page:
        opened.append(Page(server, **headers))
        return opened[-1]

    yield open_page
    for one in opened:
        one.close()
