"""Reads entries from their files, and keeps the line of every part for good errors.

Values are taken as they are written: `no` is text, never false; a date is checked here and nowhere
else. `read_draft` collects every format problem of a file; `read_entries` is for
those who want entries or a DataError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import yaml

from companion.content.draft import (
    LISTS,
    OPTIONAL,
    PROSE,
    REQUIRED_SECTIONS,
    SECTIONS,
    TEXTS,
    Draft,
)
from companion.content.entry import GRADES, Entry
from companion.content.point import HEADING, Point, parse
from companion.content.yaml_lines import ID, compose, pairs, text_lines
from companion.entries import entry_files
from companion.errors import DataError

_ITEM = re.compile(r"(?:-|\d+\.)\s+(.*)")


def read_entries(root: Path) -> list[Entry]:
    """All entries, sorted by path. Raises DataError at the first one with a broken format."""
    return [draft.entry() for draft in read_drafts(root)]


def read_drafts(root: Path) -> list[Draft]:
    """All entry files as drafts, sorted by path. Raises DataError as `read_entries` does."""
    return [_sound(read_draft(path, root)) for path in entry_files(root)]


def read_draft(path: Path, root: Path) -> Draft:
    """One entry file with every format problem it has. Never raises for what stands in the file."""
    draft = Draft(path.relative_to(root).as_posix())
    lines = text_lines(path, draft)
    if not ID.fullmatch(path.stem):
        draft.problem(
            1,
            f'the file name "{path.name}" is not an id',
            "use small letters, digits and hyphens",
        )
    end = next((i for i, text in enumerate(lines[1:], 1) if text == "---"), None)
    if not lines or lines[0] != "---" or end is None:
        if not draft.problems:
            draft.problem(1, "there is no front matter", "open and close it with a line of ---")
        return draft
    _read_front("\n".join(["", *lines[1:end]]), draft)
    last = next((at for at in range(end + 1, len(lines)) if lines[at] == f"## {HEADING}"), len(lines))
    _read_sections(lines[:last], end + 1, draft)
    _read_points(lines, last + 1, draft)
    _check_values(draft)
    return draft


def points_of(drafts: Iterable[Draft]) -> dict[str, tuple[Point, ...]]:
    """The points of all entries that have some, by entry id."""
    return {
        Path(draft.path).stem: tuple(one.point() for one in draft.points) for draft in drafts if draft.points
    }


def _sound(draft: Draft) -> Draft:
    if draft.problems:
        first = min(draft.problems)
        raise DataError(f"{first.path}:{first.line}", first.message, first.fix)
    return draft


def _read_front(text: str, draft: Draft) -> None:
    node = compose(text, draft)
    if node is not None and not isinstance(node, yaml.MappingNode):
        draft.problem(2, "the front matter is not a list of `key: value`", "see other entries")
    if not isinstance(node, yaml.MappingNode):
        return
    for key, line, value in pairs(node, draft):
        draft.lines[key] = [line]
        if key in TEXTS and isinstance(value, yaml.ScalarNode):
            draft.texts[key] = value.value.strip()
        elif key in LISTS and isinstance(value, yaml.SequenceNode):
            draft.lists[key] = list(_items(key, value, draft))
        elif key in TEXTS or key in LISTS:
            kind = "text" if key in TEXTS else "a list"
            draft.problem(line, f'"{key}" is not {kind}', f"write {kind}; quote text with a colon")
        else:
            fix = "known keys: " + ", ".join((*TEXTS, *LISTS))
            draft.problem(line, f'"{key}" is not a known key', fix)


def _items(key: str, node: yaml.SequenceNode, draft: Draft) -> Iterator[str]:
    if node.value:
        draft.lines[key] = [item.start_mark.line + 1 for item in node.value]
    for item in node.value:
        if isinstance(item, yaml.ScalarNode) and item.value.strip():
            yield item.value.strip()
        else:
            line = item.start_mark.line + 1
            draft.problem(line, f'an item of "{key}" is not text', "put it in quotes")


def _read_sections(lines: list[str], start: int, draft: Draft) -> None:
    """Split the Markdown below the front matter into the closed set of sections."""
    name, fresh, order = "lead", True, list(SECTIONS)
    for number, text in enumerate(lines[start:], start + 1):
        if text.startswith("#"):
            heading = text.lstrip("#").strip()
            name = SECTIONS.get(heading, "") if text.startswith("## ") else ""
            if not name:
                fix = "sections: " + ", ".join(f"## {known}" for known in SECTIONS)
                draft.problem(number, f'"{text}" is not a known section', fix)
            elif name in draft.sections:
                draft.problem(number, f'section "{heading}" is there twice', "keep one")
            elif heading not in order:
                fix = "order: lead, " + ", ".join(SECTIONS)
                draft.problem(number, f'section "{heading}" stands too late', fix)
            else:
                order = order[order.index(heading) + 1 :]
            draft.sections.setdefault(name, [])
            draft.lines.setdefault(name, [number])
            fresh = True
        elif not text:
            fresh = True
        elif name:
            _add_line(name, text, number, fresh, draft)
            fresh = False
    draft.sections.pop("", None)


def _read_points(lines: list[str], start: int, draft: Draft) -> None:
    """The section of points, which is the last one."""
    numbered = list(enumerate(lines[start:], start + 1))
    for number, text in numbered:
        if text.startswith("#"):
            draft.problem(number, f'"{text}" stands too late', f"## {HEADING} is the last section")
    draft.points = parse(numbered)
    for point in draft.points:
        if not point.asked:
            draft.problem(point.line, "an answer without a question", "put its samples above it as a list")
        elif not point.answer:
            draft.problem(point.line, "a question without an answer", "write it below its samples")


def _add_line(name: str, text: str, number: int, fresh: bool, draft: Draft) -> None:
    """Add a line to a section: a list item, or a line of a paragraph."""
    parts = draft.sections.setdefault(name, [])
    item = _ITEM.match(text)
    begins = fresh or not parts
    if name in PROSE and item:
        draft.problem(number, "a list in a section of sentences", "write sentences, one per line")
    elif name not in PROSE and not item and (begins or not text.startswith(" ")):
        wanted = "1. " if name == "do_now" else "- "
        draft.problem(number, "a line that is not an item", f'begin each line with "{wanted}"')
    if begins or item:
        if not parts:
            draft.lines[name] = []
        draft.lines[name].append(number)
        parts.append(item.group(1) if item else text.strip())
    else:
        parts[-1] += " " + text.strip()


def _check_values(draft: Draft) -> None:
    for key in (*TEXTS, *LISTS):
        empty = not draft.texts.get(key) and not draft.lists.get(key)
        broken = key in draft.lines and key not in draft.texts and key not in draft.lists
        if empty and key not in OPTIONAL and not broken:
            draft.problem(draft.line(key), f'"{key}" is missing', "add it to the front matter")
    if not draft.sections.get("lead"):
        draft.problem(1, "there is no lead", "write the short answer below the front matter")
    for heading in SECTIONS:
        name = SECTIONS[heading]
        if not draft.sections.get(name) and (heading in REQUIRED_SECTIONS or name in draft.lines):
            draft.problem(draft.line(name), f'section "{heading}" is empty or missing', "write it")
    grade = draft.texts.get("grade")
    if grade is not None and grade not in GRADES:
        fix = "grades: " + ", ".join(GRADES) + "; leave it out where the source has none"
        draft.problem(draft.line("grade"), f'grade "{grade}" is not known', fix)
    for key in ("reviewed", "review_due"):
        if draft.texts.get(key) and not _is_date(draft.texts[key]):
            text = draft.texts[key]
            draft.problem(draft.line(key), f'{key} "{text}" is not a date', "write YYYY-MM-DD")


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
