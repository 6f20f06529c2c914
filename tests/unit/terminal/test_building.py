"""Progress of a build."""

from __future__ import annotations

import io

from rich.console import Console

from companion.terminal.building import Bars, Lines, building


def test_lines_say_once_what_happens() -> None:
    out = io.StringIO()
    progress = Lines(out)
    for done in range(3):
        progress("content", done, 3)
    progress("questions", 0, 1)
    progress("model", 0, 1)
    assert out.getvalue().count("Preparing the answers") == 1
    assert out.getvalue().count("Learning which answer fits") == 1
    assert out.getvalue().count("Learning to understand") == 1
    assert out.getvalue().startswith("First start")


def test_bars_say_what_happens() -> None:
    out = io.StringIO()
    with Bars(Console(file=out, force_terminal=True, width=100)) as progress:
        progress("content", 0, 1)
        progress("content", 50, 100)
        progress("unheard-of", 1, 1)
    assert "First start" in out.getvalue()
    assert "Preparing the answers" in out.getvalue()


def test_nothing_to_build_shows_nothing() -> None:
    out = io.StringIO()
    with Bars(Console(file=out, force_terminal=True)):
        pass
    assert out.getvalue() == ""


def test_pipes_hear_only_when_asked() -> None:
    with building(io.StringIO()) as quiet, building(io.StringIO(), always=True) as told:
        assert quiet is None
        assert told is not None
