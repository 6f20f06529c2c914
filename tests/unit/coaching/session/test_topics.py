"""Topics and talk of coaching are data: every file is whole, and every name leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.coaching.session import talk, topics
from companion.content.reading import measure
from companion.guard import claims

ROOT = Path(__file__).parents[4]
TOPICS = topics.load(ROOT)
TALK = talk.load(ROOT)


@pytest.mark.parametrize("name", sorted(TOPICS.by_name))
def test_a_topic_has_small_steps_and_names_that_lead_somewhere(name: str) -> None:
    topic = TOPICS.of(name)
    assert 3 <= len(topic.steps) <= 4
    assert len(topic.cues) >= 3
    assert all(TALK.reason(reason).title for reason in topic.matters)
    assert all(TALK.doubt(one.theme) for one in topic.obstacles)
    for entry in topic.related:
        (path,) = (ROOT / "content").glob(f"*/{entry['entry']}.md")
        title = re.search(r"^title: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert title
        assert title[1].strip("\"'") == entry["title"]


@pytest.mark.parametrize("name", sorted(TOPICS.by_name))
def test_the_words_of_a_topic_are_plain_and_claim_nothing(name: str) -> None:
    topic = TOPICS.of(name)
    for text in (*topic.affirm, *topic.belongs, *(step.how for step in topic.steps)):
        assert not claims(text)
        assert measure(f"{text} You choose.").grade <= 6, text


def test_what_is_said_of_themes_is_plain() -> None:
    for group in ("change", "reasons", "against"):
        for theme in TALK.groups[group].values():
            assert len(theme.says) >= 3
            assert measure(" ".join(theme.says)).grade <= 6
            assert not any(claims(text) for text in theme.says)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("help me floss every day", "interdental"),
        ("i want to brush twice a day", "brushing"),
        ("i want to quit vaping", "vaping"),
        ("help me quit", "smoking"),
        ("i drink six energy drinks a day", "drinks"),
        ("bedtime brushing with my three year old is a war", "childrens-brushing"),
        ("i want to be brave enough to go to the dentist", "dental-fear"),
        ("i want to go back to the dentist after ten years", "back-after-years"),
        ("i want to stop clenching when i'm stressed", "grinding-and-stress"),
        ("i want to wear my retainer every night", "retainer"),
        ("i want to stop biting my nails", "nail-biting"),
        ("my mouth is always dry", "dry-mouth-habits"),
        ("i want to cut down on sweets", "sugar"),
        ("i want healthier gums", "gums"),
    ],
)
def test_the_topic_of_a_wish(said: str, name: str) -> None:
    found = TOPICS.named(said)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("said", "group", "name"),
    [
        ("i don't have time to floss", "against", "time"),
        ("it's too late for me", "against", "late"),
        ("oh great, another lecture", "against", "nagged"),
        ("my whole family has bad teeth", "against", "genes"),
        ("i'm useless", "against", "blame"),
        ("i want fresh breath", "reasons", "breath"),
        ("i don't want to lose my teeth", "reasons", "keep"),
        ("i will do it tonight", "change", "commitment"),
    ],
)
def test_talk_is_heard(said: str, group: str, name: str) -> None:
    assert name in getattr(TALK.read(said), group)


def test_a_wish_with_a_not_is_none() -> None:
    assert not TALK.read("i don't think i can").change
    assert "dislike" in TALK.read("i don't want to floss").against
