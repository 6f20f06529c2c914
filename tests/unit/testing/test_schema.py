"""The schema that editors use says what the reader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import companion.testing
from companion.reply import DESTINATIONS, KINDS, LEVELS
from companion.testing import vocabulary
from companion.testing.items import NOT_TESTS
from companion.yaml import read_yaml
from tests.unit.testing.conftest import PROJECT

TESTS = Path(__file__).parents[2] / "conversations"
FILES = [path for path in sorted(TESTS.rglob("*.yml")) if path.name not in NOT_TESTS]
SCHEMA: dict[str, Any] = json.loads((Path(companion.testing.__file__).parent / "schema.json").read_text())
STEP = SCHEMA["$defs"]["tests"]["properties"]["test_cases"]["items"]["properties"]["steps"]["items"]


@pytest.mark.parametrize(
    "path", [*FILES, *(PROJECT / "tests").glob("*.yml"), TESTS / "conftest.yml"], ids=str
)
def test_every_file_fits_it(path: Path) -> None:
    jsonschema.validate(read_yaml(path), SCHEMA)


def test_it_has_the_words_of_the_reader() -> None:
    assertions = [
        key for one in STEP["properties"]["assertions"]["items"]["anyOf"] for key in one["properties"]
    ]
    assert tuple(assertions) == vocabulary.ASSERTIONS
    assert set(STEP["properties"]) == vocabulary.STEP_KEYS
    assert set(SCHEMA["$defs"]["settings"]["properties"]) == vocabulary.SETTINGS_KEYS
    text = json.dumps(SCHEMA)
    for word in (*LEVELS, *DESTINATIONS, *KINDS, *vocabulary.INVARIANTS):
        assert f'"{word}"' in text


def test_it_refuses_an_unknown_key() -> None:
    row = {"test_cases": [{"test_case": "a", "steps": [{"usr": "hello"}]}]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(row, SCHEMA)
