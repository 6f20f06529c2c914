"""What the conversation-test kit costs: CPU seconds for 1,000 user turns, and whose they are.

    python -m bench.kit            in the project's folder
    python -m bench.kit --profile  with the functions that take longest

Plays the project's own conversation tests, judged and told of as in a run, until 1,000 messages
are said. The companion is loaded before that: a run pays for it once. The last line of output is
JSON: `seconds` of CPU for 1,000 turns in all, and `kit` for what the kit itself adds to them.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
import time
from itertools import cycle
from pathlib import Path

from companion.testing.command import read
from companion.testing.coverage import Coverage
from companion.testing.player import judge, play
from companion.testing.stage import load
from companion.testing.transcript import written

TURNS = 1000
TESTS = Path("tests/conversations")


def measure() -> dict[str, float]:
    """CPU seconds of this one process, for 1,000 turns."""
    assistant = load()
    answering = _Watch(assistant.companion, "reply")
    scripts = read([TESTS])
    for script in scripts[:20]:  # the first turns fill caches
        play(script, assistant)
    answering.seconds = 0.0
    coverage, turns, failed = Coverage(), 0, 0
    began = time.process_time()
    for script in cycle(scripts):
        playback = play(script, assistant)
        failed += bool(judge(playback, assistant.own))
        for heard in (playback.start, *playback.turns):
            coverage.add(heard, assistant.known())
        written(script.path, [playback])
        turns += len(playback.turns)
        if turns >= TURNS:
            break
    seconds = time.process_time() - began
    share = TURNS / turns
    return {
        "turns": turns,
        "failed": failed,
        "seconds": round(seconds * share, 2),
        "kit": round((seconds - answering.seconds) * share, 2),
    }


class _Watch:
    """Counts the CPU time that one method takes."""

    def __init__(self, thing: object, name: str) -> None:
        self.seconds = 0.0
        inner = getattr(thing, name)

        def timed(*given: object) -> object:
            began = time.process_time()
            try:
                return inner(*given)
            finally:
                self.seconds += time.process_time() - began

        setattr(thing, name, timed)


if __name__ == "__main__":
    if "--profile" in sys.argv:
        with cProfile.Profile() as profile:
            found = measure()
        pstats.Stats(profile).sort_stats("tottime").print_stats(45)
    else:
        found = measure()
    print(json.dumps(found))
