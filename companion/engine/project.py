"""Where the project lies, and the parts that are loaded once for all who need them."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from companion.errors import CompanionError
from companion.language.encoder import UNPACKED

if TYPE_CHECKING:
    from companion.coaching.finding import Knowledge, Ranker
    from companion.content import Store
    from companion.engine.card import Cards
    from companion.triage import Screen

_ROOT = "COMPANION_ROOT"


def choose(root: Path) -> None:
    """Make `root` the project of this process and of the processes it starts."""
    os.environ[_ROOT] = str(root.resolve())
    os.environ[UNPACKED] = str(cache_folder(root.resolve()))


def root() -> Path:
    """The project folder: the one chosen, else the current folder or one above it.

    Raises CompanionError where none of them holds config.yml and content/.
    """
    chosen = os.environ.get(_ROOT)
    return _root(chosen or str(Path.cwd()), not chosen)


@cache
def _root(start: str, above: bool) -> Path:
    here = Path(start)
    for folder in (here, *here.parents) if above else (here,):
        if (folder / "config.yml").is_file() and (folder / "content").is_dir():
            return folder
    raise CompanionError(
        str(here),
        "this is not the companion's folder: config.yml or content/ is missing",
        "change to the folder that holds them, or set COMPANION_ROOT",
    )


def cache_folder(folder: Path) -> Path:
    """Where build products of the project lie; never committed, safe to delete."""
    return folder / ".cache" / "companion"


def screen() -> Screen:
    """The triage screen of the project, loaded once."""
    return _screen(root())


def store() -> Store:
    """The content store of the project, built when it is stale, opened once."""
    return _store(root())


def knowledge() -> Knowledge:
    """What labelled questions tell, learned when it is stale, opened once."""
    return _knowledge(root())


def ranker() -> Ranker:
    """The ranker of the project, loaded once."""
    return _ranker(root())


def titles() -> dict[str, str]:
    """The title of each entry, by id."""
    return _titles(root())


def cards() -> Cards:
    """The cards of the project, loaded once."""
    return _cards(root())


@cache
def _titles(folder: Path) -> dict[str, str]:
    return {entry.id: entry.title for entry in _store(folder).entries()}


@cache
def _cards(folder: Path) -> Cards:
    from companion.engine.card import Cards

    return Cards.load(folder, _store(folder))


@cache
def _screen(folder: Path) -> Screen:
    from companion.triage import Screen

    return Screen.load(folder)


@cache
def _store(folder: Path) -> Store:
    from companion.content import Store
    from companion.engine.build import build_content

    return Store.open(build_content(folder))


@cache
def _knowledge(folder: Path) -> Knowledge:
    from companion.coaching.finding import Knowledge
    from companion.engine.build import build_knowledge

    return Knowledge.load(build_knowledge(folder, _store(folder).path))


@cache
def _ranker(folder: Path) -> Ranker:
    from companion.coaching.finding import Ranker

    return Ranker.load(folder, _knowledge(folder))


def forget() -> None:
    """Drop loaded parts, after a rebuild or between tests."""
    _screen.cache_clear()
    _store.cache_clear()
    _knowledge.cache_clear()
    _ranker.cache_clear()
    _cards.cache_clear()
    _titles.cache_clear()
