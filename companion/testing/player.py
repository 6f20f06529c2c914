"""Plays a script on an assistant, then judges what was heard: every failure of a case at once."""

from __future__ import annotations

from dataclasses import dataclass

from companion.testing.assistant import Assistant
from companion.testing.checking import Mismatch, verdict
from companion.testing.heard import Heard
from companion.testing.invariants import broken
from companion.testing.names import check_names
from companion.testing.script import Check, Script


@dataclass(frozen=True)
class Playback:
    """A played script: what its start brought, and a turn for each step."""

    script: Script
    start: Heard
    turns: tuple[Heard, ...]


@dataclass(frozen=True)
class Failure:
    """A check that does not hold. `turn` is the number of the step, -1 for the start."""

    check: str
    line: int
    turn: int
    mismatch: Mismatch


def play(script: Script, assistant: Assistant) -> Playback:
    """Hold the conversation. Raises CompanionError for a script that the assistant cannot play."""
    check_names(script, assistant.known(), assistant.own)
    start = assistant.begin(script)
    try:
        turns = tuple(assistant.say(step) for step in script.steps)
    finally:
        assistant.end()
    return Playback(script, start, turns)


def judge(playback: Playback, own: bool) -> list[Failure]:
    """Every assertion and invariant that does not hold, in the order of the conversation."""
    script = playback.script
    failures = _unmet(script.before, playback.start, -1, own, ordered=False)
    for number, (step, heard) in enumerate(zip(script.steps, playback.turns, strict=True)):
        failures += _unmet(step.checks, heard, number, own, step.ordered)
        for name, value in script.invariants.items():
            mismatch = broken(name, value, heard)
            if mismatch:
                failures.append(Failure(f"invariant {name}", step.line, number, mismatch))
    return failures


def _unmet(checks: tuple[Check, ...], heard: Heard, turn: int, own: bool, ordered: bool) -> list[Failure]:
    failures = []
    after: int | None = None
    for check in checks:
        found = verdict(check, heard, own, after)
        if found.mismatch:
            failures.append(Failure(check.name, check.line, turn, found.mismatch))
        elif ordered and found.at is not None:
            after = found.at
    return failures
