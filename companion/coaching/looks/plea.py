"""Plea: what a person presses for in a talk about looks, and how they end it, known by words in a row.

A clinic, a brand, a price, a plain yes, "just a bit", "I booked it", "I will wait", "bye": there are few
ways to say these, and each deserves its own answer, not a general one. Data: content/coaching/pleas.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.coaching.looks.procedure import patterns
from companion.coaching.said.asking import wants
from companion.coaching.voice import FOLDER, Voice
from companion.errors import DataError
from companion.text import plain
from companion.yaml import line_of, read_mapping

FILE = FOLDER / "pleas.yml"
# In the order in which they are met, where a message holds several.
KINDS = tuple(
    """
    place product price code choose refusal vain verdict less many theirs booked insist leave wait dentist
    shrug thanks bye
    """.split()
)
NAMES = KINDS[:4]  # what is never given
_WORDS = frozenset(
    "place_abroad choose_abroad place_teen less_teen booked_harm insist_harm verdict_harm decided".split()
)
_KEYS = frozenset(("hears", "unless", "most", "tells", "says"))
_LONGEST = 40  # words


@dataclass(frozen=True)
class Plea:
    """One kind: the words by which it is known, and by which it is none."""

    kind: str
    hears: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    most: int  # words up to which a message is no more than that
    tells: bool  # whether a question beside it comes first

    def met(self, words: str, asked: bool) -> bool:
        """Whether a message in plain words is one; `asked`: it holds a question."""
        if len(words.split()) > self.most or (self.tells and asked):
            return False
        heard = any(pattern.search(words) for pattern in self.hears)
        return heard and not any(pattern.search(words) for pattern in self.unless)


@dataclass(frozen=True)
class Pleas:
    """All kinds, and the words for each."""

    pleas: tuple[Plea, ...]
    voice: Voice

    @classmethod
    def load(cls, root: Path) -> Pleas:
        """Raises DataError where the file breaks the format."""
        path = root / FILE
        rows = read_mapping(path, {*KINDS, *_WORDS}, frozenset((*KINDS, *_WORDS)))
        pleas = tuple(_plea(path, kind, rows[kind]) for kind in KINDS)
        return cls(pleas, Voice("pleas", {key: row["says"] for key, row in rows.items()}))

    def read(self, text: str) -> tuple[str, ...]:
        """The kinds that a message holds, the first to be met first."""
        words, asked = plain(text), wants(text)
        return tuple(plea.kind for plea in self.pleas if plea.met(words, asked))


def _plea(path: Path, kind: str, row: dict[str, Any]) -> Plea:
    if not {"hears", "says"} <= set(row) <= _KEYS:
        where = f"{path}:{line_of(path, f'{kind}:')}"
        raise DataError(where, f"{kind} needs hears and says", "compare with its neighbours")
    return Plea(
        kind,
        patterns(path, row["hears"]),
        patterns(path, row.get("unless", ())),
        row.get("most", _LONGEST),
        bool(row.get("tells", False)),
    )
