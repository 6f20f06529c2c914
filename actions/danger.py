"""What follows a card of danger: the emergency stays in force, a crisis gets a careful talk of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.flow import OUTER
from companion.coaching.danger.concern import CARDED, kind_of
from companion.coaching.danger.crisis import Crisis
from companion.coaching.danger.emergency import GUESSED, HANDLED, NAME, Emergency
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.registry import flow
from companion.engine import project
from companion.reply import Reply
from companion.triage import Assessment, Finding

_TOLD = 12  # words of a message that tells more than a danger
_WATCHED = 2  # signs to watch for that are named at the end of an emergency


def crisis() -> Crisis:
    """The flow for despair, violence, neglect and eating problems."""
    found = flow(project.root(), "crisis")
    assert isinstance(found, Crisis)
    return found


def emergency() -> Emergency:
    """The flow that keeps an emergency in force."""
    found = flow(project.root(), "emergency")
    assert isinstance(found, Emergency)
    return found


def without_handled(assessment: Assessment, memory: Memory) -> Assessment:
    """The assessment without emergencies that are over, unless this turn told of them again."""
    over, now = memory.notes.get(HANDLED, ()), assessment.case.turns - 1
    left = tuple(one for one in assessment.findings if one.turn == now or one.rule not in over)
    if not left or left == assessment.findings:
        return assessment
    return replace(assessment, findings=left, level=left[0].level, destination=left[0].destination)


def opens_crisis(finding: Finding | None) -> bool:
    """Whether this finding is met by a talk instead of a card of steps."""
    return finding is not None and kind_of(finding.rule) is not None and finding.rule not in CARDED


def second(assessment: Assessment, shown: Finding) -> Finding | None:
    """A crisis told of in the same message as the emergency that was shown."""
    now = assessment.case.turns - 1
    others = (one for one in assessment.findings if one.turn == now and one.rule != shown.rule)
    return next(
        (one for one in others if kind_of(one.rule) == "abuse" or one.rule.startswith("suicide")), None
    )


def guessed(assessment: Assessment, memory: Memory) -> bool:
    """Whether an emergency in the middle of a talk, or in a long first message, is only what the second
    reader made of it, for the first time: its card is shown, and the talk is not held up by what may have
    been misread.

    What was swallowed is held to: its harm shows later, and people who feel well go on to other things.
    """
    finding = assessment.newest
    if not finding or not finding.like or finding.destination == "poison_line":
        return False
    long = len(" ".join(finding.words).split()) > _TOLD
    return (assessment.case.turns > 1 or long) and finding.rule not in memory.notes.get(GUESSED, ())


def kept_in_force(
    card: Reply, assessment: Assessment, heard: Heard, row: dict[str, Any] | None, also: Finding | None
) -> dict[str, Any]:
    """The flow slot after an emergency's card; a crisis told of with it waits below."""
    finding = assessment.newest
    assert finding is not None  # a card was shown
    known = {one.rule for one in assessment.findings if one.level == "emergency" and not kind_of(one.rule)}
    rules = row["answers"]["rules"] if row and row["flow"] == NAME else []
    entry = project.store().entry(card.entry) if card.entry else None
    steps, watch = (entry.do_now, entry.get_help[:_WATCHED]) if entry else ((), ())
    state = emergency().opened(
        sorted({*rules, *known, finding.rule}), finding.destination, heard.country, steps, watch
    )
    waits = None
    if finding.rule in CARDED:
        waits = crisis().waiting(finding, heard).as_dict()
    elif also:
        waits = crisis().waiting(also, heard).as_dict()
    elif row:
        waits = row if row["flow"] == "crisis" else row["answers"].get(OUTER) if row["flow"] == NAME else None
    answers = {**state.answers, **({OUTER: waits} if waits else {})}
    return replace(state, answers=answers).as_dict()
