"""One line of a batch: a conversation, or what is wrong with the line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from companion.country import as_country


@dataclass(frozen=True)
class Conversation:
    """What a person says, turn by turn. `id` is given back as it came."""

    id: str | int
    turns: tuple[str, ...]
    country: str | None = None


def parse(line: bytes) -> Conversation:
    """Read one line. Raises ValueError with what is wrong, in words."""
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8: byte {error.start + 1} cannot be read") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise ValueError("not a conversation: nested too deeply") from error
    if not isinstance(row, dict):
        raise ValueError('not a JSON object: expected {"id": ..., "turns": [...]}')
    return Conversation(_id(row), _turns(row), _country(row))


def _id(row: dict[str, Any]) -> str | int:
    if "id" not in row:
        raise ValueError('"id" is missing')
    found = row["id"]
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        raise ValueError('"id" must be text or a whole number')
    return found


def _turns(row: dict[str, Any]) -> tuple[str, ...]:
    if "turns" not in row:
        raise ValueError('"turns" is missing')
    found = row["turns"]
    if not isinstance(found, list):
        raise ValueError('"turns" must be a list of texts')
    for number, turn in enumerate(found, 1):
        if not isinstance(turn, str):
            raise ValueError(f'"turns" must be a list of texts; number {number} is not a text')
    return tuple(found)


def _country(row: dict[str, Any]) -> str | None:
    found = row.get("country")
    if found is None:
        return None
    code = as_country(found) if isinstance(found, str) else None
    if code is None:
        raise ValueError('"country" must be a two-letter code, such as "GB", or null')
    return code
