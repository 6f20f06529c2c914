"""How many people at once: `python -m bench.load` starts `companion serve` and talks to it.

    --people 1,10,25,50     how many write at the same time (each waits for its answer)
    --seconds 10            how long, for each number
    --workers 2             worker processes of the server

Everybody has a session of their own; a message counts from its sending to its replies. "lost" are
messages that were answered and are not in the journal. The processor time of server and workers tells
what a machine could take that does nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bench.messages import MESSAGES

COMPANION = str(Path(sys.prefix) / "bin/companion")
GENEROUS = {"SESSION_RATE": "100000", "ADDRESS_RATE": "1000000", "OPENING_RATE": "100000", "WAITING": "200"}
START = 300


@dataclass
class Run:
    """What came of one number of people. Times in seconds."""

    people: int
    seconds: float
    times: list[float] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    processor: float = 0.0

    def row(self) -> str:
        """A line of the table."""
        times = sorted(self.times)
        at = [times[min(len(times) - 1, int(len(times) * part))] * 1000 for part in (0.5, 0.95, 0.99)]
        rate = len(times) / self.seconds
        each = self.processor / len(times) * 1000
        cells = [self.people, rate, *at, self.refused, self.lost, each]
        return f"| {' | '.join(f'{cell:.0f}' for cell in cells)} |"


async def talk(client: httpx.AsyncClient, run: Run, until: float, texts: itertools.count[int]) -> None:
    """One person, who writes as soon as the last answer is there."""
    answer = await client.post("/api/sessions", json={"country": "GB"})
    headers = {"Authorization": f"Bearer {answer.json()['token']}"}
    sent = 0
    while time.perf_counter() < until:
        body = {"text": MESSAGES[next(texts) % len(MESSAGES)], "id": f"m{sent}"}
        began = time.perf_counter()
        answer = await client.post("/api/messages", json=body, headers=headers)
        if answer.status_code == 200 and answer.json()["messages"]:
            run.times.append(time.perf_counter() - began)
            sent += 1
        else:
            run.refused += 1
            await asyncio.sleep(0.2)
    kept = (await client.get("/api/messages", headers=headers)).json()["messages"]
    run.lost += sent - sum(message["from"] == "person" for message in kept)


async def measure(url: str, people: int, seconds: float, process: int) -> Run:
    """So many people for so long, against the server that is this process."""
    run, texts = Run(people, seconds), itertools.count()
    limits = httpx.Limits(max_connections=people, max_keepalive_connections=people)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:
        began, before = time.perf_counter(), used(process)
        await asyncio.gather(*(talk(client, run, began + seconds, texts) for _ in range(people)))
        run.seconds, run.processor = time.perf_counter() - began, used(process) - before
    return run


def used(process: int) -> float:
    """Seconds of processor time of a process and its children (Linux)."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            row = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == process or int(row[1]) == process:
            ticks += int(row[11]) + int(row[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ready(url: str, process: subprocess.Popen[bytes]) -> None:
    """Until the server can answer."""
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(f"{url}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--people", default="1,10,25,50")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", default="0")
    chosen = parser.parse_args()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    own = {f"COMPANION_{name}": value for name, value in GENEROUS.items()}
    with tempfile.TemporaryDirectory() as folder:
        environ = {**os.environ, **own, "COMPANION_DATA": folder, "COMPANION_WORKERS": chosen.workers}
        process = subprocess.Popen([COMPANION, "serve", "--port", str(port)], env=environ)
        try:
            ready(url, process)
            asyncio.run(measure(url, 2, 2, process.pid))
            print(
                "| people at once | messages a second | p50 ms | p95 ms | p99 ms | refused | lost "
                "| processor ms each |"
            )
            print("|---|---|---|---|---|---|---|---|")
            for people in chosen.people.split(","):
                print(asyncio.run(measure(url, int(people), chosen.seconds, process.pid)).row(), flush=True)
        finally:
            process.terminate()
            process.wait(20)


if __name__ == "__main__":
    main()
