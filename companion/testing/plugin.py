"""The pytest plugin: every test case of a conversation file is an item of its own."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from companion.errors import CompanionError
from companion.testing.reader import read_scripts
from companion.testing.script import Broken, Script
from companion.testing.settings import NAME as SETTINGS

if TYPE_CHECKING:
    from companion.testing.assistant import Assistant
    from companion.testing.player import Playback

FOLDER = Path("tests") / "conversations"
ACCEPTED = "accepted.yml"  # the list of the data tests
SHORTFALLS = "shortfalls.yml"  # what today's companion cannot do yet
_TEST_CASES = re.compile(r"^test_cases\s*:", re.MULTILINE)
_STAGE: pytest.StashKey[Stage] = pytest.StashKey()


class Stage:
    """One assistant for all items of this process, loaded when the first of them runs."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._assistant: Assistant | None = None
        self._failure: CompanionError | None = None
        self.played: dict[tuple[Path, str], Playback] = {}

    @property
    def assistant(self) -> Assistant:
        """Raises CompanionError, the same one each time, when it does not load."""
        if self._failure:
            raise self._failure
        if self._assistant is None:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # what libraries say at their import
                    self._assistant = self._load()
            except CompanionError as error:
                self._failure = error
                raise
        return self._assistant

    def play(self, script: Script) -> Playback:
        """Play a script once in this process."""
        from companion.testing.player import play

        key = (script.path, script.name)
        if key not in self.played:
            self.played[key] = play(script, self.assistant)
        return self.played[key]

    def _load(self) -> Assistant:
        plain, model = self._config.getoption("rasa_project"), self._config.getoption("rasa_model")
        if plain:
            from companion.testing.plain import PlainAssistant

            return PlainAssistant(Path(plain), Path(model).resolve() if model else None)
        from companion.engine import project

        _complete("sqlalchemy", ".ext.declarative")
        from companion.testing.ours import CompanionAssistant

        return CompanionAssistant(project.root())


def _complete(package: str, part: str) -> None:
    """Import a part of a package that is loaded already, before the lean start leaves it out.

    A warning category in pytest's settings is enough to load a package without its parts, and
    Rasa cannot work with one half real and one half outlined.
    """
    if package in sys.modules:
        import_module(package + part)


class ConversationFailed(Exception):
    """A test case that does not hold; its text is all that is shown."""


class ConversationFile(pytest.File):
    """A YAML file with test cases."""

    def collect(self) -> Iterable[pytest.Item]:
        """An item for each test case, and one for each that cannot be read."""
        for script in read_scripts(self.path, _top(self.path, self.config)):
            yield ConversationItem.from_parent(self, name=script.name, script=script)


class ConversationItem(pytest.Item):
    """A test case."""

    def __init__(self, *, script: Script | Broken, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.script = script

    def runtest(self) -> None:
        """Play it, then say what does not hold."""
        from companion.testing.player import judge
        from companion.testing.telling import told

        if isinstance(self.script, Broken):
            raise ConversationFailed(self.script.complaint)
        stage = self.config.stash[_STAGE]
        playback = stage.play(self.script)
        failures = judge(playback, stage.assistant.own)
        if failures:
            raise ConversationFailed(told(playback, failures, stage.assistant.known()))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Words for what a writer did; a traceback only for a fault of the kit."""
        if isinstance(excinfo.value, (ConversationFailed, CompanionError)):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line counted from 0, and name."""
        return self.path, self.script.line - 1, self.name


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a run; `companion test` sets them too."""
    group = parser.getgroup("conversations", "conversation tests")
    group.addoption("--rasa-project", metavar="PATH", help="run on the Rasa project in this folder")
    group.addoption("--rasa-model", metavar="FILE", help="its model, instead of training one")


def pytest_configure(config: pytest.Config) -> None:
    """One stage for the run."""
    config.stash[_STAGE] = Stage(config)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """YAML below tests/conversations; elsewhere, where it was asked for and has `test_cases:`."""
    if file_path.suffix not in (".yml", ".yaml") or file_path.name in (SETTINGS, ACCEPTED, SHORTFALLS):
        return None
    config = parent.config
    home = config.rootpath / FOLDER
    if home in file_path.parents or (_asked_for(file_path, config) and _has_cases(file_path)):
        return ConversationFile.from_parent(parent, path=file_path)
    return None


def _asked_for(path: Path, config: pytest.Config) -> bool:
    """Whether an argument of the command line, not of the settings, leads to this file."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        return False
    given = [(config.invocation_params.dir / str(arg).split("::")[0]).resolve() for arg in config.args]
    return any(place == path or place in path.parents for place in given)


def _has_cases(path: Path) -> bool:
    try:
        return bool(_TEST_CASES.search(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return False


def _top(path: Path, config: pytest.Config) -> Path:
    """The outermost folder with a conftest.yml, no further out than the project of the run."""
    plain = config.getoption("rasa_project")
    root = Path(plain).resolve() if plain else config.rootpath
    chain = [folder for folder in path.parents if folder == root or root in folder.parents]
    if not chain:  # a file from elsewhere: its own folders count, up to where conftest.yml ends
        chain = list(path.parents)
    found = [folder for folder in chain if (folder / SETTINGS).is_file()]
    return found[-1] if found else path.parent
