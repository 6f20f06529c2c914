"""Names that a test uses must exist, or it would pass for a slip of the pen: `entry: [right, wrogn]`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from rapidfuzz import process

from companion.errors import CompanionError
from companion.reply import DESTINATIONS, KINDS, LEVELS
from companion.testing.inventory import Inventory
from companion.testing.script import Check, Script

# Rasa's own intents, which a domain need not name.
_RASA = ("nlu_fallback", "out_of_scope", "restart", "back", "session_start")


def check_names(script: Script, there: Inventory, own: bool) -> None:
    """Raises CompanionError for the first name that is not there, with the nearest ones that are.

    A misspelt name in what must come fails by itself; here are those that might pass unseen.
    """
    where = f"{script.path}:{script.line}"
    for slot in script.slots:
        _known("slot", slot, there.slots, where)
    for action in script.stubs:
        _known("action", action, there.actions, where)
    for check in (*script.before, *(check for step in script.steps for check in step.checks)):
        for kind, name, names in _named(check, there, own):
            _known(kind, name, names, f"{script.path}:{check.line}")


def _named(check: Check, there: Inventory, own: bool) -> Iterator[tuple[str, Any, Collection[str]]]:
    """What kind of name a check uses, the name, and those that there are."""
    if check.name == "slot_was_not_set":
        for row in check.want:
            yield "slot", row["name"], there.slots
    elif check.name == "bot_did_not_utter" and "utter_name" in check.want:
        yield "response", check.want["utter_name"], there.responses
    elif check.name == "intent":
        for name in _each(check.want):
            yield "intent", name, (*there.intents, *_RASA)
    elif own:
        closed = {"level": LEVELS, "destination": DESTINATIONS, "kind": KINDS, "entry": there.entries}
        for name in _each(check.want) if check.name in closed else ():
            yield check.name, name, closed[check.name]


def _each(want: Any) -> list[Any]:
    return [one for one in (want if isinstance(want, list) else [want]) if one is not None]


def _known(kind: str, name: Any, names: Collection[str], where: str) -> None:
    if name in names:
        return
    near = [found for found, _, _ in process.extract(str(name), list(names), limit=3)]
    fix = f"near it: {', '.join(near)}" if near else f"there is no {kind} at all"
    raise CompanionError(where, f'there is no {kind} "{name}"', fix)
