"""Typing in the terminal, through prompt_toolkit's own pipe."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from companion.terminal.framed import FramedSurface


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    pipe = create_pipe_input()
    yield pipe
    pipe.close()


@pytest.fixture
def surface(keys: PipeInput) -> FramedSurface:
    return FramedSurface(Console(file=io.StringIO()), keys, DummyOutput())


def test_a_line(keys: PipeInput, surface: FramedSurface) -> None:
    keys.send_text("my gums bleed\r")
    assert surface.read().text == "my gums bleed"


def test_a_paste_keeps_its_lines(keys: PipeInput, surface: FramedSurface) -> None:
    keys.send_text("\x1b[200~one\ntwo\r\nthree\x1b[201~\r")
    assert surface.read().text == "one\ntwo\nthree"


def test_history(keys: PipeInput, surface: FramedSurface) -> None:
    keys.send_text("first\r")
    surface.read()
    # prompt_toolkit loads the history beside the prompt, so the key must not come before it.
    for delay in (0.2, 0.5, 1, 2, 4):
        threading.Timer(delay, keys.send_text, ["\x1b[A\r"]).start()
        found = surface.read().text
        if found:
            break
    assert found == "first"


def test_ctrl_c_first_takes_back_then_leaves(keys: PipeInput, surface: FramedSurface) -> None:
    keys.send_text("half\x03whole\r")
    assert surface.read().text == "whole"
    keys.send_text("\x03")
    with pytest.raises(KeyboardInterrupt):
        surface.read()


def test_ctrl_d_leaves(keys: PipeInput, surface: FramedSurface) -> None:
    keys.send_text("\x04")
    with pytest.raises(EOFError):
        surface.read()
