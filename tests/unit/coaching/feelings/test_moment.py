"""Moments people tell of: each is found by a phrase of its own, read as meant, and said once."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.feelings.moment import ALONE, moments
from companion.coaching.feelings.theme import Themes
from companion.coaching.memory import Memory
from companion.coaching.said.sample import parts
from companion.coaching.session.talk import spaced
from companion.content.reading import measure
from companion.errors import DataError
from companion.guard import claims
from companion.language.encoder import foresee

ROOT = Path(__file__).parents[4]
ENTRIES = {path.stem for path in ROOT.glob("content/*/*.md")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my husband passed in february and i just stopped", "dead_partner"),
        ("two nurses held me down", "held_down"),
        ("i faint when i see needles", "needle_faint"),
        ("she told me off like a child", "told_off"),
        ("they call me beaver at school", "bullied"),
        ("did i wreck them?", "wreck"),
        ("been fobbed off by 4 practices, nobody takes nhs patients", "no_dentist"),
        ("i'm scared they'll shout at me", "judge_fear"),
        ("why do you want to know that?", "why_ask"),
    ],
)
def test_the_first_moment_named_is_the_one_that_counts(text: str, name: str) -> None:
    assert moments(ROOT).named(text)[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "how often should i brush",
        "why do my gums bleed",
        "what does a crown cost",
        "my partner is terrified of it",
    ],
)
def test_a_plain_question_or_someone_elses_fear_is_no_moment(text: str) -> None:
    assert not moments(ROOT).opening(text)


def test_each_sample_tells_of_its_own_moment() -> None:
    for moment in moments(ROOT).all:
        foresee(part for text in moment.like for part in parts(text))  # together is three times as fast
        for text in moment.like:
            assert moment.admits(spaced(text)), (moment.name, text)
            assert moment in moments(ROOT).find(text, ALONE), (moment.name, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("newborn is 5 weeks and my gums bleed when i brush", "l_baby_loss"),
        ("he didnt mean it. it was the door really", "f_door_shut"),
        ("its sharp and it hurts a bit, it happened last night", "stayed_away_since"),
    ],
)
def test_a_moment_that_claims_what_was_not_said_is_not_meant(text: str, name: str) -> None:
    assert name not in {moment.name for moment in moments(ROOT).find(text, 0.2)}


def test_a_line_is_said_once() -> None:
    found = moments(ROOT).named("they held me down")
    said, memory = [], Memory()
    while (answer := moments(ROOT).line(found, memory))[0]:
        said.append(answer[0])
        memory = answer[1]
    assert len(said) == len(set(said)) > 0


def test_what_is_said_is_plain_claims_nothing_and_leads_somewhere() -> None:
    themes = {theme.name for theme in Themes.load(ROOT).all}
    for moment in moments(ROOT).all:
        assert moment.theme is None or moment.theme in themes, moment.name
        assert moment.entry is None or moment.entry in ENTRIES, moment.name
        for text in moment.says:
            assert not claims(text), text
            assert len(text.split()) < 12 or measure(text).grade <= 6, text


def test_a_broken_moment_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "content" / "coaching" / "moments" / "told.yml"
    path.parent.mkdir(parents=True)
    path.write_text("alone:\n  phrases: nobody cares\n", "utf-8")
    with pytest.raises(DataError, match=r"told\.yml:1"):
        moments(tmp_path)
