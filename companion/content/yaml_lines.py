"""YAML as nodes that know their line; every value stays the text that was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from companion.content.draft import Draft

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def text_lines(path: Path, draft: Draft) -> list[str]:
    """The lines of a file, without the space at their ends; none when it is not text."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        draft.problem(1, f"this is not UTF-8 text ({error.reason})", "save the file as UTF-8")
        return []
    return [line.rstrip() for line in text.splitlines()]


def compose(text: str, draft: Draft) -> yaml.Node | None:
    """The top node, or None where there is nothing or it cannot be read."""
    try:
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        draft.problem(
            line,
            f"not readable as YAML: {error.problem}",
            "put text with : or # in quotes",
        )
    except yaml.YAMLError as error:
        draft.problem(1, f"not readable as YAML: {error}", "take odd characters out")
    return None


def pairs(node: yaml.MappingNode, draft: Draft) -> Iterator[tuple[str, int, yaml.Node]]:
    """Key, line and value of each pair; keys that are there twice are a problem."""
    seen: set[str] = set()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.value in seen:
            draft.problem(line, f'"{key.value}" is there twice', "keep one of the two")
        seen.add(key.value)
        yield key.value, line, value
