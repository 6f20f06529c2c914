"""What each assertion means: given what was heard in a turn, what was expected and what came."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from companion.content.reading import measure
from companion.testing.heard import Button, Heard, Utterance
from companion.testing.script import Check
from companion.testing.vocabulary import OWN_ASSERTIONS, is_calm

NOTHING = "(nothing)"
_RASA_ALSO_HAS = ("intent", "reading_grade_at_most")  # of ours, what means something in any project


@dataclass(frozen=True)
class Mismatch:
    """An assertion that does not hold, in words. `hint` is said below."""

    expected: str
    got: str
    hint: str = ""


@dataclass(frozen=True)
class Verdict:
    """`mismatch` is None when the check holds; `at` is the place of the event that met it."""

    mismatch: Mismatch | None
    at: int | None = None


def verdict(check: Check, heard: Heard, own: bool, after: int | None = None) -> Verdict:
    """Check one thing; with `after`, only events behind that place count.

    `own` tells whether the assistant is the companion: other projects have no levels or entries.
    """
    if is_calm(check.name):
        hint = "Flows and generated answers belong to Rasa's CALM, which Rasa Open Source lacks."
        return Verdict(Mismatch(f"{check.name} (unsupported)", "not checked", hint))
    if check.name in OWN_ASSERTIONS and not own and check.name not in _RASA_ALSO_HAS:
        hint = "A plain Rasa project has no levels, entries, kinds or sources."
        return Verdict(Mismatch(f"{check.name} (unsupported)", "not checked", hint))
    if after is not None:
        heard = _behind(heard, after)
    return _CHECKS[check.name](check.want, heard)


def _behind(heard: Heard, after: int) -> Heard:
    from dataclasses import replace

    return replace(
        heard,
        uttered=tuple(u for u in heard.uttered if u.at > after),
        events=tuple(e for e in heard.events if e.at > after),
    )


def _action_executed(want: Any, heard: Heard) -> Verdict:
    ran = heard.done("action")
    match = next((event for event in ran if event.name == str(want)), None)
    if match:
        return Verdict(None, match.at)
    return Verdict(Mismatch(str(want), _lines(event.name for event in ran)))


def _slot_was_set(want: Any, heard: Heard) -> Verdict:
    at = None
    for row in want:
        match = next((e for e in heard.done("slot") if _is_slot(e.name, e.value, row)), None)
        if match is None:
            return Verdict(Mismatch(_slot(row), _slots_set(heard)))
        at = max(at or 0, match.at)
    return Verdict(None, at)


def _slot_was_not_set(want: Any, heard: Heard) -> Verdict:
    for row in want:
        if any(_is_slot(e.name, e.value, row) for e in heard.done("slot")):
            return Verdict(Mismatch(f"not {_slot(row)}", _slots_set(heard)))
    return Verdict(None)


def _is_slot(name: str, value: Any, row: dict[str, Any]) -> bool:
    if name != row["name"]:
        return False
    return value == row["value"] if "value" in row else value is not None


def _slot(row: dict[str, Any]) -> str:
    return f"{row['name']}: {row['value']}" if "value" in row else f"{row['name']}: (any value)"


def _slots_set(heard: Heard) -> str:
    return _lines(f"{event.name}: {_short(event.value)}" for event in heard.done("slot"))


def _bot_uttered(want: Any, heard: Heard) -> Verdict:
    for uttered in heard.uttered:
        if all(_matches(key, want[key], uttered) for key in want):
            return Verdict(None, uttered.at if uttered.at >= 0 else None)
    return Verdict(Mismatch(_wanted(want), _said(heard, want)))


def _bot_did_not_utter(want: Any, heard: Heard) -> Verdict:
    for uttered in heard.uttered:
        for key in want:
            if _matches(key, want[key], uttered):
                return Verdict(Mismatch(f"not {_wanted({key: want[key]})}", _said(heard, want)))
    return Verdict(None)


def _matches(key: str, want: Any, uttered: Utterance) -> bool:
    if key == "utter_name":
        return uttered.utter == str(want)
    if key == "text_matches":
        return re.search(str(want), uttered.text) is not None
    return len(want) == len(uttered.buttons) and all(
        _is_button(row, button) for row, button in zip(want, uttered.buttons, strict=True)
    )


def _is_button(row: dict[str, Any], button: Button) -> bool:
    return all(str(row[key]) == getattr(button, key) for key in row)


def _wanted(want: dict[str, Any]) -> str:
    rows = []
    for key, value in want.items():
        if key == "buttons":
            value = " | ".join(str(row.get("title") or row.get("payload")) for row in value)
        rows.append(f"{key}: {value}")
    return "\n".join(rows)


def _said(heard: Heard, want: dict[str, Any]) -> str:
    """What was said, in the terms of the assertion."""
    rows: list[str] = []
    for uttered in heard.uttered:
        if "utter_name" in want:
            rows.append(f"utter_name: {uttered.utter or '(no domain response)'}")
        if "text_matches" in want:
            rows.append(uttered.text)
        if "buttons" in want:
            rows.append("buttons: " + (" | ".join(b.title for b in uttered.buttons) or NOTHING))
    return "\n".join(rows) or NOTHING


def _bot(want: Any, heard: Heard) -> Verdict:
    match = next((u for u in heard.uttered if u.text == str(want).strip()), None)
    return Verdict(None, match.at) if match else Verdict(Mismatch(str(want), _texts(heard)))


def _utter(want: Any, heard: Heard) -> Verdict:
    return _bot_uttered({"utter_name": want}, heard)


def _texts(heard: Heard) -> str:
    return "\n\n".join(uttered.text for uttered in heard.uttered) or NOTHING


def _level(want: Any, heard: Heard) -> Verdict:
    return _one_of(want, [heard.level])


def _destination(want: Any, heard: Heard) -> Verdict:
    return _one_of(want, [heard.destination])


def _entry(want: Any, heard: Heard) -> Verdict:
    return _one_of(want, [reply.entry for reply in heard.replies if reply.entry] or [None])


def _kind(want: Any, heard: Heard) -> Verdict:
    return _one_of(want, [reply.kind for reply in heard.replies])


def _intent(want: Any, heard: Heard) -> Verdict:
    return _one_of(want, [heard.intent])


def _one_of(want: Any, got: list[Any]) -> Verdict:
    """Holds when one of the values that came is the one, or one of those, that was wanted."""
    wanted = want if isinstance(want, list) else [want]
    if any(value in wanted for value in got):
        return Verdict(None)
    return Verdict(Mismatch(" or ".join(map(_short, wanted)), _lines(map(_short, got))))


def _sources(want: Any, heard: Heard) -> Verdict:
    """A list of source ids that must all be there, or `any`."""
    got = {source for reply in heard.replies for source in reply.sources}
    wanted = want if isinstance(want, list) else [want]
    missing = [] if wanted == ["any"] and got else [one for one in wanted if one not in got]
    if not missing:
        return Verdict(None)
    return Verdict(Mismatch(_lines(map(str, wanted)), _lines(sorted(got))))


def _reading_grade(want: Any, heard: Heard) -> Verdict:
    for reply in heard.replies:
        grade = measure(reply.text).grade
        if grade > float(want):
            return Verdict(Mismatch(f"reading grade {want} at most", f"grade {grade:.1f}:\n{reply.text}"))
    return Verdict(None)


def _lines(items: Any) -> str:
    return "\n".join(dict.fromkeys(items)) or NOTHING


def _short(value: Any) -> str:
    text = "none" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


_CHECKS: dict[str, Callable[[Any, Heard], Verdict]] = {
    "action_executed": _action_executed,
    "slot_was_set": _slot_was_set,
    "slot_was_not_set": _slot_was_not_set,
    "bot_uttered": _bot_uttered,
    "bot_did_not_utter": _bot_did_not_utter,
    "bot": _bot,
    "utter": _utter,
    "level": _level,
    "destination": _destination,
    "entry": _entry,
    "kind": _kind,
    "intent": _intent,
    "sources": _sources,
    "reading_grade_at_most": _reading_grade,
}
