"""The flow `check`: named red flags, "none of these", at most three questions; rules decide, not the flow."""

from __future__ import annotations

from pathlib import Path

import pytest
import textstat

from companion.coaching.danger import check as module
from companion.coaching.danger.answering import NONE, UNSURE, read
from companion.coaching.danger.check import NOTE, Check
from companion.coaching.danger.complaint import Complaint, Flag, read_complaints
from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.guard import claims
from companion.triage import Assessment, Case, Screen

ROOT = Path(__file__).parents[4]
COMPLAINTS = read_complaints(ROOT)
SAYS = {
    "01-after-extraction": "had a tooth out two days ago and it is sore",
    "02-child": "my daughter has a sore mouth, she is 4",
    "03-medicine": "i started a new tablet and my gums are sore",
    "04-injury": "i fell and chipped my tooth",
    "05-swelling": "my cheek is a bit swollen",
    "06-bleeding": "my gums bleed",
    "07-after-treatment": "pain after my filling",
    "09-sore-spot": "i have a mouth ulcer",
    "08-denture": "my denture is rubbing",
    "10-fever": "i have a fever",
    "11-jaw-or-face": "my jaw hurts",
    "12-toothache": "i have toothache",
}
FLAGS = next(one for one in COMPLAINTS if one.id == "12-toothache").flags


@pytest.fixture(scope="module")
def flow() -> Check:
    return module.load(ROOT)


def told(screen: Screen, text: str) -> tuple[Heard, Assessment, Memory]:
    """A first message as actions hand it to the flow."""
    marks = screen.read(text)
    found = screen.assess(Case(), marks)
    ideas = frozenset(sign.idea for sign in found.case.signs)
    memory = Memory().hear(marks, None, text)
    denied = frozenset(memory.notes.get("denied", ()))
    known = {"rules": frozenset(found.case.rules), "told": ideas, "denied": denied}
    heard = Heard(text, "report_symptom", 0.9, level=found.level, finding=found.newest, **known)
    return heard, found, memory


def run(flow: Check, screen: Screen, first: str, *answers: str) -> list[Move]:
    heard, _, memory = told(screen, first)
    moves = [flow.begin(heard, memory)]
    for answer in answers:
        state = moves[-1].state
        assert state is not None
        moves.append(flow.go_on(state, Heard(answer, told=heard.told), moves[-1].memory))
    return moves


def flags() -> list[tuple[Complaint, Flag]]:
    return [(one, flag) for one in COMPLAINTS for flag in (*one.flags, *one.since)]


def test_every_complaint_has_a_sentence_here() -> None:
    assert {one.id for one in COMPLAINTS} == set(SAYS)


@pytest.mark.parametrize("complaint", COMPLAINTS, ids=lambda one: one.id)
def test_a_complaint_opens_its_own_check(flow: Check, screen: Screen, complaint: Complaint) -> None:
    heard, _, memory = told(screen, SAYS[complaint.id])
    due = flow.due(heard, memory)
    assert due is not None
    assert due.id == complaint.id


@pytest.mark.parametrize(
    ("complaint", "flag"), flags(), ids=lambda part: getattr(part, "title", None) or part.id
)
def test_each_yes_leads_to_the_rule_that_the_file_names(
    screen: Screen, complaint: Complaint, flag: Flag
) -> None:
    _, found, _ = told(screen, SAYS[complaint.id])
    after = screen.told(found.case, [(idea, flag.title) for idea in flag.adds])
    if flag.rule:
        assert flag.rule in {one.rule for one in after.findings}
    assert (after.level == "emergency") or not flag.now
    assert after.case.turns == found.case.turns


@pytest.mark.parametrize("complaint", COMPLAINTS, ids=lambda one: one.id)
def test_what_is_shown_is_plain_and_claims_nothing(complaint: Complaint) -> None:
    for text in (*complaint.why, *complaint.ask_since):
        assert textstat.flesch_kincaid_grade(text) <= 7, text
        assert not claims(text)
    titles = [flag.title for flag in complaint.flags]
    assert len(titles) == len(set(titles)) <= 5
    assert len(complaint.why) >= 2


def test_it_says_how_it_stands_why_it_asks_and_offers_none_of_these(flow: Check, screen: Screen) -> None:
    reply = run(flow, screen, "i have toothache")[0].replies[0]
    assert "this week" in reply.text or "within the week" in reply.text
    assert "I ask" in reply.text
    assert reply.text.count("?") == 1
    assert reply.buttons[-2:] == (NONE, UNSURE)
    assert (reply.level, reply.destination) == ("soon", "dentist")
    assert reply.data["rule"] == "toothache"


def test_it_asks_once_in_a_conversation(flow: Check, screen: Screen) -> None:
    heard, _, memory = told(screen, "i have toothache")
    after = flow.begin(heard, memory).memory
    assert after.notes[NOTE] == ["12-toothache"]
    assert flow.due(heard, after) is None


def test_what_was_told_or_denied_is_not_asked(flow: Check, screen: Screen) -> None:
    heard, _, memory = told(screen, "toothache for two days, no fever, no swelling, painkillers work")
    buttons = flow.begin(heard, memory).replies[0].buttons
    assert not any(word in title for title in buttons for word in ("fever", "swollen", "painkillers"))


def test_none_of_these_leads_to_the_card_as_it_stands(flow: Check, screen: Screen) -> None:
    last = run(flow, screen, "i have toothache", "None of these")[-1]
    assert (last.state, last.card, last.told) == (None, True, ())
    assert last.lead


@pytest.mark.parametrize("answer", ["Not sure", "not sure tbh", "i dont know", "maybe?", "hard to tell"])
def test_not_sure_counts_as_yes(flow: Check, screen: Screen, answer: str) -> None:
    last = run(flow, screen, "my cheek is a bit swollen", answer)[-1]
    assert last.card
    assert ("swallowing-trouble") in {idea for idea, _ in last.told}


@pytest.mark.parametrize(
    ("answer", "titles"),
    [
        ("yes the second one", (1,)),
        ("2", (1,)),
        ("1 and 3", (0, 2)),
        ("only the fever", (1,)),
        ("no, just a fever", (1,)),
        ("no swelling but i do feel ill", (1,)),
        ("my face is puffy", (2,)),
        ("the last one", (3,)),
        ("the first two", (0, 1)),
        ("i can't sleep with it", (3,)),
        ("all of them", (0, 1, 2, 3)),
        ("A fever, or feeling ill", (1,)),
        ("not sure about the fever", (1,)),
    ],
)
def test_free_words_name_the_flags(answer: str, titles: tuple[int, ...]) -> None:
    toothache = next(one for one in COMPLAINTS if one.id == "12-toothache")
    assert read(toothache.flags, Heard(answer)).yes == tuple(toothache.flags[place] for place in titles)


@pytest.mark.parametrize(
    "answer",
    ["no", "nope", "none", "none of them", "no none of those", "nah im fine", "no fever, no swelling",
     "nothing like that", "i dont have any of these", "not that i know of", "no to all", "neither"],
)  # fmt: skip
def test_free_words_say_none(answer: str) -> None:
    toothache = next(one for one in COMPLAINTS if one.id == "12-toothache")
    assert read(toothache.flags, Heard(answer)).none


@pytest.mark.parametrize(
    "asked",
    [
        "is wanting it fixed a bit vain?",
        "you've read everything. what is it, nerve or gum?",
        "what do i do first?",
    ],
)
def test_a_question_in_between_is_no_answer(asked: str) -> None:
    assert read(FLAGS, Heard(asked)).empty


def test_a_doubt_that_is_put_as_a_question_is_an_answer() -> None:
    assert read(FLAGS, Heard("not sure to be honest, how would i know?")).unsure
    assert read(FLAGS, Heard("no none of those. is it serious?")).none


def test_a_bare_yes_is_asked_which_and_then_believed(flow: Check, screen: Screen) -> None:
    moves = run(flow, screen, "i have toothache", "yes")
    assert moves[-1].state is not None
    assert moves[-1].state.step == "which"
    assert run(flow, screen, "i have toothache", "yes", "yes")[-1].card


def test_a_sore_spot_is_asked_how_long(flow: Check, screen: Screen) -> None:
    moves = run(flow, screen, "i have a mouth ulcer", "none", "about a month")
    assert moves[1].state is not None
    assert moves[1].state.step == "since"
    assert "lasting-3-weeks" in {idea for idea, _ in moves[2].told}
    unsure = run(flow, screen, "i have a mouth ulcer", "none", "no idea, not sure")[-1]
    assert "lasting-3-weeks" in {idea for idea, _ in unsure.told}


def test_never_more_than_three_questions(flow: Check, screen: Screen) -> None:
    moves = run(flow, screen, "i have toothache", "it began monday", "it came slowly")
    assert moves[-1].state is None
    assert moves[-1].card
    texts = [reply.text for move in moves for reply in move.replies]
    assert len(set(texts)) == len(texts)


def test_an_unrelated_question_is_for_somebody_else_to_answer(flow: Check, screen: Screen) -> None:
    state = run(flow, screen, "i have toothache")[0].state
    assert state is not None
    assert not flow.takes(state, Heard("what is a root canal?", "ask", 0.9))
    assert not flow.takes(state, Heard("are you a real person", "are_you_human", 0.9))
    assert flow.takes(state, Heard("it started after lunch", "report_symptom", 0.9))
    assert flow.takes(state, Heard("no", "deny", 0.9))
    assert flow.takes(state, Heard("why do you ask", "ask_reason", 0.9))


def test_after_an_urgent_card_only_the_worst_is_asked_in_brief(flow: Check, screen: Screen) -> None:
    moves = run(flow, screen, "my cheek is a bit swollen", "no")
    assert "today or tomorrow" not in moves[0].replies[0].text
    assert moves[-1].state is None
    assert not moves[-1].card
    assert moves[-1].replies


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("maybe", True),
        ("maybe, it comes and goes and i did not look", True),
        ("hm i am not really sure about that one to be honest", True),
        ("since about two months maybe more", False),
        ("the clip broke off i think so i bent it back", False),
    ],
)
def test_a_maybe_within_a_longer_telling_is_no_doubt(text: str, unsure: bool) -> None:
    assert read(FLAGS, Heard(text)).unsure is unsure


def test_a_hedged_sign_counts_as_one() -> None:
    swollen = next(
        flag for flag in FLAGS if "swollen" in flag.title.lower() or "swelling" in flag.title.lower()
    )
    assert read(
        [swollen], Heard("it could be a bit swollen on that side, my wife says she is not convinced")
    ).yes


@pytest.mark.parametrize(
    "text",
    [
        "its like it touches first before the others",
        "only lasts a second or so each time",
        "it worked last time",
        "could be that?",
        "everything is just going wrong",
        "both sides now actually, and it splits when i yawn",
        "i want to see it, all of it, can i have a copy",
        "smoked all my life and im not sure i can stop",
        "the last time i went was years ago",
        "were both 15",
    ],
)
def test_what_only_sounds_like_a_pick_is_no_answer(text: str) -> None:
    assert read(FLAGS, Heard(text)).empty


@pytest.mark.parametrize("text", ["the second one", "the first", "maybe the last of those, i think", "both"])
def test_a_pick_by_its_place_is_an_answer(text: str) -> None:
    assert read(FLAGS, Heard(text)).yes


def test_a_doubt_about_something_else_names_no_sign() -> None:
    bleeding = next(one for one in COMPLAINTS if one.id == "06-bleeding").flags
    assert read(bleeding, Heard("i'm 62, smoked all my life. i'm not sure i can stop")).empty
