"""What a message says besides its intent, by phrases in a file: content/coaching/<name>-cues.yml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from companion.coaching.looks.procedure import patterns
from companion.coaching.voice import FOLDER
from companion.text import plain
from companion.yaml import read_mapping


@dataclass(frozen=True)
class Cues:
    """Names with their phrases, in the order of the file."""

    phrases: dict[str, tuple[re.Pattern[str], ...]]

    @classmethod
    def load(cls, root: Path, name: str, keys: frozenset[str]) -> Cues:
        """Raises DataError unless the file holds just these keys, each a list of phrases."""
        path = root / FOLDER / f"{name}-cues.yml"
        rows = read_mapping(path, allowed=set(keys), required=keys)
        return cls({key: patterns(path, phrases) for key, phrases in rows.items()})

    def found(self, text: str) -> list[str]:
        """The names whose phrases a message holds, in the order of the file."""
        said = plain(text)
        return [key for key, found in self.phrases.items() if any(one.search(said) for one in found)]
