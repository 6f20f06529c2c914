"""What is felt is given back: about the right thing, never twice alike, never without a feeling."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.answer.told import told
from companion.coaching.feelings.reflection import reflections
from companion.coaching.memory import Memory
from companion.guard import claims
from companion.language.mark import Mark

ROOT = Path(__file__).parents[4]
ENTRIES = {path.stem for path in ROOT.glob("content/*/*.md")}


def test_without_a_feeling_nothing_is_said() -> None:
    memory = Memory()
    assert reflections(ROOT).pick(None, "my gums bleed", memory) == (None, memory)


@pytest.mark.parametrize(
    ("feeling", "text", "word"),
    [
        ("worry", "there is blood every time and it worries me", "blood"),
        ("fear", "i'm scared of the needle", "needle"),
        ("pain", "my son is in agony", "child|little one"),
        ("pain", "it kept me up all night", "night|sleep"),
        ("shame", "i\u2019m so ashamed of my breath", "breath|close"),
    ],
)
def test_it_is_about_what_the_message_is_about(feeling: str, text: str, word: str) -> None:
    said, _ = reflections(ROOT).pick(feeling, text, Memory())
    assert said is not None
    assert any(one in said.lower() for one in word.split("|"))


def test_never_twice_the_same_words() -> None:
    memory, heard = Memory(), []
    for _ in range(12):
        said, memory = reflections(ROOT).pick("pain", "it hurts when i eat", memory)
        heard.append(said)
    spoken = [said for said in heard if said]
    assert len(spoken) == len(set(spoken)) >= 6
    assert heard[-1] is None


@pytest.mark.parametrize(
    ("feeling", "text"),
    [
        ("fear", "he is terrified of the drill"),
        ("fear", "she's so scared of needles she won't get in the car"),
        ("fear", "my partner is terrified of injections"),
        ("sadness", "he's really down since they took his teeth out"),
        ("pain", "she is in agony with that tooth"),
        ("worry", "they're worried sick about the lump"),
    ],
)
def test_what_somebody_else_feels_is_not_given_back_as_yours(feeling: str, text: str) -> None:
    memory = Memory()
    for _ in range(6):
        said, memory = reflections(ROOT).pick(feeling, text, memory)
        assert said is None or said in reflections(ROOT).wordings[f"{feeling}.other"]


@pytest.mark.parametrize("text", ["he drilled and i was terrified", "he is a good dentist but i'm scared"])
def test_ones_own_feeling_stays_ones_own(text: str) -> None:
    assert "other" not in reflections(ROOT).about(text)


def test_one_plain_statement_each() -> None:
    for key, wordings in reflections(ROOT).wordings.items():
        assert len(wordings) >= 2, key
        for text in wordings:
            assert "?" not in text, text
            assert text.count(".") == 1, text
            assert not claims(text), text


def told_of(idea: str, words: str, text: str) -> Memory:
    return Memory().hear([Mark(idea, words, 0, 0, len(words))], None, text)


def test_what_was_told_is_used_once() -> None:
    memory = told_of("pregnant", "pregnant", "i'm pregnant")
    line, memory = told(ROOT).line("bleeding-gums", memory)
    assert line is not None
    assert line.text.startswith("Because you are expecting")
    assert line.see == "pregnancy-gums"
    assert told(ROOT).line("bleeding-gums", memory)[0] is None


def test_what_was_told_of_someone_else_is_not_about_you() -> None:
    line, _ = told(ROOT).line("bleeding-gums", told_of("pregnant", "pregnant", "my wife is pregnant"))
    assert line is not None
    assert " you " not in f" {line.text.split(':')[0].lower()} "


def test_nothing_told_nothing_added() -> None:
    assert told(ROOT).line("bleeding-gums", Memory())[0] is None


def test_every_line_speaks_of_entries_there_are() -> None:
    for (_, entry), line in told(ROOT).lines.items():
        assert {entry, line.see} <= ENTRIES
        assert not claims(line.text)
