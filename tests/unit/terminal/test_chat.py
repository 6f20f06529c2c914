"""companion chat as people meet it: through a pipe, and in a terminal of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from companion.engine import Companion

PROGRAM = "import sys; from companion.cli import main; sys.exit(main())"
_ESCAPE = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>])")


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, "chat", *arguments]


def _environ(**other: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    return {**kept, "LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1", "TERM": "xterm-256color", **other}


@pytest.fixture(scope="module")
def piped(companion: Companion, root: Path) -> Callable[[bytes], subprocess.CompletedProcess[bytes]]:
    def talk(given: bytes) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            _command(), input=given, capture_output=True, cwd=root, env=_environ(), timeout=120
        )

    return talk


BAD = [
    b"",
    b"   ",
    b"\xf0\x9f\x98\x80\xf0\x9f\x98\x80",
    b"\x00\x01\x1b[31m",
    "\u200b\u202e\u2066".encode(),
    "моя десна болит".encode(),
    b"<script>alert(1)</script>",
    b"'; drop table entries; --",
    b'/greet{"a": 1}',
    b"z\xe4hne \xff\xfe",
    b"a" * 100_000,
]


def test_a_pipe(piped: Callable[[bytes], subprocess.CompletedProcess[bytes]]) -> None:
    done = piped(
        b"\n".join([*BAD, b"my son's tooth got knocked out, it is bleeding \xff", b"thanks"]) + b"\n"
    )
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "program" in text.split("\n\n")[0]
    assert "*** ACT NOW: EMERGENCY DENTIST ***" in text
    assert "Where to go: an emergency dentist, within the hour." in text
    assert text.count("were not readable") == 2
    assert "\x1b" not in text
    assert "Traceback" not in text
    assert "999" in text


def test_a_pipe_with_nothing_in_it(piped: Callable[[bytes], subprocess.CompletedProcess[bytes]]) -> None:
    done = piped(b"")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"In an emergency, call 999." in done.stdout


class Terminal:
    """The chat in a pseudo-terminal."""

    def __init__(self, root: Path, home: Path, *arguments: str, **environ: str) -> None:
        self._master, slave = pty.openpty()
        self.resize(100, 50)
        self.process = subprocess.Popen(
            _command(*arguments),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=root,
            env=_environ(HOME=str(home), **environ),
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.raw = self._new = ""

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def until(self, wanted: str, seconds: float = 60) -> str:
        """All that appeared since the last call until `wanted` did, without escape sequences."""
        end = time.monotonic() + seconds
        while wanted not in (seen := _ESCAPE.sub("", self._new)):
            left = end - time.monotonic()
            assert left > 0, f"{wanted!r} did not appear in: {seen}"
            if select.select([self._master], [], [], left)[0]:
                try:
                    read = os.read(self._master, 65536).decode("utf-8", "replace")
                except OSError:  # the other side is closed
                    break
                self.raw += read
                self._new += read
        found, _, self._new = seen.partition(wanted)
        return found + wanted

    def left(self) -> int:
        return self.process.wait(20)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._master)


@pytest.fixture
def terminal(companion: Companion, root: Path, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str, **environ: str) -> Terminal:
        opened.append(Terminal(root, tmp_path, *arguments, **environ))
        return opened[-1]

    yield start
    for one in opened:
        one.close()


def test_a_conversation(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    chat = terminal("--country", "GB")
    first = chat.until("you › ")
    assert "a computer program, not a person" in first
    assert "call 999" in first
    assert "First start" not in first
    chat.type("how often should i change my toothbrush\r")
    chat.until("Where does that come from?")
    chat.type("where does that come from?\r")
    chat.until("https://")
    chat.resize(60, 40)
    chat.type("my son's tooth got knocked out\r")
    chat.until("ACT NOW: EMERGENCY DENTIST")
    chat.until("an emergency dentist, within the hour")
    assert "\x1b[1;31m" in chat.raw
    assert not _listening(chat.process.pid)
    chat.type("\x04")
    chat.until("Take care. In an emergency, call 999")
    assert chat.left() == 0
    assert list(tmp_path.iterdir()) == []
    for noise in ("Warning", "WARNING", "Traceback", "ERROR"):
        assert noise not in chat.raw


def test_ctrl_c_is_polite(terminal: Callable[..., Terminal]) -> None:
    chat = terminal(NO_COLOR="1")
    chat.until("you › ")
    chat.type("half a mess\x03")
    chat.type("\x03")
    chat.until("Take care. In an emergency, call 999")
    assert chat.left() == 130
    assert "\x1b[3" not in chat.raw.replace("\x1b[39m", "")


def test_a_dumb_terminal(terminal: Callable[..., Terminal]) -> None:
    chat = terminal(TERM="dumb", LC_ALL="C")
    assert "your local emergency number" in chat.until("you > ").replace("\r\n", " ")
    chat.type("i cannot breathe\n")
    assert "ACT NOW: CALL AN AMBULANCE" in chat.until("you > ")
    chat.type("quit\n")
    chat.until("Take care.")
    assert chat.left() == 0
    assert "\x1b" not in chat.raw


def _listening(pid: int) -> set[str]:
    """Inodes of TCP sockets that a process holds."""
    held = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        found = re.match(r"socket:\[(\d+)\]", str(link.readlink()))
        if found:
            held.add(found[1])
    tables = [Path(f"/proc/{pid}/net/{name}") for name in ("tcp", "tcp6", "udp", "udp6")]
    rows = [row.split() for table in tables if table.exists() for row in table.read_text().splitlines()[1:]]
    return held & {row[9] for row in rows}
