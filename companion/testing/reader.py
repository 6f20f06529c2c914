"""Reads conversation tests: YAML in, Scripts out, and a Broken one for each that cannot be read."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

from companion.errors import DataError
from companion.testing import lines
from companion.testing.lines import Place, Rows, Table
from companion.testing.script import Broken, Check, Script, Step
from companion.testing.settings import Settings, settings_for
from companion.testing.vocabulary import (
    ASSERTIONS,
    BUTTON_KEYS,
    CASE_KEYS,
    FILE_KEYS,
    MOMENT,
    STEP_CHECKS,
    STEP_KEYS,
    UTTERED_KEYS,
    is_calm,
)


def read_scripts(path: Path, top: Path) -> list[Script | Broken]:
    """The test cases of one file; `top` is the folder in which its conftest.yml files begin."""
    try:
        settings = settings_for(path.parent, top)
        place = Place(path)
        row = place.table(lines.read(path), 1, "the file", FILE_KEYS)
        if "test_cases" not in row:
            raise place.error(1, '"test_cases" is missing', "add `test_cases:` and a list of cases")
        cases = place.rows(row["test_cases"], row.at["test_cases"], "test_cases")
        settings = settings.joined(row, place)
    except DataError as error:
        return [_broken(path.stem, path, error)]
    found: list[Script | Broken] = []
    seen: set[str] = set()
    for case, line in zip(cases, cases.at, strict=True):
        name = str(case.get("test_case") or f"line {line}") if isinstance(case, Table) else f"line {line}"
        try:
            if name in seen:
                raise place.error(line, f'a test case "{name}" is there already', "give it another name")
            found.append(_script(case, line, place, settings))
        except DataError as error:
            found.append(_broken(name, path, error))
        seen.add(name)
    return found


def _broken(name: str, path: Path, error: DataError) -> Broken:
    line = error.where.rpartition(":")[2]
    return Broken(name, path, int(line) if line.isdigit() else 1, str(error))


def _script(row: Any, line: int, place: Place, settings: Settings) -> Script:
    case = place.table(row, line, "a test case", CASE_KEYS)
    for key in ("test_case", "steps"):
        if not case.get(key):
            raise place.error(line, f'"{key}" is missing in a test case', f"add `{key}: ...`")
    name = str(case["test_case"])
    fixtures = place.rows(case.get("fixtures", Rows(line)), line, "fixtures")
    slots = settings.slots([str(fixture) for fixture in fixtures], place, case.at.get("fixtures", line))
    metadata = settings.message_data(case.get("metadata"), place, case.at.get("metadata", line))
    before, steps = _steps(case, place, settings, metadata)
    return Script(
        name=name,
        path=place.path,
        line=line,
        steps=steps,
        before=before,
        slots={key: value for key, value in slots.items() if key != MOMENT},
        stubs=settings.stubs_of(name),
        invariants=settings.invariants,
        moment=_moment(slots.get(MOMENT), place, line),
    )


def _moment(value: Any, place: Place, line: int) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError as error:
        fix = "write it as 2026-11-22T08:30:00+00:00"
        raise place.error(line, f"{MOMENT}: {value!r} is not an ISO 8601 time", fix) from error


def _steps(
    case: Table, place: Place, settings: Settings, metadata: dict[str, Any]
) -> tuple[tuple[Check, ...], tuple[Step, ...]]:
    """Checks before the first message, and the messages with the checks that follow each."""
    before: list[Check] = []
    steps: list[Step] = []
    asserted: int | None = None  # line of the first `assertions`
    stepped: int | None = None  # line of the first step of the older style
    rows = place.rows(case["steps"], case.at["steps"], "steps")
    for row, line in zip(rows, rows.at, strict=True):
        step = place.table(row, line, "a step", STEP_KEYS)
        if "user" in step:
            steps.append(_user_step(step, line, place, settings, metadata))
            asserted = asserted or step.at.get("assertions")
        elif {"assertions", "assertion_order_enabled"} & set(step):
            raise place.error(line, "assertions belong to a `user` step", "add `user: ...` to it")
        checks = [_step_check(name, step, place) for name in STEP_CHECKS if name in step]
        if checks:
            stepped = stepped or line
        if not checks and "user" not in step:
            raise place.error(
                line, "a step says nothing", f"it has `user` or one of {', '.join(STEP_CHECKS)}"
            )
        if steps and checks:
            last = steps[-1]
            steps[-1] = Step(last.text, last.line, (*last.checks, *checks), last.ordered, last.metadata)
        else:
            before += checks
    if asserted and stepped:
        raise place.error(
            max(asserted, stepped),
            "a test case mixes `assertions` with the steps bot, utter or slot_was_set",
            f"use one style (the other one is in line {min(asserted, stepped)})",
        )
    if not steps:
        raise place.error(case.line, "no step has a `user` message", "add `- user: ...`")
    return tuple(before), tuple(steps)


def _user_step(step: Table, line: int, place: Place, settings: Settings, metadata: dict[str, Any]) -> Step:
    if "user" not in step.raw:
        raise place.error(step.at["user"], "`user` must be text", "put it in quotes")
    own = settings.message_data(step.get("metadata"), place, step.at.get("metadata", line))
    rows = place.rows(step.get("assertions", Rows(line)), step.at.get("assertions", line), "assertions")
    if "assertions" in step and not rows:
        raise place.error(step.at["assertions"], "`assertions` is empty", "add one, or take it out")
    checks = [_assertion(row, at, place) for row, at in zip(rows, rows.at, strict=True)]
    ordered = step.get("assertion_order_enabled", False)
    if not isinstance(ordered, bool):
        where = step.at["assertion_order_enabled"]
        raise place.error(where, "assertion_order_enabled is true or false", "write `true`")
    return Step(step.raw["user"], line, tuple(checks), ordered, {**metadata, **own})


def _assertion(row: Any, line: int, place: Place) -> Check:
    if isinstance(row, Table) and len(row) == 1:
        name = next(iter(row))
        if is_calm(name):
            return Check(name, row[name], line)  # collected, and fails as unsupported when it runs
    table = place.table(row, line, "an assertion", frozenset(ASSERTIONS))
    if len(table) != 1:
        raise place.error(line, "an assertion has one key", "begin each assertion with a dash")
    name = next(iter(table))
    return Check(name, _wanted(name, table[name], table.at[name], place), line)


def _wanted(name: str, want: Any, line: int, place: Place) -> Any:
    """The value of an assertion, after a look at its shape."""
    if name in ("bot_uttered", "bot_did_not_utter"):
        table = place.table(want, line, name, UTTERED_KEYS)
        buttons = place.rows(table.get("buttons", Rows(line)), line, "buttons")
        for button, at in zip(buttons, buttons.at, strict=True):
            place.table(button, at, "a button", BUTTON_KEYS)
        if not table:
            raise place.error(line, f"{name} says nothing", f"add {', '.join(sorted(UTTERED_KEYS))}")
        if "text_matches" in table:
            _pattern(str(table["text_matches"]), table.at["text_matches"], place)
        return table
    if name in ("slot_was_set", "slot_was_not_set"):
        for row, at in zip(rows := place.rows(want, line, name), rows.at, strict=True):
            if "name" not in place.table(row, at, name, frozenset(("name", "value"))):
                raise place.error(at, f"{name}: the slot's `name` is missing", "add `name: ...`")
        return rows
    if name == "reading_grade_at_most" and not isinstance(want, (int, float)):
        raise place.error(line, "reading_grade_at_most is a number", "write it as 6")
    return want


def _pattern(text: str, line: int, place: Place) -> None:
    try:
        re.compile(text)
    except re.error as error:
        fix = "put a backslash before ( ) [ ] ? * + . that stand for themselves"
        raise place.error(line, f"text_matches is no regular expression: {error}", fix) from error


def _step_check(name: str, step: Table, place: Place) -> Check:
    """A check of the step style; slots as `- name`, `- name: value` or `name: value`."""
    line = step.at[name]
    if name in ("bot", "utter"):
        if name not in step.raw:
            raise place.error(line, f"`{name}` must be text", "put it in quotes")
        return Check(name, step.raw[name], line)
    want = step[name]
    items = want if isinstance(want, Rows) else [want]
    rows = Rows(line)
    for item in items:
        if isinstance(item, Table):
            rows.extend({"name": key, "value": value} for key, value in item.items())
        else:
            rows.append({"name": str(item)})
    return Check(name, rows, line)
