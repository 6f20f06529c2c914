"""Negation, past, hypothetical, figurative, animals and fiction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.language.reader import LanguageReader

States = Callable[[str, str], set[str]]


@pytest.mark.parametrize(
    ("text", "idea", "state"),
    [
        ("my face is swollen", "swelling", "present"),
        ("no swelling", "swelling", "negated"),
        ("there isn't any swelling or fever", "fever", "negated"),
        ("no pain but my face is swollen", "swelling", "present"),
        ("i've no idea why my face is swollen", "swelling", "present"),
        ("i can breathe fine", "breathing-trouble", "negated"),
        ("the swelling went away", "swelling", "past"),
        ("my face was swollen two years ago", "swelling", "past"),
        ("two years ago i had a crown and now my face is swollen", "swelling", "present"),
        ("i knocked out a tooth in 1987", "tooth-out", "past"),
        ("what happens if a tooth is knocked out", "tooth-out", "hypothetical"),
        ("can an abscess make your face swollen?", "swelling", "hypothetical"),
        ("why is my face swollen?", "swelling", "present"),
        ("not sure if my face is swollen", "swelling", "present"),
        ("for my homework: swollen face and fever, what is it?", "swelling", "hypothetical"),
        ("i dreamt that my tooth got knocked out", "tooth-out", "hypothetical"),
        ("scared that my face will be swollen", "swelling", "hypothetical"),
        ("worried about a swollen face", "swelling", "hypothetical"),
        ("im really scared my face is swollen", "swelling", "present"),
        ("i am terrified, my face is swollen", "swelling", "present"),
        ("my dog has a swollen face", "swelling", "elsewhere"),
        ("my dog bit me and my face is swollen", "swelling", "present"),
    ],
)
def test_state(states: States, text: str, idea: str, state: str) -> None:
    assert states(text, idea) == {state}


@pytest.mark.parametrize(
    "text", ["i'm dying for whiter teeth", "a drop dead gorgeous smile", "i could murder a biscuit"]
)
def test_figures_of_speech_hide_words(reader: LanguageReader, text: str) -> None:
    assert not [mark for mark in reader.read(text) if mark.idea in ("suicidal", "suicide-indirect", "abuse")]


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("my gums are sollen and bledding", "bleeding"),
        ("i cant breeth", "breathing-trouble"),
        ("HELP MY FACE IS SWOLLEN", "swelling"),
        ("my faaaace is swolllllen", "swelling"),
        ("it’s swollen and I can’t swallow", "swallowing-trouble"),
    ],
)
def test_misspelt(reader: LanguageReader, text: str, idea: str) -> None:
    assert idea in {mark.idea for mark in reader.read(text)}
