"""Plays a script on an assistant, then judges what was heard: every failure of a case at once."""

from __future__ import annotations

from dataclasses import dataclass

from companion.errors import CompanionError
from companion.testing.assistant import Assistant
from companion.testing.checking import Mismatch, verdict
from companion.testing.heard import Heard
from companion.testing.invariants import broken
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
    _known(script, assistant)
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


def _known(script: Script, assistant: Assistant) -> None:
    """Fixtures and stubs must name slots and actions that exist, or they would do nothing."""
    there = assistant.known()
    for kind, names, known in (
        ("slot", script.slots, there.slots),
        ("action", script.stubs, there.actions),
    ):
        for name in names:
            if name not in known:
                raise CompanionError(
                    f"{script.path}:{script.line}",
                    f'the {kind} "{name}" of this test case is not in the domain',
                    f"the {kind}s are: {', '.join(known) or 'none'}",
                )
