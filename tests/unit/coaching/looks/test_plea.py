"""Pleas are known by words in a row, in many wordings, and not by a word that only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.looks.plea import Pleas
from companion.coaching.looks.procedure import load_procedures
from companion.guard import claims

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def pleas() -> Pleas:
    return Pleas.load(ROOT)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tell me a good clinic please", "place"),
        ("whats the best dentist in leeds for it", "place"),
        ("where do I get one done", "place"),
        ("poland or turkey", "place"),
        ("so which brand", "product"),
        ("how much would that be", "price"),
        ("what should i be paying", "price"),
        ("she gave me a code", "code"),
        ("how do i find a decent one", "choose"),
        ("what if i only use them for 3 days", "less"),
        ("just this once", "less"),
        ("be honest, would you get them", "verdict"),
        ("should I go ahead with it", "verdict"),
        ("is that a yes", "verdict"),
        ("am i being vain", "vain"),
        ("everyone i know has them", "many"),
        ("I've already paid", "booked"),
        ("I really want it", "insist"),
        ("ok i wont then", "leave"),
        ("I'll sleep on it", "wait"),
        ("i'll ask my dentist", "dentist"),
        ("cheers", "thanks"),
        ("bye", "bye"),
    ],
)
def test_a_plea_is_heard(pleas: Pleas, text: str, kind: str) -> None:
    assert kind in pleas.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "how much tooth do they shave off",
        "the clinic says its fine",
        "should i get it checked",
        "my gums bleed just a little bit and it hurts",
        "how long do i have to wait",
        "i dont want it",
        "does it hurt",
        "what if i just leave them on overnight",
        "i feel so ashamed of my teeth",
        "where do i complain about the dentist",
        "i wont lie i smoke",
        "they are a bit yellow",
    ],
)
def test_what_only_looks_like_one_is_none(pleas: Pleas, text: str) -> None:
    assert pleas.read(text) == ()


def test_a_question_beside_a_decision_comes_first(pleas: Pleas) -> None:
    assert "wait" in pleas.read("ok ill wait")
    assert "wait" not in pleas.read("ok ill wait. what can i do till then?")


def test_plain_answers_claim_nothing_and_answer_either_way() -> None:
    for one in load_procedures(ROOT):
        assert not claims(one.straight), one.id
        assert not claims(one.less), one.id
        assert not one.straight.lower().startswith(("yes", "no.", "no,")), one.id
