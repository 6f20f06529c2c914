"""The first sentence of a reply when a message carries a feeling or pain: it gives back what is felt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from companion.coaching.feelings.felt import FEELS
from companion.coaching.feelings.moment import Moments, moments
from companion.coaching.memory import Memory
from companion.errors import DataError
from companion.text import plain
from companion.yaml import line_of, read_mapping

FILE = Path("content/coaching/reflections.yml")
_KEYS = frozenset(("topics", "reflections"))
_WHOSE = ("child", "other")  # topics that say whose feeling it is
# "He is terrified": theirs, though nobody is named. Not "he drilled and i was terrified".
_THEIRS = re.compile(
    r"\b(?:(?:he|she)(?:'?s| is| was| gets| feels| seems| has)|they(?:'?re| are| were| feel| get))\b"
)
_MINE = re.compile(r"\b(?:i(?:'?m| am| was| feel| felt| get)|makes? me|my)\b")


@dataclass(frozen=True)
class Reflections:
    """Words that tell a topic, and the wordings by feeling or feeling.topic."""

    topics: dict[str, re.Pattern[str]]
    wordings: dict[str, list[str]]
    moments: Moments

    def pick(self, feeling: str | None, text: str, memory: Memory) -> tuple[str | None, Memory]:
        """What was not said before in this conversation, or None, and the memory of it.

        A moment that is told comes before the feeling in general.
        """
        told = tuple(one for one in self.moments.named(text) if one.opens)
        line, memory = self.moments.line(told, memory)
        if line:
            return line, memory
        if not feeling or feeling == "none":
            return None, memory
        named = FEELS.search(plain(text)) is not None  # a guess at a feeling needs something it is about
        for key in self._keys(feeling, self.about(text)):
            if key == feeling and not named:
                break
            wordings, count = self.wordings.get(key, []), memory.said.get(f"reflections.{key}", 0)
            if count < len(wordings):
                said = {**memory.said, f"reflections.{key}": count + 1}
                # Where to begin depends on the conversation, so that two do not open alike.
                begin = memory.said.get("reflections.begin", len(text))
                said["reflections.begin"] = begin
                return wordings[(begin + count) % len(wordings)], replace(memory, said=said)
        return None, memory

    def about(self, text: str) -> list[str]:
        """The topics a message names, the weightiest first."""
        words = text.lower().replace("\u2019", "'")
        found = [name for name, pattern in self.topics.items() if pattern.search(words)]
        theirs = _THEIRS.search(words) and not _MINE.search(words)
        return ["other", *found] if theirs and not set(_WHOSE) & set(found) else found

    def _keys(self, feeling: str, about: Sequence[str]) -> list[str]:
        """Where to look for wordings, best first. What somebody else feels is never given back as "you"."""
        whose = next((f"{feeling}.{name}" for name in about if name in _WHOSE), None)
        if whose in self.wordings:
            return [str(whose)]
        return [*(f"{feeling}.{name}" for name in about), feeling]


@cache
def reflections(root: Path) -> Reflections:
    """Read content/coaching/reflections.yml. Raises DataError for a broken file."""
    row = read_mapping(root / FILE, allowed=set(_KEYS), required=_KEYS)
    topics = {
        name: re.compile("|".join(rf"\b{re.escape(word)}\b" for word in words))
        for name, words in row["topics"].items()
    }
    for key in row["reflections"]:
        if "." in key and key.split(".")[1] not in topics:
            where = f"{root / FILE}:{line_of(root / FILE, key + ':')}"
            raise DataError(where, f'"{key}" is about a topic that is not listed', "list it under topics")
    return Reflections(topics, row["reflections"], moments(root))
