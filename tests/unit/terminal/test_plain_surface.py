"""Plain text: what goes through pipes."""

from __future__ import annotations

import io

import pytest

from companion.reply import Reply
from companion.terminal.plain import LONGEST_LINE, PlainSurface, as_text, decoded
from companion.terminal.surface import Message

CARD = Reply("Act now.", level="emergency", destination="dentist_now", kind="card")


def test_a_card_says_level_and_destination_in_words() -> None:
    text = as_text(CARD)
    assert text.startswith("*** ACT NOW: EMERGENCY DENTIST ***\nEmergency. Where to go: an emergency dentist")
    assert text.endswith("Act now.")


def test_suggestions_are_numbered() -> None:
    text = as_text(Reply("Well.", buttons=("One", "Two")))
    assert text == "Well.\n\nYou can pick one:\n  1. One\n  2. Two"


def test_only_the_last_suggestions_of_a_turn_are_shown() -> None:
    out = io.StringIO()
    surface = PlainSurface(io.BytesIO(), out)
    surface.show([Reply("a", buttons=("No",)), Reply("b", buttons=("Yes",)), Reply("c")])
    assert "No" not in out.getvalue()
    assert "1. Yes" in out.getvalue()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"hello\n", Message("hello")),
        (b"hello\r\n", Message("hello")),
        (b"\n", Message("")),
        ("zähne".encode(), Message("zähne")),
        (b"z\xe4hne\n", Message("z\ufffdhne", damaged=True)),
    ],
)
def test_lines_of_a_pipe(line: bytes, message: Message) -> None:
    assert decoded(line) == message


def test_a_line_without_end_is_taken_in_pieces() -> None:
    surface = PlainSurface(io.BytesIO(b"a" * (LONGEST_LINE + 1)), io.StringIO())
    assert [len(surface.read().text) for _ in range(2)] == [LONGEST_LINE, 1]
    with pytest.raises(EOFError):
        surface.read()


def test_with_a_prompt_lines_break_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    out = io.StringIO()
    PlainSurface(io.BytesIO(), out, prompt=True).show([Reply("word " * 30)])
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("companion > word")
    assert all(len(line) < 30 and not line.startswith("ord") for line in lines)
