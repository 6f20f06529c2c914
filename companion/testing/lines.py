"""YAML in which every mapping, list and value still knows its line.

Words stay words, as in YAML 1.2: `yes`, `no` and `on` are what a person typed, not true or false.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from companion.errors import DataError

_INTEGER = re.compile(r"[-+]?\d+")
_NUMBER = re.compile(r"[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?")
_WORDS: dict[str, Any] = {"": None, "~": None, "null": None, "true": True, "false": False}
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Table(dict[str, Any]):
    """A mapping; `line` is where it begins, `at[key]` the line of a key, `raw[key]` its text."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.at: dict[str, int] = {}
        self.raw: dict[str, str] = {}


class Rows(list[Any]):
    """A list; `line` is where it begins, `at[number]` the line of an item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.at: list[int] = []


@dataclass(frozen=True)
class Place:
    """A file, for complaints about its lines."""

    path: Path

    def error(self, line: int, what: str, fix: str) -> DataError:
        """A complaint that names file and line."""
        return DataError(f"{self.path}:{line}", what, fix)

    def table(self, value: Any, line: int, what: str, allowed: frozenset[str]) -> Table:
        """`value` as a mapping with a closed key set. Raises DataError."""
        if not isinstance(value, Table):
            raise self.error(line, f"{what} must be a mapping", "write `key: value` lines")
        for key in value:
            if key not in allowed:
                raise self.error(
                    value.at[key],
                    f'unknown key "{key}" in {what}',
                    f"the keys are: {', '.join(sorted(allowed))}",
                )
        return value

    def rows(self, value: Any, line: int, what: str) -> Rows:
        """`value` as a list. Raises DataError."""
        if not isinstance(value, Rows):
            raise self.error(line, f"{what} must be a list", "begin each item with a dash")
        return value


def read(path: Path) -> Any:
    """The content of a file as Table, Rows and plain values. Raises DataError with the line."""
    place = Place(path)
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        last = path.read_text(encoding="utf-8").rstrip().count("\n") + 1  # what is missing, is missing there
        line = min(mark.line + 1, last) if mark else 1
        fix = "mend the indentation, or put text with : or # in quotes"
        raise place.error(line, f"not readable as YAML: {error.problem}", fix) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(str(path), str(error), "check that the file is UTF-8 text") from error
    return None if node is None else _value(node, place)


def _value(node: yaml.Node, place: Place) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        table = Table(line)
        for key, value in node.value:
            name, at = str(key.value), key.start_mark.line + 1
            if name in table:
                raise place.error(at, f'"{name}" is there twice', "keep one of the two")
            table[name] = _value(value, place)
            table.at[name] = at
            if isinstance(value, yaml.ScalarNode):
                table.raw[name] = value.value
        return table
    if isinstance(node, yaml.SequenceNode):
        rows = Rows(line)
        for item in node.value:
            rows.append(_value(item, place))
            rows.at.append(item.start_mark.line + 1)
        return rows
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _NUMBER.fullmatch(text) else text
