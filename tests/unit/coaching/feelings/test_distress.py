"""The flow `feelings`: stays two or three turns, asks no "why", one small step with permission."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from companion.coaching.feelings import distress
from companion.coaching.feelings.distress import Feelings
from companion.coaching.feelings.staying import QUIET, STEP, TALK
from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.taking import takes

ROOT = Path(__file__).parents[4]
ENTRIES = {path.stem for path in ROOT.glob("content/*/*.md")}


@pytest.fixture(scope="module")
def flow() -> Feelings:
    return distress.load(ROOT)


def say(flow: Feelings, *texts: str, feeling: str | None = None) -> list[Move]:
    moves: list[Move] = []
    memory = Memory()
    for text in texts:
        heard = Heard(text, feeling=feeling if not moves else None)
        state = moves[-1].state if moves else None
        moves.append(flow.go_on(state, heard, memory) if state else flow.begin(heard, memory))
        memory = moves[-1].memory
    return moves


@pytest.mark.parametrize(
    ("text", "feeling", "theme"),
    [
        ("i feel like the worst mum", "shame", "parent"),
        ("when i was six they held me down", None, "past"),
        ("that dentist ruined my teeth", "anger", "anger"),
        ("i can't afford it and it keeps me up", "worry", "money"),
        ("im so lonely since my wife died", "sadness", "grief"),
        ("haven't been in 15 years, so ashamed", "shame", "years"),
        ("my daughter is terrified of the dentist", "fear", "child"),
        ("my mum is so scared of the dentist", "fear", "other"),
        ("i am worried it is cancer", "worry", "cancer"),
        ("there is so much, i'm swamped and overwhelmed", "worry", "overwhelmed"),
        ("i'm scared", "fear", "fear"),
        ("i feel awful", "sadness", "low"),
        ("i feel strange", None, "general"),
    ],
)
def test_a_feeling_is_met_by_what_it_is_about(
    flow: Feelings, text: str, feeling: str | None, theme: str
) -> None:
    assert flow.hearing.themes.of(text, feeling).name == theme


def test_first_feels_with_the_person_then_asks_one_open_question(flow: Feelings) -> None:
    first = say(flow, "i'm scared of the dentist", feeling="fear")[0].replies[0]
    assert first.kind == "question"
    assert first.text.count("?") == 1
    assert first.text.index("?") == len(first.text) - 1


def test_a_step_comes_only_with_permission_and_the_door_stays_open(flow: Feelings) -> None:
    moves = say(flow, "i'm scared of the dentist", "it is the drill mostly", "yes please", feeling="fear")
    assert STEP in moves[1].replies[0].buttons
    assert moves[2].state is not None
    assert "?" not in moves[2].replies[0].text
    assert moves[2].replies[0].buttons


def test_who_wants_to_be_heard_is_heard(flow: Feelings) -> None:
    moves = say(flow, "i feel so low", "everything is grey", TALK, "it has been months", feeling="sadness")
    assert moves[2].state is not None
    assert "?" not in moves[2].replies[0].text
    assert moves[3].state is not None


@pytest.mark.parametrize("text", [QUIET, "no", "i don't want to talk about it", "never mind"])
def test_nobody_has_to_say_more(flow: Feelings, text: str) -> None:
    moves = say(flow, "i'm so ashamed", text, feeling="shame")
    assert moves[1].state is None
    assert moves[1].replies[0].buttons


def test_a_wish_for_help_gets_the_step_at_once(flow: Feelings) -> None:
    moves = say(flow, "i'm scared of the dentist", "i don't know what to do", feeling="fear")
    assert any(step in moves[1].replies[0].text for step in flow.comfort.voice.words["fear.step"])


def test_what_was_answered_before_is_what_tonight_is_about(flow: Feelings) -> None:
    first = say(flow, "i just feel so dumb", feeling="shame")[0]
    assert first.state is not None
    asked = Heard("ok what do i do tonight", "nlu_fallback", 0.7, next="Brush that spot softly.")
    assert "Brush that spot softly." in flow.go_on(first.state, asked, first.memory).replies[0].text


def test_a_talk_goes_on_as_long_as_the_person_does_and_says_nothing_twice(flow: Feelings) -> None:
    told = [
        "it never stops",
        "my sister says i exaggerate",
        "it was like that last winter too",
        "every night",
    ]
    moves = say(flow, "i'm so ashamed", *told, *told, *told, feeling="shame")
    said = [move.replies[0].text for move in moves]
    assert all(move.state is not None for move in moves)
    assert len(set(said)) == len(said)
    asks = ["?" in text for text in said]
    assert not any(all(asks[at : at + 3]) for at in range(len(asks) - 2))


def test_a_no_to_plans_is_respected(flow: Feelings) -> None:
    moves = say(flow, "i'm so ashamed", "since school", "no i dont want a plan", feeling="shame")
    assert moves[2].replies[0].text in flow.comfort.voice.words["mine"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("what do i say on the phone", "Words for the phone"),
        ("maybe just at night", '"at night"'),
        ("why do you want to know that", "fair question"),
        ("is there any way without", "numbing gel|Gel can numb"),
        ("importance 9, doing it 2", "tiny"),
        ("any trick for it?", "phone|kind|gentle|smallest|small"),
    ],
)
def test_what_a_person_brings_is_taken_up(flow: Feelings, said: str, answer: str) -> None:
    move = say(flow, "i'm so ashamed", said, feeling="shame")[1]
    assert re.search(answer, move.replies[0].text)


def test_a_new_theme_is_felt_before_anything_is_offered(flow: Feelings) -> None:
    moves = say(flow, "i'm scared of the dentist", "when i was six they held me down", feeling="fear")
    assert "frightening" in moves[1].replies[0].text


def test_coming_back_to_it_is_not_answered_with_the_same_words(flow: Feelings) -> None:
    first = say(flow, "i'm scared of the dentist", "no", feeling="fear")
    again = flow.begin(Heard("i'm still scared", feeling="fear"), first[-1].memory)
    assert again.replies[0].text != first[0].replies[0].text
    assert again.state is not None
    assert again.state.step == "offer"


def test_after_an_interruption_what_weighs_heavily_gets_one_line_and_then_silence(flow: Feelings) -> None:
    move = say(flow, "my mum died at easter, her teeth are still in the glass")[0]
    assert move.state is not None
    once = flow.again(move.state, move.memory)
    assert once.state is not None
    assert "?" not in once.replies[0].text
    twice = flow.again(once.state, once.memory)
    assert twice.state is not None
    assert not twice.replies


def test_after_an_interruption_the_rest_lets_go_without_a_word(flow: Feelings) -> None:
    move = say(flow, "i'm so ashamed", feeling="shame")[0]
    assert move.state is not None
    once = flow.again(move.state, move.memory)
    assert once.state is not None
    assert not once.replies
    assert not flow.takes(once.state, Heard("six months i think", "nlu_fallback", 0.8))
    assert flow.takes(once.state, Heard("i still feel awful about it", "express_feeling", 0.8))
    assert flow.again(once.state, once.memory).state is None


def test_a_narrow_question_goes_to_its_entry_a_wish_for_words_does_not(flow: Feelings) -> None:
    state = say(flow, "i'm so ashamed", feeling="shame")[0].state
    assert state is not None
    assert not flow.takes(state, Heard("is it true that it comes from smoking?", "ask", 0.9, pointed=0.7))
    assert flow.takes(state, Heard("what do i say on the phone", "ask", 0.4, pointed=0.7))


def test_it_gives_way_to_a_symptom_a_question_and_a_wish(flow: Feelings) -> None:
    state = say(flow, "i'm so ashamed", feeling="shame")[0].state
    assert state is not None
    for intent in ("ask", "report_symptom", "set_goal", "measure_fear"):
        assert not takes(state, Heard("something else", intent, 0.9)), intent
    assert not takes(state, Heard("Fear of needles", "ask", 1.0, chosen=True))
    assert takes(state, Heard("it has been like that for months", "express_feeling", 0.9))


def test_it_never_asks_why(flow: Feelings) -> None:
    said = [text for texts in flow.comfort.voice.words.values() for text in texts]
    assert [text for text in said if "why" in text.lower().split()] == []


def test_every_step_leads_somewhere(flow: Feelings) -> None:
    intents = {path.stem for path in ROOT.glob("data/nlu/*.yml")}
    for theme in flow.hearing.themes.all:
        for step in theme.steps:
            assert step.get("entry") in ENTRIES or step.get("intent") in intents, step


def test_words_of_the_moment_come_when_they_are_asked_for(flow: Feelings) -> None:
    told = (
        "i cant lie back with someone leaning over me",
        "long time ago. im safe now",
        "what can i say instead",
    )
    moves = say(flow, *told)
    assert "stop signal" in moves[2].replies[0].text


def test_cutting_down_is_no_low_mood_and_a_shout_to_come_is_a_fear(flow: Feelings) -> None:
    assert flow.hearing.themes.of("8 cups a day, cut me down", None).name != "low"
    assert "low" not in str(say(flow, "they will shout at me")[0].replies[0].text)
    assert say(flow, "they will shout at me")[0].state.answers["theme"] == "judged"
