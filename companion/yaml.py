"""YAML files that people edit: read quickly, with the file and line in every complaint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from companion.errors import DataError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    """The parsed content of one file. Raises DataError with the line of a syntax error."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DataError(
            f"{path}:{line}", error.problem or "not valid YAML", "mend the indentation or the quotes"
        ) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataError(str(path), str(error), "check that the file is readable UTF-8 text") from error


def parsed(text: str) -> Any:
    """The content of YAML text; None where it is broken."""
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.YAMLError:
        return None


def read_mapping(path: Path, allowed: set[str], required: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A file that holds one mapping with a closed key set. Raises DataError."""
    row = read_yaml(path)
    if not isinstance(row, dict):
        raise DataError(f"{path}:1", "must be a mapping of keys to values", "write `key: value` lines")
    for key in row:
        if key not in allowed:
            raise DataError(
                f"{path}:{line_of(path, str(key))}",
                f'unknown key "{key}"',
                f"the keys are: {', '.join(sorted(allowed))}",
            )
    for key in sorted(required - set(row)):
        raise DataError(f"{path}:1", f'"{key}" is missing', f"add a line `{key}: ...`")
    return row


def line_of(path: Path, text: str) -> int:
    """The first line (from 1) that contains `text`, or 1."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text in line:
            return number
    return 1
