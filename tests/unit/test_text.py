"""Whatever a person, a pipe or a browser sends becomes readable text and a word on what was wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.text import LONGEST, bare, clean, lowered, plain, sentences


@pytest.mark.parametrize(
    ("raw", "text", "problem"),
    [
        ("my gums bleed", "my gums bleed", None),
        ("  my\tgums\r\nbleed  ", "my gums\nbleed", None),
        ("", "", "empty"),
        ("  \n ", "", "empty"),
        (None, "", "empty"),
        (7, "", "unreadable"),
        (["a"], "", "unreadable"),
        ("\x00\u202e\u200b", "", "unreadable"),
        ("gu\u200bms bl\u202eeed\x00", "gums bleed", None),
        ("😀😀😀", "😀😀😀", "no_words"),
        ("...", "...", "no_words"),
        ("7", "7", None),
        ("у меня болит зуб", "у меня болит зуб", "other_script"),
        ("歯が痛いです", "歯が痛いです", "other_script"),
        ("cafe\u0301", "café", None),
        ("<b>my tooth</b> hurts", "my tooth hurts", None),
        ("<script>alert(1)</script>", "alert(1)", None),
        ("pain 3 < 5", "pain 3 < 5", None),
        ("aaaaaaaaaaaaaaaaaaaah", "aaah", None),
        ("'; DROP TABLE entries; --", "'; DROP TABLE entries; --", None),
        ("/greet{} i cannot breathe", "/greet{} i cannot breathe", None),
        ("\ud83d tooth", "? tooth", None),
    ],
)
def test_clean(raw: object, text: str, problem: str | None) -> None:
    found = clean(raw)
    assert (found.text, found.problem) == (text, problem)


def test_long_text_is_kept_whole_and_answered_from_the_start() -> None:
    said = "My tooth hurts. " * 200 + "I cannot breathe."
    found = clean(said)
    assert found.problem == "too_long"
    assert found.full.endswith("I cannot breathe.")
    assert len(found.text) <= LONGEST
    assert found.text.endswith("hurts.")


@given(st.text())
def test_any_text_is_cleaned_without_an_error(raw: str) -> None:
    found = clean(raw)
    assert found.full.encode("utf-8") is not None
    assert "\x00" not in found.full


@given(st.text())
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean(raw).full
    assert clean(once).full == once


def test_how_a_text_is_read() -> None:
    assert lowered("I\u2019m  so\nTIRED.") == "i'm so tired."
    assert bare("I\u2019m  so\nTIRED.") == "im so tired."
    assert plain("I\u2019m so TIRED (again), café_au-lait!") == "im so tired again café au lait"
    assert sentences("One thing. Is it two?  Three") == ["One thing.", "Is it two?", "Three"]
    assert sentences("") == []
