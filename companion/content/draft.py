"""An entry as read from its file: values, the line of each, and what is wrong with its format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from companion.content.entry import Entry, Problem
from companion.content.point import PointDraft

TEXTS = ("title", "grade", "reviewed", "review_due", "review")
LISTS = ("questions", "sources", "related")
OPTIONAL = frozenset({"grade"})
SECTIONS = {  # heading -> field of Entry, in the order they stand in a file
    "Do now": "do_now",
    "Next step": "next_step",
    "More": "more",
    "Get help if": "get_help",
    "Ask your dentist": "ask",
}
REQUIRED_SECTIONS = ("Next step",)
PROSE = frozenset({"lead", "next_step", "more"})


@dataclass
class Draft:
    """An entry as read: its values, the line each begins at, and what is wrong with its format."""

    path: str
    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    sections: dict[str, list[str]] = field(default_factory=dict)  # prose: paragraphs; else items
    lines: dict[str, list[int]] = field(default_factory=dict)  # key or section -> line of each item
    points: list[PointDraft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def line(self, key: str, item: int = 0) -> int:
        """Where a key, a section or one item of it begins; 1 when it is not there."""
        found = self.lines.get(key, [])
        return found[min(item, len(found) - 1)] if found else 1

    def problem(self, line: int, message: str, fix: str) -> None:
        """Note that something is wrong at a line."""
        self.problems.append(Problem(self.path, line, message, fix))

    def entry(self) -> Entry:
        """The entry. Only call it when there are no problems."""
        where = Path(self.path)
        return Entry(
            id=where.stem,
            topic=where.parent.name,
            title=self.texts["title"],
            questions=tuple(self.lists["questions"]),
            sources=tuple(self.lists["sources"]),
            grade=self.texts.get("grade"),
            reviewed=date.fromisoformat(self.texts["reviewed"]),
            review_due=date.fromisoformat(self.texts["review_due"]),
            review=self.texts["review"],
            related=tuple(self.lists["related"]),
            lead=self._prose("lead"),
            do_now=tuple(self.sections.get("do_now", ())),
            next_step=self._prose("next_step"),
            more=self._prose("more"),
            get_help=tuple(self.sections.get("get_help", ())),
            ask=tuple(self.sections.get("ask", ())),
            path=self.path,
        )

    def _prose(self, name: str) -> str:
        return "\n\n".join(self.sections.get(name, ()))
