"""A case: what a conversation has told so far. Plain data that can be kept as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from companion.reply import Destination, Level


@dataclass(frozen=True)
class Sign:
    """An idea that holds, with the person's words; `turn` and `sentence` count from 0."""

    idea: str
    words: str
    turn: int
    sentence: int


@dataclass(frozen=True)
class Finding:
    """A rule that applies. `turn` is the turn of its latest words; `raised` tells that a risk
    of this person put it one level up; `like` that no words of the rule were matched: the second
    reader takes the whole message for a case of it."""

    rule: str
    words: tuple[str, ...]
    turn: int
    level: Level
    destination: Destination
    entry: str
    why: str
    source: str
    raised: bool = False
    like: bool = False

    @property
    def reason(self) -> dict[str, Any]:
        """What a reply keeps of it, so that the companion can say why: JSON-ready."""
        return {"rule": self.rule, "why": self.why, "source": self.source, "words": list(self.words)}


@dataclass(frozen=True)
class Case:
    """The memory of a conversation's triage. `said`: the last few messages, cut short."""

    turns: int = 0
    signs: tuple[Sign, ...] = ()
    level: Level = "none"
    rules: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "turns": self.turns,
            "level": self.level,
            "signs": [list(vars_of(sign)) for sign in self.signs],
            "rules": list(self.rules),
            "said": list(self.said),
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any] | None) -> Case:
        """The inverse of as_dict; None gives an empty case."""
        if not row:
            return cls()
        signs = tuple(Sign(*values) for values in row["signs"])
        return cls(row["turns"], signs, row["level"], tuple(row["rules"]), tuple(row["said"]))


def vars_of(sign: Sign) -> tuple[str, str, int, int]:
    """A sign as a row."""
    return sign.idea, sign.words, sign.turn, sign.sentence


@dataclass(frozen=True)
class Assessment:
    """Where a conversation stands after a turn.

    `raised`: this turn brought something that deserves a card now. `lowered`: the person took
    something back. `findings` are ordered worst first.
    """

    level: Level
    destination: Destination | None
    findings: tuple[Finding, ...]
    raised: bool
    lowered: bool
    case: Case

    @property
    def worst(self) -> Finding | None:
        """The finding that sets the level."""
        return self.findings[0] if self.findings else None

    @property
    def newest(self) -> Finding | None:
        """The worst finding of this turn; where it only added to an old one, the worst of all."""
        now = self.case.turns - 1
        return next((found for found in self.findings if found.turn == now), self.worst)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "level": self.level,
            "destination": self.destination,
            "findings": [{**vars(f), "words": list(f.words)} for f in self.findings],
            "raised": self.raised,
            "lowered": self.lowered,
            "case": self.case.as_dict(),
        }

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Assessment:
        """The inverse of as_dict."""
        findings = tuple(Finding(**{**f, "words": tuple(f["words"])}) for f in row["findings"])
        return cls(
            row["level"],
            row["destination"],
            findings,
            row["raised"],
            row["lowered"],
            Case.from_dict(row["case"]),
        )
