"""Nothing leaves unguarded, and never nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from companion.engine import project
from companion.engine.outgoing import guarded, outgoing
from companion.reply import Reply

if TYPE_CHECKING:
    from companion.engine import Companion


@pytest.mark.parametrize(
    "claim", ["You have gum disease.", "Take 400 mg of ibuprofen.", "I guarantee it will work."]
)
def test_a_claim_is_cut_out_and_the_rest_stays(claim: str) -> None:
    reply = guarded(Reply(f"Brush gently twice a day. {claim}"))
    assert reply.text == "Brush gently twice a day."


def test_a_reply_that_is_nothing_but_a_claim_becomes_honest() -> None:
    assert guarded(Reply("You have gum disease.")).text == "That is something I cannot say. A dentist can."


def test_paragraphs_of_a_clean_reply_stay_as_they_are() -> None:
    reply = Reply("One.\n\n1. Two\n2. Three")
    assert guarded(reply) is reply


def test_silence_becomes_a_word(companion: Companion) -> None:
    (reply,) = outgoing([], None, project.cards(), None)
    assert reply.kind == "fallback"


def test_a_notice_comes_first_but_never_before_a_card(companion: Companion) -> None:
    card, answer = Reply("Act now.", kind="card"), Reply("Brush.")
    cards = project.cards()
    assert [r.kind for r in outgoing([answer], "too_long", cards, None)] == ["notice", "answer"]
    assert [r.kind for r in outgoing([card], "too_long", cards, None)] == ["card", "notice"]
