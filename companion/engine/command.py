"""Rasa's own command line on this project: `companion rasa train|shell|test|data validate ...`.

The same commands and flags as Rasa's, with three differences: TensorFlow is not needed, actions run
in this process, and nothing listens on other interfaces than loopback unless asked to.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from companion.engine import project, slim

LOOPBACK = "127.0.0.1"
_LISTENING = ("run", "shell", "interactive")
_WITH_DOMAIN = (["train"], ["interactive"], ["visualize"], ["data", "validate"])


def run_rasa(argv: Sequence[str], root: Path | None = None) -> int:
    """Run one Rasa command in the project folder and return its exit code.

    Raises CompanionError when there is no project here. Needs a process of its own: Rasa changes
    the working folder's import path and the logging of the whole process.
    """
    slim.start()
    folder = root or project.root()
    project.choose(folder)
    arguments = with_domain(with_loopback(argv))
    with _settings(folder, ["rasa", *arguments]):
        _in_process_actions()
        if list(arguments[:2]) == ["run", "actions"]:
            _actions_on_loopback()
        import rasa.__main__

        _known_warnings_off(rasa.__main__)
        try:
            rasa.__main__.main()
        except SystemExit as leaving:
            return leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
    return 0


def with_loopback(argv: Sequence[str]) -> list[str]:
    """The arguments with `--interface 127.0.0.1` where Rasa would listen on every interface."""
    given = list(argv)
    asked = any(part in ("-i", "--interface") or part.startswith("--interface=") for part in given)
    if not given or given[0] not in _LISTENING or given[1:2] == ["actions"] or asked:
        return given
    return [*given, "--interface", LOOPBACK]


def with_domain(argv: Sequence[str]) -> list[str]:
    """The arguments with `--domain domain`: Rasa looks for one file unless told otherwise."""
    given = list(argv)
    asked = any(part in ("-d", "--domain") or part.startswith("--domain=") for part in given)
    if asked or given[1:2] == ["nlu"] or not any(given[: len(c)] == c for c in _WITH_DOMAIN):
        return given
    return [*given, "--domain", "domain"]


def _known_warnings_off(program: Any) -> None:
    """Rasa turns all warnings on again when it starts; the ones we know are not for the reader."""
    stock = program.configure_logging_and_warnings

    def configure(*args: Any, **kwargs: Any) -> None:
        stock(*args, **kwargs)
        slim.silence()

    program.configure_logging_and_warnings = configure


@contextmanager
def _settings(folder: Path, argv: list[str]) -> Iterator[None]:
    """Rasa reads sys.argv and the working folder; both are put back afterwards."""
    before, here = sys.argv, Path.cwd()
    sys.argv = argv
    os.chdir(folder)
    try:
        yield
    finally:
        sys.argv = before
        os.chdir(here)


def _in_process_actions() -> None:
    """`action_endpoint: {type: in_process}` in endpoints.yml means this process."""
    from rasa.core.utils import AvailableEndpoints

    from companion.engine.inprocess import InProcessActions

    stock = AvailableEndpoints.read_endpoints.__func__

    def read_endpoints(cls: type[AvailableEndpoints], endpoint_file: str) -> Any:
        found = stock(cls, endpoint_file)
        if found.action is not None and found.action.type == "in_process":
            found.action = InProcessActions()
        return found

    AvailableEndpoints.read_endpoints = classmethod(read_endpoints)


def _actions_on_loopback() -> None:
    """The action server has no flag for its interface; it takes commands from anyone it hears."""
    from sanic import Sanic

    stock = Sanic.run

    def run(app: Sanic, host: str | None = None, *args: Any, **kwargs: Any) -> None:
        stock(app, LOOPBACK, *args, **kwargs)

    Sanic.run = run
