"""Runs the real command in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PROGRAM = "import sys; from companion.cli import main; sys.exit(main())"


@pytest.fixture
def run(root: Path) -> Run:
    """run("triage", "my tooth hurts", given=b"...", env={...}): what `companion ...` does."""

    def call(
        *arguments: str, given: bytes = b"", env: dict[str, str] | None = None, cwd: Path = root
    ) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", PROGRAM, *arguments]
        whole = {**os.environ, "LC_ALL": "en_GB.UTF-8", "PYTHONUTF8": "1", **(env or {})}
        return subprocess.run(command, input=given, capture_output=True, cwd=cwd, env=whole, timeout=240)

    return call
