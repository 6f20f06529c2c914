"""Who to call, by country: content/numbers.yml as data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.errors import DataError
from companion.yaml import read_mapping

KINDS = ("ambulance", "advice", "crisis", "young", "abuse", "poison")


@dataclass(frozen=True)
class Numbers:
    """Lines to call. `countries` by ISO 3166-1 code; `unknown` has words for every kind."""

    countries: dict[str, dict[str, str]]
    unknown: dict[str, str]

    def of(self, country: str | None) -> dict[str, str]:
        """What to call for each kind. Where a country lacks one, a number of no other is shown."""
        known = self.countries.get((country or "").upper())
        if known is None:
            return self.unknown
        own = known["ambulance"]
        missing = {
            "advice": "a local health advice line",
            "crisis": f"a crisis line near you, or {own}",
            "young": "a child helpline near you",
            "abuse": "a domestic abuse helpline near you",
            "poison": f"your local poison line, or {own}",
        }
        return {**missing, **known}

    @classmethod
    def load(cls, root: Path) -> Numbers:
        """Read content/numbers.yml. Raises DataError with the file and what is missing."""
        path = root / "content" / "numbers.yml"
        keys = {"countries", "european", "european_ambulance", "unknown"}
        row = read_mapping(path, keys, frozenset(keys))
        for code, lines in row["countries"].items():
            _check(path, code, lines, needed=("ambulance",))
        _check(path, "unknown", row["unknown"], needed=KINDS)
        european = {code: {"ambulance": row["european_ambulance"]} for code in row["european"]}
        return cls({**european, **row["countries"]}, row["unknown"])


def _check(path: Path, name: str, lines: dict[str, str], needed: tuple[str, ...]) -> None:
    for kind in needed:
        if kind not in lines:
            raise DataError(str(path), f'"{name}" has no {kind}', "add it, or take the country out")
    for kind, words in lines.items():
        if kind not in KINDS or not isinstance(words, str):
            raise DataError(
                str(path),
                f'"{name}" has a line "{kind}" that is not text or not known',
                f"the kinds are {', '.join(KINDS)}, each with text in quotes",
            )
