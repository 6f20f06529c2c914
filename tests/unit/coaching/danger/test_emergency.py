"""The flow `emergency`: the instruction stays first, until help is there or it was a mistake."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import textstat

from companion.coaching.danger import emergency as module
from companion.coaching.danger.emergency import HANDLED, HERE, MISTAKE, Emergency
from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.guard import claims

ROOT = Path(__file__).parents[4]
STEPS = ("Sit up and lean forward.", "Undo tight clothes.", "Put the tooth in milk at once.")


@pytest.fixture(scope="module")
def flow() -> Emergency:
    return module.load(ROOT)


def run(
    flow: Emergency, *texts: str, place: str = "ambulance", rule: str = "cannot-breathe", **also: str
) -> list[Move]:
    state: State | None = flow.opened((rule,), place, "GB", STEPS, ("it comes back: call.",))
    memory, moves = Memory(), []
    for text in texts:
        assert state is not None, f"ended before {text!r}"
        heard = Heard(text, country="GB", level="emergency", **also)
        moves.append(flow.go_on(state, heard, memory))
        state, memory = moves[-1].state, moves[-1].memory
    return moves


@pytest.mark.parametrize(
    ("place", "number"),
    [("ambulance", "999"), ("dentist_now", "NHS 111|emergency d"), ("poison_line", "NHS 111")],
)
def test_each_reply_leads_with_the_instruction(flow: Emergency, place: str, number: str) -> None:
    moves = run(flow, "ok", "im scared", "are you a bot?", "how do i brush?", place=place)
    for move in moves:
        first = move.replies[0].text.split("\n")[0]
        assert any(part in first for part in number.split("|")), first
        assert move.replies[0].level == "emergency"
    texts = [move.replies[0].text for move in moves]
    assert len(set(texts)) == len(texts)


def test_a_side_question_is_answered_after_the_instruction(flow: Emergency) -> None:
    state = flow.opened(("x",), "ambulance", "US", STEPS)
    heard = Heard(
        "how do i floss?",
        "ask",
        0.9,
        country="US",
        level="emergency",
        answer=f"Slide it in. Curve it. {'Wipe ' * 40}.",
    )
    text = flow.go_on(state, heard, Memory()).replies[0].text
    assert text.index("911") < text.index("Slide it in. Curve it.")
    assert "Wipe" not in text


def beside(flow: Emergency, *heards: Heard) -> list[Move]:
    state: State | None = flow.opened(("x",), "ambulance", "GB", STEPS)
    memory, moves = Memory(), []
    for heard in heards:
        assert state is not None
        moves.append(flow.go_on(state, heard, memory))
        state, memory = moves[-1].state, moves[-1].memory
    return moves


def calmly(text: str, answer: str | None = None, **also: Any) -> Heard:
    return Heard(text, "ask" if answer else None, 0.9, country="GB", level="emergency", answer=answer, **also)


def test_after_other_things_it_asks_once_whether_the_card_was_a_mistake(flow: Emergency) -> None:
    question = calmly("how do gels whiten?", "They lift stains.")
    one, two, three = beside(flow, question, calmly("my sister had hers done in may"), question)
    assert "999" in one.replies[0].text
    assert "They lift stains." in one.replies[0].text
    assert two.replies[0].kind == "question"
    assert "999" in two.replies[0].text
    assert three.replies[0].kind == "card"
    over = beside(flow, question, question, calmly("yes"))[-1]
    assert over.state is None


def test_who_is_afraid_or_tells_of_danger_is_not_doubted(flow: Emergency) -> None:
    question = calmly("how do gels whiten?", "They lift stains.")
    for heard in (
        calmly("i am so frightened of what comes", feeling="fear"),
        calmly("there is still more blood in the sink", rules=frozenset(("heavy",))),
        calmly("ok"),
    ):
        assert all(move.replies[0].kind == "card" for move in beside(flow, question, heard, heard))


def test_a_question_about_the_card_gets_its_step(flow: Emergency) -> None:
    assert "Put the tooth in milk" in run(flow, "is milk ok?", place="dentist_now")[0].replies[0].text


@pytest.mark.parametrize(
    "text",
    ["ambulance is here", "the paramedics arrived", "he's fine now, the doctor saw him",
     "we are at the hospital now",
     "they took him to hospital", "she's been seen by a doctor", "it's all sorted now", HERE],
)  # fmt: skip
def test_it_ends_kindly_when_help_is_there(flow: Emergency, text: str) -> None:
    intent = {"intent": "danger_over", "confidence": 0.9} if text == HERE else {}
    move = run(flow, text, **intent)[-1]
    assert move.state is None
    assert "it comes back: call." in move.replies[0].text
    assert move.memory.notes[HANDLED] == ["cannot-breathe"]


@pytest.mark.parametrize(
    "text", ["it was a joke", "false alarm", "sorry i was just testing you", "i made that up", MISTAKE]
)
def test_it_ends_when_it_was_a_mistake(flow: Emergency, text: str) -> None:
    move = run(flow, text)[-1]
    assert move.state is None
    assert "watch" not in move.replies[0].text


@pytest.mark.parametrize(
    "text",
    ["the ambulance isn't here yet", "where is the ambulance", "how long will they take",
     "i don't want to call",
     "no one answers", "ok", "thanks", "i'll wait until tomorrow", "he is getting worse"],
)  # fmt: skip
def test_it_stays_in_force(flow: Emergency, text: str) -> None:
    assert run(flow, text)[-1].state is not None


def test_help_on_its_way_ends_the_telling_to_call_not_the_emergency(flow: Emergency) -> None:
    moves = run(flow, "i called 999", "thanks")
    assert moves[-1].state is not None
    assert "999" not in moves[-1].replies[0].text


def test_better_is_not_over_until_someone_has_looked(flow: Emergency) -> None:
    asked = run(flow, "she's ok now")[-1]
    assert asked.replies[0].kind == "question"
    assert run(flow, "she's ok now", "yes")[-1].state is None
    assert run(flow, "she's ok now", "no")[-1].state is not None


def test_feeling_well_after_too_many_tablets_changes_nothing(flow: Emergency) -> None:
    move = run(flow, "i feel fine though", place="poison_line", rule="overdose-by-accident")[-1]
    assert move.state is not None
    assert "NHS 111" in move.replies[0].text


def test_stop_ends_it_and_leaves_the_number(flow: Emergency) -> None:
    move = flow.leave(flow.opened(("x",), "ambulance", "AU"), Heard("stop", country="AU"), Memory())
    assert move.state is None
    assert "000" in move.replies[0].text


def test_the_wording_is_plain_and_claims_nothing(flow: Emergency) -> None:
    for key, variants in flow.voice.words.items():
        assert len(variants) >= 3, key
        text = " ".join(variants)
        assert not claims(text), key
        if "{" not in text:
            assert textstat.flesch_kincaid_grade(text) <= 5.5, key
