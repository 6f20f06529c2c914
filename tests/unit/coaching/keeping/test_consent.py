"""Remembering: only with a yes to plain words, taken back with a sentence, erased to the byte."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.keeping import ALL, PLAN, Keep, forget_this, place
from companion.coaching.keeping.consent import NO, NO_FILE, SAVE, YES, ConsentFlow, kept_hours, load
from companion.coaching.memory import Memory
from companion.coaching.visit.folder import Folder
from companion.coaching.visit.recall import latest, recall
from companion.language.mark import Mark

ROOT = Path(__file__).parents[4]
KNOWN = Memory(
    facts={"diabetes": "type 2 diabetes"},
    notes={"fears": "the drill", "told": [{"text": "x", "mouth": True}]},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "remembered.db"


@pytest.fixture
def flow(file: Path, tmp_path: Path) -> ConsentFlow:
    return ConsentFlow(load(ROOT).voice, lambda: file, Folder(tmp_path / "out"))


def ask(flow: ConsentFlow, intent: str, *said: str, memory: Memory = KNOWN, user: str = "local") -> Move:
    move = flow.begin(Heard("...", intent, 0.9, user=user), memory)
    for text in said:
        assert move.state is not None
        move = flow.go_on(move.state, Heard(text, user=user), move.memory)
    return move


@pytest.mark.parametrize("said", [(), (NO,), ("no",), ("not sure",), ("hmm", "maybe", "whatever")])
def test_no_file_without_a_yes(flow: ConsentFlow, file: Path, said: tuple[str, ...]) -> None:
    ask(flow, "remember_me", *said)
    assert not file.parent.exists()


@pytest.mark.parametrize("yes", [YES, "yes", "ok"])
def test_a_yes_is_recorded_with_the_words_shown(flow: ConsentFlow, file: Path, yes: str) -> None:
    asked = ask(flow, "remember_me")
    ask(flow, "remember_me", yes)
    (consent,) = Keep(file).consents()
    assert consent.wording == asked.replies[0].text
    assert consent.taken_back is None
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = Keep(file).load()
    assert kept.facts == KNOWN.facts
    assert kept.notes == {"fears": "the drill"}  # never the person's messages


def test_taken_back_as_easily(flow: ConsentFlow, file: Path) -> None:
    ask(flow, "remember_me", YES)
    ask(flow, "stop_remembering")
    assert Keep(file).allows() is None
    assert Keep(file).consents()[0].taken_back is not None
    assert b"type 2" not in file.read_bytes()
    Keep(file).save(KNOWN)
    assert Keep(file).load() == Memory()


def test_forget_me_leaves_nothing(flow: ConsentFlow, file: Path) -> None:
    ask(flow, "remember_me", YES)
    move = ask(flow, "forget_me")
    assert not file.exists()
    assert (move.memory.facts, move.memory.notes) == ({}, {})


def test_people_are_kept_apart(flow: ConsentFlow, file: Path) -> None:
    ask(flow, "remember_me", YES, user="a")
    assert Keep(file, "b").load() == Memory()
    ask(flow, "forget_me", user="b")
    assert Keep(file, "a").load().facts == KNOWN.facts


def test_a_plan_that_may_be_kept_is_kept_alone(file: Path) -> None:
    keep = Keep(file)
    keep.save(KNOWN.note(plan={"step": "brush", "keep": False}))
    assert not file.exists()
    keep.save(KNOWN.note(plan={"step": "brush", "keep": True}))
    assert keep.allows() == PLAN
    assert keep.load() == Memory(notes={"plan": {"step": "brush", "keep": True}})


def test_after_stopping_a_plan_is_not_kept_again(flow: ConsentFlow, file: Path) -> None:
    memory = KNOWN.note(plan={"step": "brush", "keep": True})
    Keep(file).save(memory)
    after = ask(flow, "stop_remembering", memory=memory).memory
    Keep(file).save(after)
    assert Keep(file).allows() is None


def test_export_is_complete_and_on_a_word_only(flow: ConsentFlow, file: Path, tmp_path: Path) -> None:
    ask(flow, "remember_me", YES)
    ask(flow, "export_data", NO_FILE)
    assert not (tmp_path / "out").exists()
    ask(flow, "export_data", SAVE)
    row = json.loads((tmp_path / "out" / "my-data.json").read_text())
    assert row["consents"][0]["what"] == ALL
    assert row["remembered"]["facts"] == KNOWN.facts
    assert row["this_chat"]["notes"] == KNOWN.notes


def test_what_is_stored_is_told_truly(flow: ConsentFlow, file: Path) -> None:
    assert str(file) not in ask(flow, "what_do_you_store").replies[0].text
    ask(flow, "remember_me", YES)
    assert str(file) in ask(flow, "what_do_you_store").replies[0].text


def heard(memory: Memory, text: str, *marks: Mark) -> Memory:
    return recall(latest(memory.hear(marks), marks, text), marks, None, text)


def test_the_last_thing_told_is_forgotten() -> None:
    memory = heard(Memory(), "my gums bleed", Mark("mouth-word", "gums", 0, 0, 4))
    memory = heard(memory, "i take warfarin", Mark("blood-thinner", "warfarin", 0, 0, 8))
    less, ideas = forget_this(memory, Heard("forget what i just said"))
    assert ideas == {"blood-thinner"}
    assert less.facts == {}
    assert [row["text"] for row in less.notes["told"]] == ["my gums bleed"]


def test_a_named_thing_is_forgotten() -> None:
    memory = heard(Memory(), "i take warfarin", Mark("blood-thinner", "warfarin", 0, 0, 8))
    memory = heard(memory, "my gums bleed", Mark("mouth-word", "gums", 0, 0, 4))
    less, _ = forget_this(
        memory, Heard("forget what i said about warfarin", ideas=frozenset(("blood-thinner",)))
    )
    assert less.facts == {}
    assert [row["text"] for row in less.notes["told"]] == ["my gums bleed"]


def test_the_place_can_be_chosen(tmp_path: Path) -> None:
    assert place({"COMPANION_DATA": str(tmp_path)}) == tmp_path / "remembered.db"
    assert place({"XDG_DATA_HOME": str(tmp_path)}).is_relative_to(tmp_path)


def test_a_service_says_what_it_keeps_and_names_no_path(flow: ConsentFlow, file: Path) -> None:
    for said in ((), (YES,)):
        if said:
            ask(flow, "remember_me", *said, user="a")
        (reply,) = ask(flow, "what_do_you_store", user="a").replies
        assert "24 hours" in reply.text
        assert str(file) not in reply.text
        assert "this computer" not in reply.text


@pytest.mark.parametrize(("hours", "words"), [("24", "24 hours"), ("1", "an hour"), ("0.5", "0.5 hours")])
def test_the_hours_are_those_of_the_service(hours: str, words: str) -> None:
    assert kept_hours({"COMPANION_RETENTION_HOURS": hours}) == words


def test_forgotten_by_a_service_means_the_messages_too(flow: ConsentFlow) -> None:
    (reply,) = ask(flow, "forget_me", user="a").replies
    assert reply.data == {"erase": True}
    assert ask(flow, "forget_me").replies[0].data == {}
