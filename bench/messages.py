"""How long one message takes, in process. Runs in our environment and in the stock one.

    python -m bench.messages ours        in the project's folder
    python bench/messages.py stock       in the stock project's folder, by the stock python

The last line of output is JSON: p50, p95, p99 in ms, rate in messages a second, growth as the
cost of turn 500 over the cost of turn 5 of one conversation (medians over neighbours).
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

MESSAGES = (
    "my gums bleed when i floss, did i wreck them?",
    "how often should i brush my teeth",
    "i want veneers for my wedding",
    "hello",
    "is fluoride safe for kids",
    "thanks that helps",
    "my tooth hurts when i drink something cold",
    "are you a real person",
    "whats the weather tomorrow",
    "i am scared of the dentist",
)
ROUNDS = 30
LONG = 510


def measure(say: Callable[[str, str], None]) -> dict[str, float]:
    """`say(text, conversation)` sends a message and waits for the answer."""
    for text in MESSAGES:
        say(text, "warm")
    times = []
    for turn in range(ROUNDS):
        for text in MESSAGES:
            began = time.perf_counter()
            say(text, f"c{turn}")
            times.append((time.perf_counter() - began) * 1000)
    long = []
    for turn in range(LONG):
        began = time.perf_counter()
        say(MESSAGES[turn % len(MESSAGES)], "long")
        long.append((time.perf_counter() - began) * 1000)
    cuts = statistics.quantiles(times, n=100)
    early, late = statistics.median(long[1:11]), statistics.median(long[-10:])
    return {
        "p50": cuts[49],
        "p95": cuts[94],
        "p99": cuts[98],
        "rate": 1000 / statistics.mean(times),
        "growth": late / early,
    }


def ours() -> Callable[[str, str], None]:
    """The companion of the project in this folder."""
    from companion.engine import load
    from companion.reply import Turn
    from companion.terminal.start import quick

    with quick():  # as every surface does
        companion = load(Path())

    def say(text: str, conversation: str) -> None:
        companion.reply(Turn(text, conversation, "GB"))

    return say


def stock() -> Callable[[str, str], None]:
    """Stock Rasa's agent with the newest model below this folder."""
    from rasa.core.agent import Agent

    model = max(Path("models").glob("*.tar.gz"))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    agent = Agent.load(str(model))

    def say(text: str, conversation: str) -> None:
        loop.run_until_complete(agent.handle_text(text, sender_id=conversation))

    return say


if __name__ == "__main__":
    print(json.dumps(measure(ours() if sys.argv[1] == "ours" else stock())))
