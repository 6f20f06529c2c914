"""What coaching can be about: one file a topic in content/coaching/topics, for writers to edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from companion.coaching.memory import Memory
from companion.coaching.session.talk import compiled, spaced
from companion.errors import DataError
from companion.yaml import line_of, read_mapping

FOLDER = Path("content/coaching/topics")
GENERAL = "everyday-care"
# Where words of two topics are in one message, the narrower one leads.
_ORDER = (
    "childrens-brushing", "dental-fear", "vaping", "retainer", "nail-biting", "grinding-and-stress",
    "interdental", "drinks", "sugar", "smoking", "dry-mouth-habits", "back-after-years", "sleep", "gums",
    "brushing", GENERAL,
)  # fmt: skip
_KEYS = frozenset(
    (
        "title",
        "does",
        "words",
        "matters",
        "affirm",
        "belongs",
        "help",
        "steps",
        "cues",
        "obstacles",
        "related",
    )
)
_FIELDS = {
    "steps": {"title", "how", "words", "name"},
    "cues": {"title", "time", "words"},
    "obstacles": {"theme", "if", "then"},
    "related": {"entry", "title"},
}


HABIT = "habit"  # the note on the habit that was named last
CONSUMED = frozenset(("smoking", "vaping", "sugar", "drinks"))  # what a step is less of; it comes with guilt
AWAY = "back-after-years"  # the one topic that is about years, not days


@dataclass(frozen=True)
class Step:
    """A small thing to do: a title that is also a button, how, words that show it was understood,
    and a name for it, as in "how did the two minutes go?"."""

    title: str
    how: str
    words: tuple[str, ...]
    name: str

    @property
    def do(self) -> str:
        """As it follows "I will"."""
        return self.title[0].lower() + self.title[1:]


@dataclass(frozen=True)
class Cue:
    """A moment to tie a step to, and its time of day."""

    title: str
    time: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Obstacle:
    """What may get in the way: a theme of talk, "if ..." and "then I ..."."""

    theme: str
    when: str
    then: str

    @property
    def title(self) -> str:
        """A button."""
        return self.when[0].upper() + self.when[1:]


@dataclass(frozen=True)
class Topic:
    """One file. `steps` go from smaller to larger; `matters` and obstacle themes are names in talk.yml."""

    name: str
    title: str
    does: str  # what one does, as it follows "I will"
    pattern: re.Pattern[str]
    matters: tuple[str, ...]
    affirm: tuple[str, ...]
    belongs: tuple[str, ...]
    help: str  # who can help, and how to ask them
    steps: tuple[Step, ...]
    cues: tuple[Cue, ...]
    obstacles: tuple[Obstacle, ...]
    related: tuple[dict[str, str], ...]

    @property
    def button(self) -> str:
        """The topic as a choice."""
        return self.title[0].upper() + self.title[1:]


@dataclass(frozen=True)
class Topics:
    """All topics by name."""

    by_name: Mapping[str, Topic]

    @property
    def entries(self) -> frozenset[str]:
        """Ids of the entries that a topic leads to."""
        return frozenset(one["entry"] for topic in self.by_name.values() for one in topic.related)

    def of(self, name: str) -> Topic:
        """The topic called `name`; the general one for a name that is gone since."""
        return self.by_name.get(name) or self.by_name[GENERAL]

    def spoken_of(self, memory: Memory) -> Topic | None:
        """The habit that was named last, if any."""
        name = memory.notes.get(HABIT)
        return self.by_name.get(name) if name else None

    def leading(self, entry: str) -> Topic | None:
        """The topic that leads on to an entry, by its id, the sooner the better, or None."""
        near = [self.by_name[name] for name in _ORDER if name in self.by_name]
        places = [([row["entry"] for row in one.related], one) for one in near]
        found = [(rows.index(entry), one) for rows, one in places if entry in rows]
        return min(found, key=lambda row: row[0])[1] if found else None

    def named(self, text: str) -> Topic | None:
        """The topic that a message is about, or None."""
        words = spaced(text)
        for name in _ORDER:
            topic = self.by_name.get(name)
            if topic and (topic.pattern.search(words) or spaced(topic.title) == words):
                return topic
        return None


@cache
def load(root: Path) -> Topics:
    """Read all topics. Raises DataError for a broken or missing file."""
    found = {path.stem: _read(path) for path in sorted((root / FOLDER).glob("*.yml"))}
    for name in sorted(set(_ORDER) ^ set(found)):
        raise DataError(
            str(root / FOLDER / f"{name}.yml"),
            "topics and their order do not agree",
            "add the file, or its name in companion/coaching/session/topics.py",
        )
    return Topics(found)


def _read(path: Path) -> Topic:
    row = read_mapping(path, allowed=set(_KEYS), required=_KEYS)
    for key, fields in _FIELDS.items():
        for item in row[key]:
            if set(item) != fields:
                raise DataError(
                    f"{path}:{line_of(path, key + ':')}",
                    f"an item of {key} has the keys {', '.join(sorted(item))}",
                    f"use {', '.join(sorted(fields))}",
                )
    return Topic(
        name=path.stem,
        title=row["title"],
        does=row["does"],
        pattern=compiled(row["words"]),
        matters=tuple(row["matters"]),
        affirm=tuple(row["affirm"]),
        belongs=tuple(row["belongs"]),
        help=row["help"],
        steps=tuple(Step(step["title"], step["how"], _words(step), step["name"]) for step in row["steps"]),
        cues=tuple(Cue(cue["title"], cue["time"], _words(cue)) for cue in row["cues"]),
        obstacles=tuple(Obstacle(one["theme"], one["if"], one["then"]) for one in row["obstacles"]),
        related=tuple(row["related"]),
    )


def _words(item: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(word) for word in item["words"])
