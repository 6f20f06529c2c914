"""The real server as a process of its own, and a small web server for pages of other sites."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template

START = 280  # seconds; includes the preparation of content and model where they are stale


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """`companion serve` on a port of its own, with a data folder of its own."""

    def __init__(self, folder: Path, origins: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = folder / "server.log"
        self._environ = {
            **os.environ,
            "COMPANION_DATA": str(folder / "data"),
            "COMPANION_ORIGINS": origins,
            "COMPANION_WORKERS": "1",
            "COMPANION_OPENING_RATE": "10000",
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Return when the first person can come."""
        program = Path(sys.executable).with_name("companion")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [program, "serve", "--port", str(self.port)], env=self._environ, stdout=log, stderr=log
            )
        end = time.monotonic() + START
        while not self._ready():
            if self._process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise RuntimeError(f"companion serve did not start:\n{self._log.read_text()[-3000:]}")
            time.sleep(0.1)

    def stop(self) -> None:
        """End the process and wait for its end."""
        if self._process:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def _ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


class OtherSite:
    """Static pages on another port, which is another origin. `$server` and `$sockets` in them are
    addresses of ours."""

    def __init__(self, folder: Path, build: Path) -> None:
        self._build, self._folder = build, folder
        self._httpd = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(build)))
        self._httpd.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._httpd.server_port}"
        self.stranger = self.url.replace("127.0.0.1", "localhost")  # the same pages, an origin nobody allowed
        threading.Thread(target=self._httpd.serve_forever, daemon=True).start()

    def name(self, server: str) -> None:
        """Write the pages with the address of the server in them."""
        names = {"server": server, "sockets": server.replace("http", "ws", 1)}
        for page in self._folder.iterdir():
            text = Template(page.read_text(encoding="utf-8")).safe_substitute(names)
            (self._build / page.name).write_text(text, encoding="utf-8")

    def close(self) -> None:
        self._httpd.shutdown()
        self._httpd.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """A file, or nothing at all for the icon that a browser asks for unasked."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing."""
