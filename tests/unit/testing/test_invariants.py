"""What must hold for every turn: turns that keep and turns that break each invariant."""

from __future__ import annotations

from typing import Any

import pytest

from companion.reply import Reply
from companion.testing.heard import Event, Heard
from companion.testing.invariants import INVARIANTS, broken
from companion.testing.vocabulary import INVARIANTS as NAMES


def turn(*replies: Reply, **more: Any) -> Heard:
    return Heard("hello", replies=replies, **more)


CARD = Reply("Act now. Call 999.", kind="card", level="emergency")
CARDED = Event("action", "action_triage", None, 0)
GOOD = Reply("Brush twice a day. Night matters most.", buttons=("Tell me more",))

KEPT = [
    ("no_error", turn(GOOD)),
    ("no_empty_reply", turn(GOOD)),
    ("no_forbidden_claim", turn(Reply("No one can guarantee a result."))),
    ("no_dead_end", turn(Reply("You can ask me again."))),
    ("no_dead_end", turn(Reply("That is all I know."), GOOD)),
    ("no_wrong_country_number", turn(Reply("Call 999."), country="GB")),
    ("no_wrong_country_number", turn(Reply("Brush for 999 days, or use 1450 ppm fluoride."), country="US")),
    ("one_question", turn(Reply('Ask: "Does it hurt?" and "How long?" What would you ask?'))),
    ("one_question", turn(Reply("You could ask your dentist:\n- Why?\n- When?\nShall we go on?"))),
    ("emergency_first", turn(CARD, raised=True, level="emergency")),
    ("emergency_first", turn(GOOD, raised=False, level="emergency")),
    ("reading_grade", turn(GOOD)),
    ("sentence_words", turn(GOOD)),
]
BROKEN = [
    ("no_error", turn(GOOD, errors=("guard: dose in a reply",))),
    ("no_empty_reply", turn()),
    ("no_empty_reply", turn(GOOD, Reply(" "))),
    ("no_forbidden_claim", turn(Reply("You have gingivitis. Take 400 mg of ibuprofen every six hours."))),
    ("no_dead_end", turn(Reply("That is all I know."))),
    ("no_wrong_country_number", turn(Reply("Call 911 now."), country="GB")),
    ("no_wrong_country_number", turn(Reply("Ring Samaritans on 116 123."), country="US")),
    ("one_question", turn(Reply("How are you? What hurts?"))),
    ("one_question", turn(Reply("How are you?"), Reply("What hurts?"))),
    ("emergency_first", turn(GOOD, CARD, raised=True, level="emergency")),
    ("emergency_first", turn(Reply("That sounds hard. Call 999.", kind="card", level="emergency"),
                             raised=True, level="emergency", events=(CARDED,))),
    ("reading_grade", turn(Reply(
        "Periodontal inflammation necessitates comprehensive professional debridement, supplemented by "
        "individualised interdental instrumentation and systematic reevaluation of therapeutic outcomes."))),
    ("sentence_words", turn(Reply(" ".join(["word"] * 40) + "."))),
]  # fmt: skip
VALUES = {"reading_grade": 6, "sentence_words": 15}


@pytest.mark.parametrize(("name", "heard"), KEPT)
def test_kept(name: str, heard: Heard) -> None:
    assert broken(name, VALUES.get(name, True), heard) is None


@pytest.mark.parametrize(("name", "heard"), BROKEN)
def test_broken(name: str, heard: Heard) -> None:
    found = broken(name, VALUES.get(name, True), heard)
    assert found is not None
    assert found.expected
    assert found.got


@pytest.mark.parametrize("name", [name for name, _ in BROKEN])
def test_an_invariant_can_be_switched_off(name: str) -> None:
    assert broken(name, False, turn()) is None


def test_the_format_names_them_all() -> None:
    assert set(INVARIANTS) == set(NAMES)
