"""The sentence of an entry that is nearest in meaning to what is said after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.passage import lines, nearest
from companion.content.reader import read_entries

ROOT = Path(__file__).parents[3]
ENTRIES = {entry.id: entry for entry in read_entries(ROOT)}


@pytest.mark.parametrize(
    ("text", "entry", "says"),
    [
        ("can i sleep in them", "dentures-care", "Take them out at night"),
        ("toothpaste on them?", "dentures-care", "not toothpaste"),
        ("six years come april.", "bone-medicines", "more than five years"),
        ("so the leftover ones are no use either?", "antibiotics-and-toothache", "old ones"),
        ("when can she do it on her own", "childrens-brushing", "until at least seven"),
    ],
)
def test_the_nearest_sentence_answers(text: str, entry: str, says: str) -> None:
    assert any(says in line for line in nearest(text, ENTRIES[entry], 0.15))


def test_nothing_is_said_where_nothing_is_near() -> None:
    assert nearest("my car needs new tyres", ENTRIES["dentures-care"], 0.3) == ()


def test_only_whole_sentences_answer() -> None:
    for entry in ENTRIES.values():
        assert all(len(line.split()) >= 4 for line in lines(entry) if line not in entry.get_help)
