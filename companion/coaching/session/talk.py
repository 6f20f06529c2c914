"""What a message says about change: wishes, reasons, doubts, and how a plan went.

The words stand in content/coaching/talk.yml: phrases between commas, in a small notation:
`*` up to three words between, `**` up to six, `(a|b)` one of several, `[x]` may be left out,
`word~` the word with any ending, `#` a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from companion.errors import DataError
from companion.text import plain
from companion.yaml import line_of, read_mapping

FILE = Path("content/coaching/talk.yml")
_GROUPS = ("change", "reasons", "against", "went")
_SINGLE = ("impatient", "leaving", "none", "switch", "risky", "blood", "sore")
_NOT = re.compile(r"(?:\b(?:dont|do not|not|never|cant|cannot|wont|no|didnt|isnt)(?: \w+)?) $")
_TOKEN = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")


def spaced(text: str) -> str:
    """A text's plain words, with a space at both ends as well: what `compiled` phrases are matched with."""
    return f" {plain(text)} "


def compiled(phrases: str) -> re.Pattern[str]:
    """One pattern for phrases between commas, to search in `spaced` text. Raises re.error."""
    each = [phrase.strip() for phrase in phrases.split(",") if phrase.strip()]
    # One look behind for all: with one for each, every phrase would be tried at every letter.
    return re.compile(f"(?<= )(?:{'|'.join(map(_pattern, each))})")


def _pattern(phrase: str) -> str:
    parts: list[str] = []
    for token in _TOKEN.findall(phrase.replace("'", "")):
        if token == "*":
            parts.append(r"(?:\w+ ){0,3}")
        elif token == "**":
            parts.append(r"(?:\w+ ){0,6}")
        elif token == "#":
            parts.append(r"\d+ ")
        elif token in "([":
            parts.append("(?:")
        elif token == "|":
            parts.append("|")
        elif token in ")]":
            parts.append(")" if token == ")" else ")?")
        else:
            word = re.escape(token.rstrip("~")) + (r"\w*" if token.endswith("~") else "")
            parts.append(f"{word} ")
    # Each word carries the space after it, so that optional words and gaps need no care.
    return "".join(parts)


@dataclass(frozen=True)
class Theme:
    """One way to talk: its phrases, reflections in our words, and a clause for both sides."""

    name: str
    pattern: re.Pattern[str]
    says: tuple[str, ...] = ()
    clause: str = ""
    title: str = ""


@dataclass(frozen=True)
class Said:
    """What one message says about change; names of themes, in the order of the data."""

    change: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    impatient: bool = False
    leaving: bool = False
    none: bool = False
    switch: bool = False
    risky: bool = False
    blood: bool = False
    sore: bool = False


@dataclass(frozen=True)
class Talk:
    """All themes by group and name."""

    groups: dict[str, dict[str, Theme]]
    single: dict[str, re.Pattern[str]]

    def read(self, text: str) -> Said:
        """What `text` says. A wish with a "not" before it is none."""
        words = spaced(text)
        found: dict[str, Any] = {
            group: tuple(theme.name for theme in themes.values() if _holds(theme, words, group))
            for group, themes in self.groups.items()
        }
        found |= {name: bool(pattern.search(words)) for name, pattern in self.single.items()}
        return Said(**found)

    def reason(self, name: str) -> Theme:
        """A reason for change."""
        return self.groups["reasons"][name]

    def doubt(self, name: str) -> Theme:
        """A reason against."""
        return self.groups["against"][name]


def _holds(theme: Theme, words: str, group: str) -> bool:
    for match in theme.pattern.finditer(words):
        if group != "change" or not _NOT.search(words[: match.start()]):
            return True
    return False


@cache
def load(root: Path) -> Talk:
    """Read content/coaching/talk.yml. Raises DataError naming the line."""
    path = root / FILE
    row = read_mapping(path, allowed={*_GROUPS, *_SINGLE}, required=frozenset((*_GROUPS, *_SINGLE)))
    groups = {
        group: {name: _theme(path, name, data) for name, data in row[group].items()} for group in _GROUPS
    }
    return Talk(groups, {name: _phrases(path, name, row[name]["phrases"]) for name in _SINGLE})


def _theme(path: Path, name: str, data: dict[str, Any]) -> Theme:
    says = tuple(data.get("says", ()))
    pattern = _phrases(path, name, data["phrases"])
    return Theme(name, pattern, says, data.get("clause", ""), data.get("title", ""))


def _phrases(path: Path, name: str, phrases: str) -> re.Pattern[str]:
    try:
        return compiled(phrases)
    except re.error as error:
        raise DataError(
            f"{path}:{line_of(path, name + ':')}", f'a phrase of "{name}": {error}', "close its brackets"
        ) from error
