"""The country a person says they live in: "i'm in ohio" decides which numbers and registers are named.

Names stand in content/places.yml. A place is believed where the words around it say that the person
is there, or where it is all they say. Where somebody travels to, or buys teeth, is no home.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.country import as_country
from companion.errors import DataError
from companion.text import plain
from companion.yaml import line_of, read_mapping

FILE = Path("content/places.yml")
_HERE = (
    r"(?:(?:i|we)(?:m| am|re| are)(?: \w+)? (?:in|from|based in|near|outside|over in)"
    r"|(?:i|we)(?: \w+)? (?:live|lived) (?:in|near|outside)|living in|based in|here in"
    r"|(?:my|our) (?:country|state|province) is|moved to|where i live is|over here in)"
)
_AWAY = re.compile(
    r"\b(?:trip|flights?|fly|flying|holiday|travel\w*|abroad|booked|clinics?|cheaper|cost|price|going to)\b"
)
_ALONE = 5  # words up to which a message may be nothing but a place
_FILL = r"(?:(?:in|from|the|its|it is|btw|and|so|well|oh|just|outside|near|a|us|state|of|city|here) )*"


@dataclass(frozen=True)
class Places:
    """Countries by the names of their places, in small letters."""

    names: dict[str, str]
    unless: dict[str, str]  # names that may be elsewhere: believed beside a sure name, or from there

    def told(self, text: str, now: str | None = None) -> str | None:
        """The country (ISO 3166-1 alpha-2) a message says the person is in, or None; `now`: as known."""
        said = plain(text)
        if _AWAY.search(said):
            return None
        short = len(said.split()) <= _ALONE
        for names in (self.names, self.unless):
            for name, country in names.items():
                if name not in said:  # so with nearly all, and a pattern for each takes its time
                    continue
                here = re.search(rf"\b{_HERE} (?:the )?(?:\w+ )?{name}\b", said)
                alone = short and re.fullmatch(rf"{_FILL}(?:\w+ )?{name}(?: \w+)?", said)
                if (here or alone) and (names is self.names or country == now):
                    return country
        return None

    @classmethod
    def load(cls, root: Path) -> Places:
        """Raises DataError for a code that is none, or a name that stands twice."""
        path = root / FILE
        rows = read_mapping(path, {"countries", "unless"}, frozenset(("countries", "unless")))
        names: dict[str, str] = {}
        for code, places in rows["countries"].items():
            for name in places:
                if as_country(code) != code or name in names:
                    where = f"{path}:{line_of(path, f'{code}:')}"
                    raise DataError(where, f'"{name}" of "{code}" stands twice, or has no country', "mend it")
                names[name] = code
        return cls(names, dict(rows["unless"]))


@cache
def places(root: Path) -> Places:
    """The project's places, read once."""
    return Places.load(root)
