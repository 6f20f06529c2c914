"""Anchors: an alarm by likeness alone needs a word of danger in the last message, or a very sure reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import DataError
from companion.triage import Case, Screen
from companion.triage.anchor import anchored, read_anchors
from companion.triage.rule import read_rules

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen.load(ROOT)


def test_each_emergency_has_words() -> None:
    rules = read_rules(ROOT)
    dangers = {rule.name for rule in rules.values() if rule.level == "emergency"}
    assert dangers == set(read_anchors(ROOT, rules))


@pytest.mark.parametrize(
    ("text", "rule", "there"),
    [
        ("there's a noise like a kazoo when he breathes in", "cannot-breathe", True),
        ("i've been told so a few times", "cannot-breathe", False),
        ("he keeps a towel under his chin", "cannot-swallow", True),
        ("two fingers won't go in, the jaw's shut", "mouth-wont-open", True),
        ("his neck has a lump like a golf ball", "swelling-and-airway", True),
        ("the lid is half shut", "swelling-eye", True),
        ("it's hard as wood under my tongue", "swelling-floor-of-mouth", True),
        ("third flannel since noon", "after-extraction", True),
        ("there's a bowl full of it", "heavy", True),
        ("i'm on apixaban and the rag is red", "wont-stop", True),
        ("he's got the keys so i can't go out", "abuse-now", True),
        ("my voice is hoarse where his hands were", "abuse-strangled", True),
        ("the little shiny thing from the remote", "battery", True),
        ("she had a gulp from the bottle", "chemical", True),
        ("i've two crowns at the front", "chemical", False),
        ("it went down the wrong way and there's a rattle", "choked", True),
        ("gave him calpol at six and at seven", "overdose-by-accident", True),
        ("i took the strip", "overdose-deliberate", True),
        ("i took the strip and i'm sick", "overdose-with-symptoms", True),
        ("he had the whole tube", "toothpaste-swallowed", True),
        ("she ate the paste and she's floppy", "toothpaste-ill", True),
        ("they'd be better off with the insurance", "suicide", True),
        ("my grandson set this up on the tablet", "suicide", False),
        ("i've put my affairs in order", "suicide-indirect", True),
        ("i'm up on the bridge", "suicide-now", True),
        ("the welts came up after the prawns", "allergic-reaction", True),
        ("like an elephant sat on him", "chest-pain", True),
        ("one side of her face droops", "collapse", True),
        ("the ache comes on the stairs", "heart-and-jaw", True),
        ("he's talking nonsense and freezing", "infection-and-sepsis", True),
        ("she's floppy and grey", "whole-body-alarm", True),
        ("my teeth don't meet since the elbow", "broken-jaw", True),
        ("he saw double after the fall", "head-injury", True),
        ("it stuck open at a yawn", "jaw-stuck-open", True),
        ("the eye tooth, root and all", "tooth-knocked-out", True),
        ("it's pointing backwards since the swing", "tooth-moved", True),
        ("her cheek is bigger than at lunch", "face-swelling-worse", True),
    ],
)
def test_words_of_a_danger(text: str, rule: str, there: bool) -> None:
    assert anchored(text, [rule], read_anchors(ROOT, read_rules(ROOT))) == ([rule] if there else [])


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


def test_a_rule_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/anchors.yml").write_text("moon: far away\n", "utf-8")
    with pytest.raises(DataError, match=r"anchors\.yml"):
        read_anchors(tmp_path, ["heavy"])
