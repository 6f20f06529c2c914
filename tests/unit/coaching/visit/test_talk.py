"""The visit card: used what was told, a question a turn, shown, mended, saved on the person's word."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle

from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.taking import SKIP, passes, takes
from companion.coaching.visit.amending import CHANGE, LATER, NO_FILE, RIGHT, SAVE
from companion.coaching.visit.card import Card
from companion.coaching.visit.folder import Folder
from companion.coaching.visit.recall import recall
from companion.coaching.visit.talk import SHOW, Visit, load
from companion.language.mark import Mark

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def flow() -> Visit:
    return load(ROOT)


def talk(flow: Visit, *said: str | Heard, memory: Memory | None = None) -> list[Move]:
    first, *rest = (one if isinstance(one, Heard) else Heard(one) for one in said)
    moves = [flow.begin(first, memory or Memory())]
    for heard in rest:
        assert moves[-1].state is not None, moves[-1].replies
        moves.append(flow.go_on(moves[-1].state, heard, moves[-1].memory))
    return moves


def told(*texts: str) -> Memory:
    memory = Memory()
    for text in texts:
        memory = recall(memory, [Mark("mouth-word", "tooth", 0, 0, 5)], None, text)
    return memory


def words(moves: list[Move]) -> str:
    return moves[-1].replies[-1].text


def test_a_whole_card_a_question_a_turn(flow: Visit) -> None:
    moves = talk(
        flow,
        "prepare a visit",
        "my back tooth hurts when i chew",
        "two weeks",
        "warfarin",
        "no",
        "the needle",
        "no",
    )
    for move in moves:
        assert sum(reply.text.count("?") for reply in move.replies if reply.kind != "document") <= 1
    text = words(moves)
    for part in (
        "my back tooth hurts when i chew",
        "two weeks",
        "warfarin",
        "the needle",
        "What are the risks?",
    ):
        assert part in text
    assert moves[-1].state is not None
    assert moves[-1].state.step == "show"


def test_what_was_told_is_not_asked_again(flow: Visit) -> None:
    memory = told("my tooth hurts since monday, worse with cold")
    move = flow.begin(Heard("visit card"), memory)
    assert move.state is not None
    assert move.state.step == "medicines"
    assert Card.from_dict(move.state.answers["card"]).lines["since"] == "since monday"


def test_words_of_despair_are_not_for_the_card() -> None:
    marks = [Mark("mouth-word", "tooth", 0, 0, 5), Mark("suicidal", "end it", 0, 6, 9)]
    assert recall(Memory(), marks, "sadness", "my tooth hurts and i want to end it").notes == {}


@pytest.mark.parametrize("skip", [SKIP, "not sure", "i'd rather not say", "dunno"])
def test_everything_can_be_skipped(flow: Visit, skip: str) -> None:
    moves = talk(flow, "prepare a visit", "my gums bleed", *[skip] * 5)
    assert Card.from_dict(moves[-1].state.answers["card"]).lines == {"concern": "my gums bleed"}


def test_skip_is_no_stop_and_a_list_of_medicines_is_no_question(flow: Visit) -> None:
    state = talk(flow, "prepare a visit", "my gums bleed", "a month", "nothing")[-1].state
    assert state is not None
    assert state.step == "medicines"
    assert passes(state, Heard("skip this", "stop", 0.9))
    assert takes(state, Heard("ibuprofen and a statin", "ask_medicine", 0.9))
    assert not takes(state, Heard("which painkiller can i take?", "ask_medicine", 0.9))
    assert not takes(state, Heard("i want a human", "talk_to_human", 0.9))


def test_an_empty_card_ends_kindly(flow: Visit) -> None:
    moves = talk(flow, "prepare a visit", *[SKIP] * 5)
    assert moves[-1].state is None
    assert moves[-1].replies[-1].buttons


def test_a_check_up_is_not_asked_since_when(flow: Visit) -> None:
    moves = talk(flow, "prepare a visit", "Just a check-up")
    assert moves[-1].state is not None
    assert moves[-1].state.step == "medicines"


CARD = (
    "prepare a visit",
    "my gums bleed",
    "since may",
    "brushing",
    "no",
    "no",
    "i am nervous",
    "will it hurt?",
)


def test_own_question_comes_first(flow: Visit) -> None:
    assert Card.from_dict(talk(flow, *CARD)[-1].memory.notes["card"]).questions[0] == "Will it hurt?"


@pytest.mark.parametrize(
    ("said", "key", "value"),
    [
        (("change since to last summer",), "since", "last summer"),
        (("the medicines are wrong", "i take metformin"), "medicines", "i take metformin"),
        ((CHANGE, "Since when", "since june"), "since", "since june"),
        (("take out the fear",), "fears", None),
        (("no the fear is wrong, it should be i hate the smell",), "fears", "i hate the smell"),
        (("no, i also take warfarin every day",), "medicines", "i also take warfarin every day"),
    ],
)
def test_any_line_can_be_changed(flow: Visit, said: tuple[str, ...], key: str, value: str | None) -> None:
    moves = talk(flow, *CARD, *said)
    assert moves[-1].state is not None
    assert moves[-1].state.step == "show", words(moves)
    assert Card.from_dict(moves[-1].memory.notes["card"]).lines.get(key) == value


def test_nothing_is_saved_without_a_word(flow: Visit, tmp_path: Path) -> None:
    here = Visit(flow.voice, Folder(tmp_path / "cards"))
    for ending in ((LATER,), (RIGHT, NO_FILE), (RIGHT, LATER), (RIGHT, "no thanks")):
        assert talk(here, *CARD, *ending)[-1].state is None
    assert not (tmp_path / "cards").exists()


def test_saved_as_three_private_files(flow: Visit, tmp_path: Path) -> None:
    here = Visit(flow.voice, Folder(tmp_path / "cards"))
    talk(here, *CARD, RIGHT, SAVE)
    last = talk(here, *CARD, RIGHT, "yes please")[-1]
    files = sorted((tmp_path / "cards").iterdir())
    assert len(files) == 6  # the second set stands beside the first
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert all(str(file) in last.replies[-1].text for file in files if "-2." in file.name)
    bundle = json.loads(next(file for file in files if file.name.endswith(".fhir.json")).read_text())
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert kinds == ["Composition", "Patient", "QuestionnaireResponse"]
    assert Bundle.parse_obj(bundle).type == "document"


def test_what_is_typed_cannot_become_markup(flow: Visit, tmp_path: Path) -> None:
    card = Card().set("concern", '<script>alert("x")</script> *bold* [a](b)')
    folder = Folder(tmp_path)
    files = folder.contents(card)
    page = next(text for name, text in files.items() if name.endswith(".html"))
    assert "<script" not in page
    assert "*bold*" not in next(text for name, text in files.items() if name.endswith(".md")).replace(
        "\\*", ""
    )


def test_the_person_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Folder().named("save it in the folder teeth please") == Folder(Path("teeth"))
    assert Folder().named("yes, put it in notes/dentist") == Folder(Path("notes/dentist"))
    assert Folder().named("save it in /etc/cron.d") is None
    assert Folder().named("yes") is None


def test_a_server_hands_the_files_over_and_writes_none(flow: Visit, tmp_path: Path) -> None:
    here = Visit(flow.voice, Folder(tmp_path / "cards"))
    last = talk(here, *CARD, RIGHT, Heard("yes", user="someone"))[-1]
    assert len(last.replies[-1].data["files"]) == 3
    assert not (tmp_path / "cards").exists()


def test_never_trapped(flow: Visit) -> None:
    move = flow.begin(Heard("prepare a visit"), Memory())
    for _ in range(3):
        assert move.state
        move = flow.again(move.state, move.memory)
    assert move.state is None


def test_show_the_card_at_any_time(flow: Visit) -> None:
    assert words(talk(flow, "prepare a visit", "my gums bleed", SHOW)).count("my gums bleed") == 1


def test_a_request_is_not_a_complaint_and_enough_is_no_question(flow: Visit) -> None:
    memory = told("i am scared of the tooth drill, help me prepare for my visit")
    assert Card.of(memory).lines["concern"] == "i am scared of the tooth drill"
    moves = talk(flow, *CARD[:-1], "that's all")
    assert Card.from_dict(moves[-1].memory.notes["card"]).questions[0].startswith("What are the benefits")


def test_another_place_is_never_swapped_for_the_usual_one(flow: Visit, tmp_path: Path) -> None:
    here = Visit(flow.voice, Folder(tmp_path / "cards"))
    assert talk(here, *CARD, RIGHT, "save it in /etc/xx/")[-1].state is not None
    assert not (tmp_path / "cards").exists()


def test_an_answer_goes_to_the_line_it_belongs_to(flow: Visit) -> None:
    said = ("ibuprofen and an inhaler", "chewing", "asthma", "i'd like them to explain each step")
    moves = talk(flow, "prepare a visit", "my crown is loose", *said, "add a question: can i pay in parts")
    card = Card.from_dict(moves[-1].memory.notes["card"])
    assert card.lines == {
        "concern": "my crown is loose",
        "medicines": "ibuprofen and an inhaler",
        "worse": "chewing",
        "health": "asthma",
        "wishes": "i'd like them to explain each step",
    }
    assert card.questions[0] == "can i pay in parts"
