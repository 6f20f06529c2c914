"""The phrase notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.language.lexicon import Idea
from companion.language.phrases import Matcher

WORDS = Idea("tooth", "words", ("tooth", "molar"), (), (), (), "", Path("words/tooth.yml"))


def idea(*phrases: str) -> dict[str, Idea]:
    return {"tooth": WORDS, "x": Idea("x", "", (), phrases, (), (), "", Path("x.yml"))}


def found(phrase: str, text: str) -> bool:
    matcher = Matcher(idea(phrase), str)
    words = text.split()
    keys = [(w, "<tooth>") if w in ("tooth", "molar") else (w,) for w in words]
    return any(True for _ in matcher.find(keys, [0] * len(words)))


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("can not breathe", "i can not breathe now", True),
        ("can not breathe", "i can breathe", False),
        ("(hard|difficult) to chew", "it is difficult to chew", True),
        ("[very] swollen", "swollen", True),
        ("is [very] swollen", "it is very swollen", True),
        ("tooth * out", "tooth got knocked out", True),
        ("tooth * out", "tooth a b c d out", False),
        ("tooth ** out", "tooth a b c d out", True),
        ("<tooth> hurts", "molar hurts", True),
        ("<tooth> hurts", "knee hurts", False),
        ("had * pain", "had not any pain", False),
        ("had * pain", "had not pain", False),
        ("((a|b) c|d) e", "b c e", True),
        ("((a|b) c|d) e", "a e", False),
    ],
)
def test_notation(phrase: str, text: str, expected: bool) -> None:
    assert found(phrase, text) is expected


@pytest.mark.parametrize("phrase", ["(a", "a)", "[a", "<nothing> a", "* a", "[a]", "a | b)"])
def test_broken_notation_names_the_file(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"x\.yml"):
        Matcher(idea(phrase), str)


def test_a_gap_stays_in_its_sentence() -> None:
    matcher = Matcher(idea("tooth * out"), str)
    assert not list(matcher.find([("tooth",), ("going",), ("out",)], [0, 1, 1]))
