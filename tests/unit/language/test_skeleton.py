"""The skeleton of a message: small words stay, all else is a gap."""

from __future__ import annotations

import pytest

from companion.language.skeleton import frames, skeleton


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("broke my jaw in 1998.", "_ my _ in #y ."),
        ("my tooth is out\nsorry, that was years ago", "my _ is out || sorry that was years ago"),
        ("what if he swallows 3 of them?", "what if he _ # of them ?"),
        ("abscess swelling fever", "_"),
        ("i can't breathe!", "i cant _ !"),
        ("", ""),
    ],
)
def test_skeleton(text: str, words: str) -> None:
    assert " ".join(skeleton(text)) == words


def test_other_dangers_have_the_same_frames() -> None:
    one, other = frames("my dad choked years ago"), frames("my dad bled years ago")
    assert one[0].tolist() == other[0].tolist()
    assert one[1].tolist() == other[1].tolist()


def test_time_changes_the_frames() -> None:
    assert frames("my dad choked years ago")[0].tolist() != frames("my dad choked just now")[0].tolist()
