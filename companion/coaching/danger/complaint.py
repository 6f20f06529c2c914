"""Complaints that leave the level open, and the red flags to ask about: content/coaching/checks/*.yml.

One file for each complaint. Files are looked through by name, so a number at its head sets the order.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.coaching.looks.procedure import patterns
from companion.errors import DataError
from companion.yaml import read_mapping

FOLDER = Path("content/coaching/checks")
_KEYS = {"rules", "ideas", "about", "why", "flags", "since"}
_FLAG = frozenset(("title", "named", "knows", "adds", "rule", "now"))


@dataclass(frozen=True)
class Flag:
    """One red flag, or one answer to "since when".

    title    as shown, and as quoted when the person says yes
    named    words by which an answer names it (see companion.guard.template)
    knows    ideas of the lexicon: when one is told or denied already, it is not asked about
    adds     ideas that a yes adds to the case
    rule     the triage rule that a yes leads to, or None where it changes nothing
    now      whether that rule is an emergency, so that it is asked about after an urgent card too
    """

    title: str
    named: tuple[re.Pattern[str], ...]
    knows: frozenset[str]
    adds: tuple[str, ...]
    rule: str | None
    now: bool = False


@dataclass(frozen=True)
class Complaint:
    """What is asked about one complaint. `flags` are ordered worst first.

    rules    findings that open the check
    ideas    ideas that open it where there is no finding yet
    about    when given, one of these ideas must have been told as well
    why      why the companion asks, as one short sentence; several wordings
    since    "how long" with its answers, asked after the flags; may be missing
    """

    id: str
    rules: frozenset[str]
    ideas: frozenset[str]
    about: frozenset[str]
    why: tuple[str, ...]
    flags: tuple[Flag, ...]
    ask_since: tuple[str, ...]
    since: tuple[Flag, ...]

    def fits(self, rules: Collection[str], told: Collection[str]) -> bool:
        """Whether it is about one of these findings, or about these ideas where there is none."""
        if self.about and self.about.isdisjoint(told):
            return False
        return not (self.rules.isdisjoint(rules) if rules else self.ideas.isdisjoint(told))

    def open_flags(self, known: Collection[str]) -> list[Flag]:
        """The flags about which nothing is known yet."""
        return [flag for flag in self.flags if flag.knows.isdisjoint(known)]

    def open_since(self, known: Collection[str]) -> tuple[Flag, ...]:
        """The answers to "since when", unless that is known."""
        return self.since if all(one.knows.isdisjoint(known) for one in self.since) else ()

    def flag(self, title: str) -> Flag:
        """The flag or answer of that title. Raises StopIteration for one that is none."""
        return next(one for one in (*self.flags, *self.since) if one.title == title)


def read_complaints(root: Path) -> tuple[Complaint, ...]:
    """All complaints in the order of their files. Raises DataError where one breaks the format."""
    return tuple(_read(path) for path in sorted((root / FOLDER).glob("*.yml")))


def _read(path: Path) -> Complaint:
    row = read_mapping(path, allowed=_KEYS, required=frozenset(("why", "flags")))
    since = row.get("since") or {"ask": (), "answers": ()}
    try:
        return Complaint(
            id=path.stem,
            rules=frozenset(row.get("rules", ())),
            ideas=frozenset(row.get("ideas", ())),
            about=frozenset(row.get("about", ())),
            why=tuple(row["why"]),
            flags=tuple(_flag(path, one) for one in row["flags"]),
            ask_since=tuple(since["ask"]),
            since=tuple(_flag(path, one) for one in since["answers"]),
        )
    except (KeyError, TypeError) as error:
        raise DataError(
            f"{path}:1",
            f"a part is missing or has the wrong form ({error})",
            "compare with the files beside it",
        ) from error


def _flag(path: Path, row: dict[str, Any]) -> Flag:
    for key in set(row) - _FLAG:
        raise DataError(
            f"{path}:1", f'unknown key "{key}" in a flag', f"the keys are {', '.join(sorted(_FLAG))}"
        )
    return Flag(
        title=row["title"],
        named=patterns(path, row.get("named", ())),
        knows=frozenset(row.get("knows", row.get("adds", ()))),
        adds=tuple(row.get("adds", ())),
        rule=row.get("rule"),
        now=bool(row.get("now")),
    )
