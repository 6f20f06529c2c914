"""One small SQLite file with consents, and with what they allow to remember. None before a yes.

A consent says what may be kept, when it was given, the words that were shown, and when it was
taken back. Deleted rows are overwritten (secure_delete); a file that holds nothing is removed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import lru_cache
from pathlib import Path
from typing import Any

from companion.coaching.memory import Memory

ALL, PLAN = "all", "plan"  # what a consent covers: everything of NOTES and the facts, or the plan alone
NOTES = ("plan", "wishes", "goals", "habits", "fears", "anxiety", "others", "self_check")
PLAN_WORDING = "Asked in a coaching session: may this plan be remembered after this chat?"
_FACTS = "facts"
_SCHEMA = """
create table if not exists consent (
    person text not null, what text not null, wording text not null, given text not null, taken_back text);
create table if not exists kept (
    person text not null, name text not null, value text not null, changed text not null,
    primary key (person, name));
"""


def place(environ: Mapping[str, str] = os.environ) -> Path:
    """The file: below COMPANION_DATA, else where this system keeps a user's data."""
    if environ.get("COMPANION_DATA"):
        folder = Path(environ["COMPANION_DATA"])
    elif sys.platform == "win32":
        folder = Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "virtual-companion"
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Application Support" / "virtual-companion"
    else:
        folder = Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "virtual-companion"
    return folder / "remembered.db"


def elsewhere() -> tempfile.TemporaryDirectory[str]:
    """From now on this process remembers in a folder that goes with what is returned, and touches no
    real person's: for tests, batches and evaluation."""
    folder = tempfile.TemporaryDirectory(prefix="companion-")
    os.environ["COMPANION_DATA"] = folder.name
    return folder


@dataclass(frozen=True)
class Consent:
    """Times are ISO 8601 in UTC; `taken_back` is None while it holds."""

    what: str
    wording: str
    given: str
    taken_back: str | None = None


@dataclass(frozen=True)
class Keep:
    """The remembering of one person; `person` is a server's key, or "local"."""

    path: Path
    person: str = "local"

    def agree(self, what: str, wording: str) -> None:
        """Record a consent with the words that were shown. Creates the file, mode 0600."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        self.path.chmod(0o600)
        with self._open() as file:
            file.executescript(_SCHEMA)
            file.execute(
                "insert into consent values (?, ?, ?, ?, null)", (self.person, what, wording, _now())
            )

    def take_back(self) -> bool:
        """End every consent and delete what was kept under it; True if there was one."""
        if not self.path.exists():
            return False
        with self._open() as file:
            ended = file.execute(
                "update consent set taken_back = ? where person = ? and taken_back is null",
                (_now(), self.person),
            ).rowcount
            file.execute("delete from kept where person = ?", (self.person,))
        return ended > 0

    def erase(self) -> bool:
        """Delete all about the person, consents included; True if there was anything."""
        if not self.path.exists():
            return False
        with self._open() as file:
            gone = sum(
                file.execute(f"delete from {table} where person = ?", (self.person,)).rowcount
                for table in ("kept", "consent")
            )
            left = file.execute("select count(*) from consent").fetchone()[0]
        if not left:
            self.path.unlink()
        return gone > 0

    def consents(self) -> list[Consent]:
        """The record, oldest first."""
        if not self.path.exists():
            return []
        with self._open() as file:
            rows = file.execute(
                "select what, wording, given, taken_back from consent where person = ? order by given",
                (self.person,),
            ).fetchall()
        return [Consent(*row) for row in rows]

    def allows(self) -> str | None:
        """ALL, PLAN or None: what may be kept now."""
        try:
            state = self.path.stat()
        except FileNotFoundError:
            return None
        return _allowed(self, (state.st_mtime_ns, state.st_size, state.st_ino))

    def save(self, memory: Memory) -> None:
        """Keep what consent allows, and nothing where there is none."""
        allowed = self.allows()
        plan = memory.notes.get("plan") or {}
        if allowed is None and isinstance(plan, dict) and plan.get("keep"):
            self.agree(PLAN, PLAN_WORDING)
            allowed = PLAN
        if allowed is None:
            return
        names = NOTES if allowed == ALL else ("plan",)
        wanted = {name: memory.notes[name] for name in names if memory.notes.get(name)}
        if allowed == ALL and memory.facts:
            wanted[_FACTS] = dict(memory.facts)
        if wanted == self._kept():
            return
        with self._open() as file:
            file.execute("delete from kept where person = ?", (self.person,))
            rows = [(self.person, name, json.dumps(value), _now()) for name, value in wanted.items()]
            file.executemany("insert into kept values (?, ?, ?, ?)", rows)

    def load(self) -> Memory:
        """What an earlier conversation may bring into this one."""
        if self.allows() is None:
            return Memory()
        notes = self._kept()
        return Memory(facts=notes.pop(_FACTS, {}), notes=notes)

    def export(self) -> dict[str, Any]:
        """Everything in the file about the person, JSON-ready."""
        return {"consents": [vars(consent) for consent in self.consents()], "remembered": self._kept()}

    def _kept(self) -> dict[str, Any]:
        if not self.path.exists():
            return {}
        with self._open() as file:
            rows = file.execute("select name, value from kept where person = ?", (self.person,)).fetchall()
        return {name: json.loads(value) for name, value in rows}

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        file = sqlite3.connect(self.path, timeout=5)
        try:
            file.execute("pragma secure_delete = on")
            with file:
                yield file
        finally:
            file.close()


@lru_cache(maxsize=1024)
def _allowed(keep: Keep, changed: tuple[int, int, int]) -> str | None:
    """Asked at every message, and read again only when the file has changed."""
    open_ones = {consent.what for consent in keep.consents() if consent.taken_back is None}
    return ALL if ALL in open_ones else PLAN if PLAN in open_ones else None


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")
