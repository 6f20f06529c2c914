"""Transcripts: how a talk reads, and what has changed in it."""

from __future__ import annotations

from pathlib import Path

from companion.reply import Reply
from companion.testing.heard import Heard
from companion.testing.player import Playback
from companion.testing.script import Script, Step
from companion.testing.transcript import beside, difference, written

CARD = Reply(
    "Act now.\n\nCall 999.",
    buttons=("Go on",),
    kind="card",
    entry="x",
    level="emergency",
    destination="ambulance",
)


def one(said: str, *replies: Reply) -> str:
    script = Script("a name", Path("a/b.yml"), 1, (Step(said, 2),))
    return written(Path("a/b.yml"), [Playback(script, Heard(None), (Heard(said, replies=replies),))])


def test_a_talk_is_markdown_with_what_a_reviewer_needs() -> None:
    text = one("help", CARD)
    assert text.startswith("# b\n")
    assert "## a name\n\n**You:** help\n\n> Act now.\n>\n> Call 999.\n>\n> [Go on]\n\n" in text
    assert text.endswith("*card, x, emergency, ambulance*\n")


def test_what_cannot_be_seen_is_made_visible_and_long_messages_are_cut() -> None:
    assert "**You:** a\\u200bb\\u000ac" in one("a\u200bb\nc", CARD)
    assert "... (900 characters)" in one("x" * 900, CARD)


def test_it_lies_beside_its_tests() -> None:
    assert beside(Path("tests/a.yml")) == Path("tests/a.md")


def test_a_difference_is_cut_to_a_readable_length() -> None:
    assert "-a\n+b" in difference("a\n", "b\n")
    many = difference("", "\n".join(map(str, range(200))))
    assert "lines more" in many
    assert len(many.splitlines()) == 61
