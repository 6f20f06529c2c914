"""What is compared with other messages: the matter, without courtesies and slips of the finger."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import DataError
from companion.language.gist import FILE, read_courtesies
from companion.language.reader import LanguageReader


@pytest.mark.parametrize(
    ("said", "gist"),
    [
        (
            "hello, sorry to bother you. is this lump bad? thank you so much for your time",
            "is this lump bad?",
        ),
        ("Hi there! My gums bleed. Thanks in advance!", "my gums bleed"),
        ("Thanks for your help. How do I floss", "how do i floss"),
        ("i had a toth out and its stll bleeding", "i had a tooth out and its still bleeding"),
        ("hw do u brush", "how do you brush"),
    ],
)
def test_courtesies_go_and_slips_are_mended(reader: LanguageReader, said: str, gist: str) -> None:
    assert reader.gist.of(said) == gist


@pytest.mark.parametrize(
    "said",
    [
        "thank you so much",  # nothing else: it says just that
        "thanks to my dentist i am fine",  # no courtesy
        "hola me duele mucho el diente",  # another language is not mended into English
        "asdf qwer zxcv",
        "my name is priya and this is seth",  # names stay
        "",
    ],
)
def test_what_says_something_else_stays(reader: LanguageReader, said: str) -> None:
    assert reader.gist.of(said) == said


def test_a_key_too_many_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text("before: []\nbeside: []\n", encoding="utf-8")
    with pytest.raises(DataError, match=r'courtesies.yaml:2: unknown key "beside"'):
        read_courtesies(tmp_path)
