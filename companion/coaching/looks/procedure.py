"""Procedures for looks, as data: content/coaching/procedures/*.yml, one file each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from companion.errors import DataError
from companion.guard.template import compile_template
from companion.yaml import line_of, read_mapping, read_yaml

FOLDER = Path("content/coaching/procedures")
Reversible = Literal["never", "partly", "mostly", "fades", "always"]
AIMS = ("colour", "shape", "straight", "style", "all")
_HARMFUL = 4  # rank
_TEXTS = (
    "name",
    "entry",
    "key",
    "gentler",
    "who",
    "tooth",
    "lasts",
    "under_18",
    "under_18_now",
    "straight",
    "less",
)
_KEYS = frozenset((*_TEXTS, "rank", "words", "sources", "aim", "reversible", "ask"))


@dataclass(frozen=True)
class Procedure:
    """What is honest to say about one procedure. Texts are whole sentences unless noted."""

    id: str  # file name
    name: str  # as said inside a sentence
    rank: int  # of several found in a message the highest is meant; 4 is a hack or a danger
    patterns: tuple[re.Pattern[str], ...]
    entry: str  # id of the content entry
    sources: tuple[str, ...]  # ids of the sources of `key`
    cited: str  # their names and years
    aim: str  # one of AIMS: what it mostly changes
    reversible: Reversible
    key: str  # the one fact of a first reply
    gentler: str  # the step to take first
    who: str  # who may do it
    tooth: str  # what it costs in tooth
    lasts: str
    ask: tuple[str, ...]  # three questions for a registered professional
    under_18: str
    under_18_now: str
    straight: str  # what holds for most people, said as plainly as it can be to "yes or no"
    less: str  # what holds for a little of it, or for a short time
    fair: bool = False  # a reason that needs no second thought: an injury, a mark, a missing tooth
    at_home: bool = False  # done by oneself, so it may have been tried already
    also: tuple[str, ...] = ()  # ids of other entries that speak of it

    @property
    def harmful(self) -> bool:
        """Whether it is a hack or a danger, which nobody should do to a tooth."""
        return self.rank == _HARMFUL

    def at(self, text: str) -> int | None:
        """Where a message names it (in plain words, see companion.text.plain), or None."""
        found = [match.start() for pattern in self.patterns if (match := pattern.search(text))]
        return min(found, default=None)


def patterns(path: Path, phrases: Iterable[Any]) -> tuple[re.Pattern[str], ...]:
    """Compiled phrases of a file. Raises DataError for one that cannot be read."""
    compiled = []
    for phrase in phrases:
        try:
            compiled.append(compile_template(str(phrase), {}).pattern)
        except (ValueError, re.error) as error:
            raise DataError(
                f"{path}:{line_of(path, str(phrase))}", f'"{phrase}": {error}', "mend the phrase"
            ) from error
    return tuple(compiled)


def load_procedures(root: Path) -> tuple[Procedure, ...]:
    """All procedures by file name. Raises DataError where a file breaks the format."""
    sources = read_yaml(root / "content" / "sources.yml")
    return tuple(_read(path, sources) for path in sorted((root / FOLDER).glob("*.yml")))


def named(text: str, procedures: Sequence[Procedure]) -> list[Procedure]:
    """The procedures a message names, the one that matters most first."""
    where = [(found, one) for one in procedures if (found := one.at(text)) is not None]
    return [one for _, one in sorted(where, key=lambda pair: (-pair[1].rank, pair[0]))]


def spoken_of(entry: str, procedures: Sequence[Procedure]) -> Procedure | None:
    """The procedure that a content entry is about, or None."""
    also = next((one for one in procedures if entry in one.also), None)
    return also or next((one for one in procedures if one.entry == entry), None)


def _read(path: Path, sources: dict[str, dict[str, Any]]) -> Procedure:
    row = read_mapping(path, allowed={*_KEYS, "fair", "at_home", "also"}, required=_KEYS)
    for name in row["sources"]:
        if name not in sources:
            raise DataError(
                f"{path}:{line_of(path, name)}",
                f'source "{name}" is not in content/sources.yml',
                "add it there, or correct the spelling",
            )
    if row["aim"] not in AIMS:
        raise DataError(
            f"{path}:{line_of(path, 'aim:')}",
            f'aim "{row["aim"]}" is not known',
            f"use one of: {', '.join(AIMS)}",
        )
    # "Which?" is an organisation; its question mark would read as a question to the person.
    names = [
        f"{sources[name]['organisation'].rstrip('?')} ({sources[name]['year']})" for name in row["sources"]
    ]
    return Procedure(
        id=path.stem,
        patterns=patterns(path, row["words"]),
        rank=row["rank"],
        sources=tuple(row["sources"]),
        cited=", ".join(dict.fromkeys(names)),
        aim=row["aim"],
        reversible=row["reversible"],
        ask=tuple(row["ask"]),
        fair=bool(row.get("fair", False)),
        at_home=bool(row.get("at_home", False)),
        also=tuple(row.get("also", ())),
        **{key: str(row[key]).strip() for key in _TEXTS},
    )
