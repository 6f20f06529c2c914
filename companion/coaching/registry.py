"""All flows by name, each loaded when it is first needed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from companion.coaching.flow import Flow

# name of the flow: the module below companion.coaching that has `load(root) -> Flow`
FLOWS = {
    "check": "danger.check",
    "emergency": "danger.emergency",
    "crisis": "danger.crisis",
    "coach": "session.coach",
    "looks": "looks.talk",
    "feelings": "feelings.distress",
    "anxiety_scale": "visit.anxiety",
    "self_check": "self_check.talk",
    "visit": "visit.talk",
    "handoff": "passing.handoff",
    "consent": "keeping.consent",
}


@cache
def flow(root: Path, name: str) -> Flow:
    """The flow called `name`. Raises KeyError for a name that is none, DataError for broken wording."""
    module = import_module(f"companion.coaching.{FLOWS[name]}")
    loaded: Flow = module.load(root)
    return loaded
