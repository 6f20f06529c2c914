"""The flow `crisis`: believed, a number, a small step; one question; no interrogation; may be declined."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import textstat

from companion.coaching.danger import crisis as module
from companion.coaching.danger.concern import PATHS
from companion.coaching.danger.crisis import QUIET, SAFE, UNSAFE, Crisis
from companion.coaching.danger.emergency import HANDLED
from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.guard import claims
from companion.triage.case import Finding

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def flow() -> Crisis:
    return module.load(ROOT)


def told(text: str, rule: str, level: str = "emergency", country: str | None = "GB") -> Heard:
    place = "crisis_line" if rule.startswith("suicide") else "safeguarding"
    finding = Finding(rule, (text,), 0, level, place, "thoughts-of-suicide", "Why.", "samaritans")
    return Heard(text, country=country, level=level, finding=finding, rules=frozenset((rule,)))


def run(flow: Crisis, first: Heard, *texts: str | Heard, memory: Memory | None = None) -> list[Move]:
    moves = [flow.begin(first, memory or Memory())]
    for text in texts:
        state: State | None = moves[-1].state
        assert state is not None, f"ended before {text!r}"
        heard = text if isinstance(text, Heard) else Heard(text, country=first.country, level=first.level)
        moves.append(flow.go_on(state, heard, moves[-1].memory))
    return moves


@pytest.mark.parametrize(
    ("text", "rule", "path"),
    [
        ("there's no point any more", "suicide-indirect", "suicide"),
        ("my brother says he wants to die", "suicide", "suicide_other"),
        ("i've been cutting myself again", "suicide", "self_harm"),
        ("my husband hits me", "abuse", "abuse"),
        ("my stepdad did it", "abuse", "child"),
        ("im 9 and i get hit", "abuse", "child"),
        ("they dont let mum see a dentist at the home", "abuse", "elder"),
        ("nan is slapped by her carer", "abuse", "elder"),
        ("a pupil in my class has bruises", "abuse", "other"),
        ("i lost my temper and slapped my little boy", "abuse", "harmed"),
        ("i make myself sick", "eating-disorder", "eating"),
        ("my daughter makes herself sick", "eating-disorder", "eating_other"),
    ],
)
def test_who_and_what_it_is_about(flow: Crisis, text: str, rule: str, path: str) -> None:
    state = run(flow, told(text, rule, "urgent"))[0].state
    assert state is not None
    assert state.answers["path"] == path


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "116 123"), ("US", "988"), ("AU", "13 11 14"), ("NZ", "1737"), (None, "near you")],
)
def test_the_number_is_the_one_of_the_country(flow: Crisis, country: str | None, number: str) -> None:
    reply = run(flow, told("i want to die", "suicide", country=country))[0].replies[0]
    assert number in reply.text
    assert reply.kind == "card"
    assert reply.destination == "crisis_line"
    assert reply.text.count("?") == 1


def test_not_safe_leads_to_the_ambulance(flow: Crisis) -> None:
    for answer in ("no", "not really safe", UNSAFE, "i don't know"):
        heard = Heard(answer, "be_unsure" if "know" in answer else None, 0.9, country="GB", level="emergency")
        reply = run(flow, told("i want to die", "suicide"), heard)[-1].replies[0]
        assert "999" in reply.text
        assert reply.destination == "ambulance"


def test_safe_for_now_gets_one_small_step_and_no_question(flow: Crisis) -> None:
    for answer in ("yes", "i am safe here", SAFE):
        reply = run(flow, told("i want to die", "suicide"), answer)[-1].replies[0]
        assert "small step" in reply.text
        assert "?" not in reply.text


def test_it_stays_without_questions_and_without_saying_it_twice(flow: Crisis) -> None:
    lines = ("it's just so hard", "nobody knows", "my wife left", "i am so tired", "everything is grey")
    moves = run(flow, told("there is no point", "suicide-indirect"), *lines)
    texts = [move.replies[0].text for move in moves]
    assert len(set(texts)) == len(texts)
    assert not any("?" in text for text in texts[1:])
    assert not any(word in text for text in texts for word in ("tooth", "teeth", "dentist"))


@pytest.mark.parametrize(
    "answer", [QUIET, "i don't want to talk about it", "leave it please", "none of your business"]
)
def test_the_person_may_decline(flow: Crisis, answer: str) -> None:
    move = run(flow, told("my partner hits me", "abuse", "urgent"), answer)[-1]
    assert move.state is None
    assert "?" not in move.replies[0].text
    assert "0808 2000 247" in move.replies[0].text
    assert "abuse" in move.memory.notes[HANDLED]


def test_a_joke_is_taken_as_one_and_the_number_stays(flow: Crisis) -> None:
    move = run(flow, told("i want to die lol", "suicide"), "i was joking, it's just an expression")[-1]
    assert move.state is None
    assert "116 123" in move.replies[0].text


def test_danger_now_is_met_at_once(flow: Crisis) -> None:
    moves = run(flow, told("he hits me", "abuse", "urgent"), told("he is at the door now", "abuse-now"))
    assert "999" in moves[-1].replies[0].text
    assert moves[-1].replies[0].level == "emergency"


def test_a_young_person_gets_the_line_for_the_young(flow: Crisis) -> None:
    memory = Memory(facts={"under-16": "im 14"})
    assert "0800 1111" in run(flow, told("i want to die", "suicide"), memory=memory)[0].replies[0].text
    assert "0800 1111" in run(flow, told("my stepdad did it", "abuse", "urgent"))[0].replies[0].text


def test_a_question_about_teeth_is_answered_in_brief(flow: Crisis) -> None:
    asked = Heard(
        "what is a crown?",
        "ask",
        0.9,
        country="GB",
        answer=f"A crown is a cap. It covers a tooth. It lasts {'for years ' * 20}.",
    )
    text = run(flow, told("i make myself sick", "eating-disorder", "soon"), asked)[-1].replies[0].text
    assert "A crown is a cap. It covers a tooth." in text
    assert "It lasts" not in text


def test_what_is_told_of_the_teeth_is_answered_in_a_talk_about_eating(flow: Crisis) -> None:
    told_of = Heard("i brush straight after", "ask", 0.5, country="GB", answer="Wait an hour.", pointed=0.8)
    opened = told("i make myself sick", "eating-disorder", "soon")
    assert "Wait an hour." in run(flow, opened, told_of)[-1].replies[0].text
    small = Heard("maybe. whats the least scary one", "express_feeling", 0.4, country="GB")
    assert "One small step" in run(flow, opened, small)[-1].replies[0].text


def test_their_own_data_is_left_to_others(flow: Crisis) -> None:
    state = run(flow, told("he hits me", "abuse", "urgent"))[0].state
    assert state is not None
    assert not flow.takes(state, Heard("forget me", "forget_me", 0.9))
    assert flow.takes(state, Heard("my tooth hurts", "report_symptom", 0.9))


@pytest.mark.parametrize("rule", ["abuse-now", "suicide-indirect"])
def test_a_card_on_a_guess_does_not_hold_the_talk(flow: Crisis, rule: str) -> None:
    first = told("i have cancelled four times", rule)
    assert first.finding
    guess = replace(first, finding=replace(first.finding, like=True))
    state = run(flow, guess)[0].state
    assert state is not None
    assert not flow.takes(state, Heard("will it hurt", pointed=0.7))
    assert flow.takes(state, Heard("no"))
    assert flow.takes(state, Heard("what if he hits me again", rules=frozenset({rule})))
    on = "second was a fake cold and third i said my car"
    later = flow.go_on(state, Heard(on), Memory()).state
    assert later is not None
    assert flow.takes(later, Heard(on)) == (rule == "suicide-indirect")  # despair is held to
    assert flow.again(later, Memory()).state is None


def test_stop_ends_it_and_leaves_the_number(flow: Crisis) -> None:
    state = run(flow, told("i want to die", "suicide"))[0].state
    assert state is not None
    move = flow.leave(state, Heard("stop", country="GB"), Memory())
    assert move.state is None
    assert "116 123" in move.replies[0].text


def test_the_wording_is_plain_and_claims_nothing(flow: Crisis) -> None:
    for key, variants in flow.voice.words.items():
        assert len(variants) >= 3 or key.startswith("line."), key
        text = " ".join(variants)
        assert not claims(text.format(line="them", answer="", crisis="them", young="them", abuse="them",
                                      ambulance="999", poison="them", advice="them")), key  # fmt: skip
        assert "don't worry" not in text
        assert "!" not in text
        if key.startswith("child."):
            assert textstat.flesch_kincaid_grade(text.replace("{", "").replace("}", "")) <= 4, key


def test_every_path_has_its_own_words(flow: Crisis) -> None:
    for path in PATHS:
        assert {f"{path}.{part}" for part in ("first", "now", "stay", "step")} <= set(flow.voice.words)
        assert not any("?" in text for text in flow.voice.words[f"{path}.stay"])


def test_a_plain_need_is_answered_and_means_are_not(flow: Crisis) -> None:
    plain = Heard("how do i whiten them safely", "ask", 0.4, answer="A clean comes first.", entry="whitening")
    means = Heard("how many pills are too many", "ask", 0.4, answer="Read the packet.", entry="painkillers")
    moves = run(flow, told("i want to die", "suicide"), plain, means)
    assert "A clean comes first" in moves[1].replies[0].text
    assert "packet" not in moves[2].replies[0].text
