"""Anchors: an alarm by likeness alone needs a word of danger in the last message, or a very sure reader."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from companion.errors import DataError
from companion.reply import Destination
from companion.triage import Case, Screen
from companion.triage.anchor import anchored, read_anchors
from companion.triage.rule import read_rules

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(ROOT)


def test_each_way_out_of_danger_has_words() -> None:
    rules = read_rules(ROOT).values()
    assert {rule.destination for rule in rules if rule.level == "emergency"} <= set(read_anchors(ROOT))
    assert set(read_anchors(ROOT)) <= set(get_args(Destination))


@pytest.mark.parametrize(
    ("text", "destination", "there"),
    [
        ("there's a noise like a kazoo when he breathes in", "ambulance", True),
        ("i've been told so a few times", "ambulance", False),
        ("they'd be better off with the insurance", "crisis_line", True),
        ("my grandson set this up on the tablet", "crisis_line", False),
        ("he's got the keys so i can't go out", "safeguarding", True),
        ("gave him calpol at six and at seven", "poison_line", True),
        ("the eye tooth, root and all", "dentist_now", True),
    ],
)
def test_words_of_a_danger(text: str, destination: str, there: bool) -> None:
    assert anchored(text, destination, read_anchors(ROOT)) is there


@pytest.mark.parametrize(
    "turns",
    [
        ["I'm 82, my grandson set this up on the tablet before he went back to Durham."],
        ["My partner finds it unbearable that I check everything."],
        [
            "I look in the mirror after work",
            "could prob do it after school. mum isnt home till 6 so no nagging lol",
        ],
    ],
)
def test_chatter_is_no_emergency(screen: Screen, turns: list[str]) -> None:
    case = Case()
    for turn in turns:
        case = screen.assess(case, screen.read(turn)).case
    assert case.level != "emergency"


def test_a_danger_that_is_faint_in_words_is_raised_where_it_is_named(screen: Screen) -> None:
    case = screen.assess(Case(), screen.read("the gauze soaks in a minute and i'm going dizzy")).case
    assert case.level == "emergency"


def test_a_destination_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/anchors.yml").write_text("moon: far away\n", "utf-8")
    with pytest.raises(DataError, match=r"anchors\.yml"):
        read_anchors(tmp_path)
