"""What the terminal shows."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from companion.reply import DESTINATIONS, LEVELS, Reply
from companion.terminal.framed import show
from companion.terminal.words import status, title


def drawn(*replies: Reply, width: int = 80, **how: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, **{"force_terminal": True, **how})
    show(console, replies)
    return out.getvalue()


EMERGENCY = Reply(
    "Act now.\n\n1. Find the tooth.\n2. Go.", level="emergency", destination="dentist_now", kind="card"
)


def test_an_emergency_is_red_bold_and_framed() -> None:
    text = drawn(EMERGENCY, color_system="standard")
    assert "\x1b[1;31m┏" in text
    assert "ACT NOW: EMERGENCY DENTIST" in text
    assert "an emergency dentist, within the hour" in text


def test_without_colour_it_is_still_framed_and_bold() -> None:
    text = drawn(EMERGENCY, color_system="standard", no_color=True)
    assert "┏" in text
    assert "\x1b[1m" in text
    assert "\x1b[1;31m" not in text
    assert "\x1b[31m" not in text


@pytest.mark.parametrize("width", [20, 40, 49, 50, 80, 200])
def test_any_width(width: int) -> None:
    reply = Reply("word " * 40, buttons=("A long suggestion " * 5, "b"), sources=("x",))
    for line in drawn(EMERGENCY, reply, width=width, color_system=None).splitlines():
        assert len(line) <= width
    assert "hour" in drawn(EMERGENCY, width=width, color_system=None)


def test_text_is_never_markup() -> None:
    text = drawn(Reply("[bold]x[/bold] [link=y]z", buttons=("[red]q",)), color_system=None)
    assert "[bold]x[/bold] [link=y]z" in text
    assert "[red]q" in text


def test_what_can_wait_has_no_frame() -> None:
    calm = Reply("Fine.", level="self_care", destination="home", kind="card")
    assert "╭" not in drawn(calm, color_system=None)


def test_every_level_and_destination_has_words() -> None:
    for level in LEVELS:
        for destination in (None, *DESTINATIONS):
            assert title(Reply("x", level=level, destination=destination, kind="card"))
            assert status(level, destination)
