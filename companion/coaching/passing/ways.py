"""The ways to a human, by country: where to look for a dentist, where to check one, who gives advice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.errors import DataError
from companion.yaml import read_mapping

FILE = Path("content/ways.yml")
NUMBERS = Path("content/numbers.yml")
_KEYS = frozenset(("find", "register", "less"))


@dataclass(frozen=True)
class Ways:
    """Words for each country, and the advice lines that are known."""

    countries: dict[str, dict[str, str]]
    unknown: dict[str, str]

    def of(self, country: str | None) -> dict[str, str]:
        """find, register, less and advice as words for the middle of a sentence; `_start` for its start."""
        words = self.countries.get((country or "").upper(), self.unknown)
        return {**words, **{f"{key}_start": text[0].upper() + text[1:] for key, text in words.items()}}

    @classmethod
    def load(cls, root: Path) -> Ways:
        """Raises DataError for a country that lacks a key."""
        path = root / FILE
        row = read_mapping(path, {"countries", "unknown"}, frozenset(("countries", "unknown")))
        lines = read_mapping(root / NUMBERS, {"countries", "european", "european_ambulance", "unknown"})
        nowhere = "your local health advice line"
        for code, words in (*row["countries"].items(), ("unknown", row["unknown"])):
            if set(words) != _KEYS:
                raise DataError(
                    str(path),
                    f'"{code}" needs find, register and less',
                    "add what is missing, or take it out",
                )
        advice = {code: numbers.get("advice", nowhere) for code, numbers in lines["countries"].items()}
        countries = {
            code: {**words, "advice": advice.get(code, nowhere)} for code, words in row["countries"].items()
        }
        for code, number in advice.items():
            countries.setdefault(code, {**row["unknown"], "advice": number})
        return cls(countries, {**row["unknown"], "advice": nowhere})


@cache
def ways(root: Path) -> Ways:
    """The project's ways, read once."""
    return Ways.load(root)
