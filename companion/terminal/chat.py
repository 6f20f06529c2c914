"""The chat: greets, answers message by message, and says goodbye. Opens no port, writes no file."""

from __future__ import annotations

import os
import sys
import uuid
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from companion.reply import Turn
from companion.terminal.building import Bars, building
from companion.terminal.plain import PlainSurface
from companion.terminal.start import quick
from companion.terminal.surface import Surface
from companion.terminal.words import HOW_TO, REPLACED, goodbye

if TYPE_CHECKING:
    from companion.engine import Companion

_LEAVE = ("exit", "quit")


def chat(root: Path, country: str | None = None, plain: bool = False) -> int:
    """Talk with the person at the terminal, or with the pipe, until they leave.

    `plain` asks for plain text even where frames and colours would work. Returns the exit code.
    Raises CompanionError when the companion cannot start.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        companion = _load(root)
        return talk(companion, _plain(prompt=False), country, attended=False)
    plain = plain or os.environ.get("TERM", "dumb") == "dumb"
    companion, surface = (_load(root), _plain(prompt=True)) if plain else _framed(root)
    try:
        code = talk(companion, surface, country, attended=True)
    except KeyboardInterrupt:
        code = 130
    surface.say(goodbye(_ambulance(root, country)))
    return code


def talk(companion: Companion, surface: Surface, country: str | None, attended: bool) -> int:
    """One conversation. `attended`: a person sits there, who can be told how to use the keys."""
    name = uuid.uuid4().hex
    surface.show(companion.greet(name, country))
    if attended:
        surface.say(HOW_TO)
    while True:
        try:
            message = surface.read()
        except EOFError:
            return 0
        if attended and message.text.strip().lower() in _LEAVE:
            return 0
        surface.show(companion.reply(Turn(message.text, name, country)))
        if message.damaged:  # after the reply: nothing stands before an emergency card
            surface.say(REPLACED)


def _load(root: Path) -> Companion:
    with building(sys.stderr) as progress, quick():
        from companion.engine import load

        return load(root, progress)


def _plain(prompt: bool) -> Surface:
    if isinstance(sys.stdout, TextIOWrapper):  # a sign the terminal cannot show is no reason to stop
        sys.stdout.reconfigure(errors="replace")
    return PlainSurface(sys.stdin.buffer, sys.stdout, prompt)


def _framed(root: Path) -> tuple[Companion, Surface]:
    from rich.console import Console

    from companion.terminal.framed import FramedSurface

    console = Console(highlight=False)
    with Bars(console) as bars, quick():
        from companion.engine import load

        companion = load(root, bars)
    return companion, FramedSurface(console)


def _ambulance(root: Path, country: str | None) -> str:
    from companion.numbers import Numbers

    number: str = Numbers.load(root).of(country)["ambulance"]
    return number
