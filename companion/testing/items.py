"""Conversation files and test cases as pytest sees them."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from companion.errors import CompanionError
from companion.testing.lines import Place, Rows, Table, read
from companion.testing.reader import read_scripts
from companion.testing.script import Broken, Script
from companion.testing.settings import NAME as SETTINGS
from companion.testing.settings import settings_for
from companion.testing.stage import STAGE

SHORTFALLS = "shortfalls.yml"  # what today's companion cannot do yet, each with its reason
NOT_TESTS = (SETTINGS, SHORTFALLS)


class ConversationError(Exception):
    """A test case that does not hold; its text is all that is shown."""


class ConversationFile(pytest.File):
    """A YAML file with test cases."""

    def collect(self) -> Iterable[pytest.Item]:
        """An item for each test case, for each that cannot be read, and one for the transcript."""
        top = top_of(self.path, self.config)
        scripts = read_scripts(self.path, top)
        reasons = _shortfalls(self.path, top)
        items: list[pytest.Item] = []
        for script in scripts:
            item = ConversationItem.from_parent(self, name=script.name, script=script)
            if script.name in reasons:
                why = reasons.pop(script.name)
                item.add_marker(pytest.mark.xfail(reason=why, raises=ConversationError, strict=True))
            items.append(item)
        for name in reasons:
            complaint = f'{top / SHORTFALLS}: {self.path.name} has no test case "{name}"'
            lost = Broken(name, self.path, 1, f"{complaint}\n  take it off the list")
            items.append(ConversationItem.from_parent(self, name=name, script=lost))
        settings = _settings(self.path, top)
        whole = all(isinstance(script, Script) for script in scripts)
        if whole and (settings.transcripts or self.config.getoption("update_transcripts")):
            items.append(TranscriptItem.from_parent(self, name="transcript", scripts=scripts))
        self.config.stash[STAGE].count(self.path, items, dict(settings.coverage))
        return items


class Item(pytest.Item):
    """A test with words for what a writer did; a traceback only for a fault of the kit."""

    line = 1

    def runtest(self) -> None:
        """Warnings of libraries are nothing that a writer can mend."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.check()

    def check(self) -> None:
        """Raises ConversationError where the item does not hold."""
        raise NotImplementedError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """The text under the item's name."""
        if isinstance(excinfo.value, (ConversationError, CompanionError)):
            return str(excinfo.value).replace(f"{Path.cwd()}{os.sep}", "")
        return str(super().repr_failure(excinfo, style))

    def reportinfo(self) -> tuple[Path, int, str]:
        """File, line counted from 0, and name."""
        return self.path, self.line - 1, self.name


class ConversationItem(Item):
    """A test case."""

    def __init__(self, *, script: Script | Broken, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.script = script
        self.line = script.line

    def check(self) -> None:
        """Play it, then say what does not hold."""
        from companion.testing.player import judge
        from companion.testing.telling import told

        if isinstance(self.script, Broken):
            raise ConversationError(self.script.complaint)
        stage = self.config.stash[STAGE]
        playback = stage.play(self.script)
        failures = judge(playback, stage.assistant.own)
        if failures:
            raise ConversationError(told(playback, failures, stage.assistant.known()))


class TranscriptItem(Item):
    """The transcript of a file: as the companion answers now, or it is stale."""

    def __init__(self, *, scripts: list[Script | Broken], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.scripts = [script for script in scripts if isinstance(script, Script)]

    def check(self) -> None:
        """Compare, or with --update-transcripts write."""
        from companion.testing.transcript import beside, difference, written

        stage = self.config.stash[STAGE]
        place = beside(self.path)
        try:
            text = written(self.path, [stage.play(script) for script in self.scripts])
        except CompanionError as error:
            raise ConversationError("waits until every test case of the file can be played") from error
        old = place.read_text(encoding="utf-8") if place.is_file() else ""
        if old == text:
            return
        if self.config.getoption("update_transcripts"):
            place.write_text(text, encoding="utf-8")
            return
        write = "`companion test --update-transcripts`"
        if not old:
            raise ConversationError(f"{place.name} is not there yet\n  {write} writes it; then read it")
        raise ConversationError(
            f"{place.name} reads differently now\n  read the difference; if it is for the better, run "
            f"{write}\n\n{difference(old, text)}"
        )


def top_of(path: Path, config: pytest.Config) -> Path:
    """The outermost folder with a conftest.yml, no further out than the project of the run."""
    plain = config.getoption("rasa_project")
    root = Path(plain).resolve() if plain else config.rootpath
    chain = [folder for folder in path.parents if folder == root or root in folder.parents]
    found = [folder for folder in chain or path.parents if (folder / SETTINGS).is_file()]
    return found[-1] if found else path.parent


def _settings(path: Path, top: Path) -> Any:
    try:
        return settings_for(path.parent, top)
    except CompanionError:  # every test case of the file tells of it already
        from companion.testing.settings import Settings

        return Settings()


def _shortfalls(path: Path, top: Path) -> dict[str, str]:
    """Reasons by test case, of one file. Raises DataError for a list that cannot be read."""
    listed = top / SHORTFALLS
    if not listed.is_file():
        return {}
    place = Place(listed)
    rows = read(listed) or Rows(1)
    found = {}
    for row, line in zip(place.rows(rows, 1, "the list"), rows.at, strict=True):
        table: Table = place.table(row, line, "a shortfall", frozenset(("file", "test_case", "why")))
        if table.get("file") == path.relative_to(top).as_posix():
            found[str(table["test_case"])] = str(table.get("why", ""))
    return found
