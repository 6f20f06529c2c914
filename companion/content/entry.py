"""What the companion may say: an Entry, the Source it rests on, a Problem somebody has to mend."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

GRADES = ("strong", "conditional", "good-practice")


@dataclass(frozen=True)
class Source:
    """A publication that entries rest on: one mapping of content/sources.yml."""

    id: str
    organisation: str
    title: str
    year: int  # year of the page or paper, the last known
    url: str
    licence: str
    read: str  # how and when it was read, honestly


@dataclass(frozen=True)
class Entry:
    """One curated answer. Sections that an entry does not have are empty."""

    id: str
    topic: str  # the folder it lies in
    title: str
    questions: tuple[str, ...]  # as real people type them
    sources: tuple[str, ...]  # ids in content/sources.yml
    grade: str | None  # how the source grades its advice, one of GRADES
    reviewed: date
    review_due: date
    review: str  # what was checked and what was not
    related: tuple[str, ...]  # entry ids
    lead: str  # the short answer, stands alone
    do_now: tuple[str, ...]  # steps for the next minutes or days
    next_step: str
    more: str  # paragraphs are separated by an empty line
    get_help: tuple[str, ...]
    ask: tuple[str, ...]  # questions to take to a dentist
    path: str  # relative to the project folder

    def body(self) -> str:
        """Everything a person may read of this entry but its title, a line for each part."""
        parts = (
            self.lead,
            *self.do_now,
            self.next_step,
            self.more,
            *self.get_help,
            *self.ask,
        )
        return "\n".join(part for part in parts if part)

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready mapping: dates as ISO text, tuples as lists."""
        row = {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items()}
        return {
            **row,
            "reviewed": self.reviewed.isoformat(),
            "review_due": self.review_due.isoformat(),
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Entry:
        """The Entry that `as_dict` wrote down."""
        lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
        dates = {key: date.fromisoformat(row[key]) for key in ("reviewed", "review_due")}
        return cls(**{**row, **lists, **dates})


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in the content. A note is worth a look; anything else stops a build."""

    path: str
    line: int
    message: str
    fix: str
    note: bool = False

    def __str__(self) -> str:
        mark = "note: " if self.note else ""
        return f"{self.path}:{self.line}: {mark}{self.message}\n  {self.fix}"
