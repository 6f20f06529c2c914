"""The widget's own words: whole in every language, and in English those of the terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from companion.terminal import words

FOLDER = Path(__file__).parents[3] / "web/widget/labels"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.json"))


def labels(language: str) -> dict[str, Any]:
    rows: dict[str, Any] = json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return rows


def shape(value: Any) -> Any:
    """Keys and gaps, without words."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return len(value)
    return sorted(re.findall(r"\{\w+\}", value))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_label_with_its_gaps(language: str):
    assert shape(labels(language)) == shape(labels("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_machines_words_are_called_so_where_people_read_them(language: str):
    rows = labels(language)

    assert rows["written"] in ("project", "machine")
    assert bool(rows["machine"]) == (rows["written"] == "machine")
    assert bool(rows["english"]) == (language != "en")


def test_cards_say_the_same_as_in_the_terminal():
    rows = labels("en")

    assert rows["destinations"] == words.DESTINATIONS
    for level, title in rows["cards"].items():
        assert title.upper() == words._CARDS[level].upper()
    for destination, title in rows["emergencies"].items():
        assert title.upper() == words._EMERGENCIES[destination].upper()
