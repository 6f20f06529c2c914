"""All flows by name, each loaded when it is first needed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from companion.coaching.flow import Flow

# name of the flow: the module below companion.coaching that has `load(root) -> Flow`
FLOWS = {
    "check": "check",
    "emergency": "emergency",
    "crisis": "crisis",
    "coach": "coach",
    "looks": "looks",
    "feelings": "distress",
    "anxiety_scale": "anxiety",
    "self_check": "self_check",
    "visit": "visit",
    "handoff": "handoff",
    "consent": "consent",
}


@cache
def flow(root: Path, name: str) -> Flow:
    """The flow called `name`. Raises KeyError for a name that is none, DataError for broken wording."""
    module = import_module(f"companion.coaching.{FLOWS[name]}")
    loaded: Flow = module.load(root)
    return loaded
