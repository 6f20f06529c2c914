"""Running a command and reading what it measured."""

from __future__ import annotations

import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any


def quiet() -> dict[str, str]:
    """The environment without Rasa's telemetry and warnings."""
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "PYTHONWARNINGS": "ignore"}


def run_json(command: list[str], folder: Path) -> dict[str, Any]:
    """Run a command whose last line of output is JSON. Raises RuntimeError with its errors."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=quiet())
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-4000:]}")
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def timed(command: list[str], folder: Path) -> float:
    """Seconds a command takes. Raises RuntimeError with its errors."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=quiet())
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-4000:]}")
    return time.perf_counter() - start
