"""What a whole message is about: old stories, homework, films, people far away, corrections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.language.reader import PIECE, LanguageReader

States = Callable[[str, str], set[str]]


@pytest.mark.parametrize(
    ("text", "idea", "state"),
    [
        ("Had a swollen face in 1998 after a crash. All healed since.", "swelling", "past"),
        ("When my wife was 30 she choked on a crown. Never had any trouble since.", "choked", "past"),
        (
            "My mate had it years ago, but now I choked on a crown and can't stop coughing",
            "choked",
            "present",
        ),
        ("I choked on a coin just now", "choked", "present"),
        ("What makes a face swollen? I am revising for my nursing exam", "swelling", "hypothetical"),
        ("We are writing our club's policy. Swollen face, who is told?", "swelling", "hypothetical"),
        ("I am a nurse and my face is swollen", "swelling", "present"),
        ("Saw on the news that a man had a swollen face", "swelling", "hypothetical"),
        ("I saw a film about it, but now my face is swollen", "swelling", "present"),
        ("Why do people get a swollen face from a tooth?", "swelling", "hypothetical"),
        ("Why is my face swollen?", "swelling", "present"),
        ("A bloke at work choked on a crown last year. Made me think", "choked", "elsewhere"),
        ("A bloke at work choked on a crown, he is here and he is blue", "choked", "present"),
        ("the bearded dragon has a swollen face", "swelling", "elsewhere"),
        ("I have a fear of a swollen face", "swelling", "hypothetical"),
        ("nobody here has a swollen face", "swelling", "negated"),
    ],
)
def test_frame(states: States, text: str, idea: str, state: str) -> None:
    assert states(text, idea) == {state}


@pytest.mark.parametrize(
    "text",
    [
        "oh sorry, that was in the film I am watching",
        "I mean for my first aid homework",
        "autocorrect, I meant whitening",
        "sorry, that was back in 2019",
        "oh that was when I was a kid",
        "that's what I wrote to my dentist in 2021",
        "oh not now, she was a teen, 20 years ago",
        "not me, I'm revising for my exam",
    ],
)
def test_a_correction_is_a_false_alarm(reader: LanguageReader, text: str) -> None:
    assert "false-alarm" in {mark.idea for mark in reader.read(text)}


@pytest.mark.parametrize(
    "text",
    [
        "it was ten minutes ago",
        "it happened in 2019 too and I was in hospital",
        "it is the same as back in 2019",
        "that was fine years ago but now it is huge",
        "forgot to say I had a heart valve done in 2019",
        "when I was playing football this morning",
    ],
)
def test_what_speaks_of_now_corrects_nothing(reader: LanguageReader, text: str) -> None:
    assert "false-alarm" not in {mark.idea for mark in reader.read(text)}


def test_what_was_not_swallowed_is_no_trouble_with_swallowing(states: States) -> None:
    assert states("my toddler did NOT swallow the battery", "battery") == set()
    assert "present" in states("my toddler did swallow the battery", "battery")


@pytest.mark.parametrize(
    "text",
    [
        "my heart sank and the quote gave me a coronary",
        "the bill made my wallet bleed",
        "cheeks swollen with pride",
        "I was breathless at the news",
        "I have to bite my tongue whenever she talks",
    ],
)
def test_more_figures_of_speech(reader: LanguageReader, text: str) -> None:
    dangers = {"heart-attack-now", "bleeding", "swelling", "breathing-trouble", "bitten"}
    assert not {mark.idea for mark in reader.read(text) if mark.holds} & dangers


def test_words_of_context_travel_as_cues(states: States) -> None:
    assert states("years ago my face was swollen", "past") == {"cue"}


def test_a_long_message_is_read_to_its_end(reader: LanguageReader) -> None:
    marks = reader.read("All is well here. " * (5 * PIECE // 18) + "My throat is closing.")
    last = [mark for mark in marks if mark.idea == "breathing-trouble"]
    assert last
    assert last[-1].holds
    assert last[-1].sentence >= 5 * PIECE // 18
