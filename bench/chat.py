"""Starts a chat in a pseudo-terminal and waits for its first prompt."""

from __future__ import annotations

import os
import pty
import select
import signal
import time
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 300.0


@dataclass(frozen=True)
class Start:
    """Seconds until the prompt, and the resident memory then in MB."""

    seconds: float
    megabytes: float


def first_prompt(command: list[str], folder: Path, prompt: str) -> Start:
    """The best of three starts (the first warms the disk cache). Raises TimeoutError."""
    starts = [_start(command, folder, prompt.encode()) for _ in range(3)]
    return min(starts, key=lambda start: start.seconds)


def _start(command: list[str], folder: Path, prompt: bytes) -> Start:
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm", "COLUMNS": "100", "LINES": "40"})
    try:
        seen = b""
        while prompt not in seen:
            left = _LONGEST - (time.perf_counter() - began)
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                raise TimeoutError(f"{' '.join(command)}: no prompt in {_LONGEST} s: {seen[-500:]!r}")
            chunk = os.read(terminal, 65536)
            seen += chunk
            if b"\x1b[6n" in chunk:
                os.write(terminal, b"\x1b[1;1R")  # prompt_toolkit asks where the cursor is
        return Start(time.perf_counter() - began, _megabytes(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
