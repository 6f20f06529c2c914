"""Triage: the level after the last message, against the level people gave."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from companion.evaluation.confusion import Confusion
from companion.evaluation.part import Figure, Part, Progress, Table, mistakes, share
from companion.evaluation.rows import Vignette
from companion.reply import LEVELS
from companion.text import clean
from companion.triage import Case

if TYPE_CHECKING:
    from companion.triage import Screen

_RANK: dict[str, int] = {level: rank for rank, level in enumerate(LEVELS)}  # the worst first
_COLUMNS = ("kind", "cases", "right", "by an alternative", "one too low", "two too low", "too high")


@dataclass(frozen=True)
class Outcome:
    """A vignette and the level the screen gave it."""

    vignette: Vignette
    level: str

    @property
    def right(self) -> bool:
        """By an annotator's level."""
        return self.level in self.vignette.levels

    @property
    def accepted(self) -> bool:
        """By a level that an annotator would accept too."""
        return self.right or self.level in self.vignette.alternatives

    @property
    def lower(self) -> int:
        """By how many levels it is too low; negative where it is too high, 0 where accepted."""
        if self.accepted:
            return 0
        ranks = [_RANK[level] for level in self.vignette.levels]
        got = _RANK[self.level]
        return got - max(ranks) if got > max(ranks) else got - min(ranks)


def evaluate(screen: Screen, cases: Sequence[Vignette], progress: Progress, of: str = "") -> Part:
    """Screen every vignette. `of` names the set where there is more than one."""
    outcomes = []
    for done, case in enumerate(cases, 1):
        outcomes.append(Outcome(case, _level(screen, case)))
        progress("triage", done, len(cases))
    name = f"triage-{of}" if of else "triage"
    matrix = Confusion.of([(o.vignette.levels[0], o.level) for o in outcomes], LEVELS)
    wrong = [o for o in outcomes if not o.accepted]
    listed = [(" / ".join(o.vignette.turns), " or ".join(o.vignette.levels), o.level) for o in wrong]
    return Part(
        name,
        f"Triage, {of} messages" if of else "Triage",
        _figures(outcomes),
        (_levels(matrix), _kinds(outcomes), mistakes("Levels that are wrong", listed)),
        {name: matrix},
    )


def _level(screen: Screen, vignette: Vignette) -> str:
    case = Case()
    for text in vignette.turns:
        case = screen.assess(case, screen.read(clean(text).full)).case
    return case.level


def _figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    total = len(outcomes)
    emergencies = [o for o in outcomes if "emergency" in o.vignette.levels]
    traps = [o for o in outcomes if o.vignette.kind == "trap"]
    nones = [o for o in outcomes if "none" in o.vignette.levels]
    figures = [
        share("right", "level right", sum(o.right for o in outcomes), total, least=0.85),
        share("accepted", "right or accepted", sum(o.accepted for o in outcomes), total),
        share(
            "missed", "emergencies missed", sum(not o.accepted for o in emergencies), len(emergencies), most=0
        ),
        share("two_low", "two or more levels too low", sum(o.lower >= 2 for o in outcomes), total, most=0.03),
        share("none", "none kept none", sum(o.accepted for o in nones), len(nones), least=0.9),
    ]
    if traps:
        raised = sum(o.lower < 0 for o in traps)
        figures.append(share("raised", "traps raised above their level", raised, len(traps), most=0.05))
    return tuple(figures)


def _levels(matrix: Confusion) -> Table:
    rows = [
        (truth, *(str(number) if number else "" for number in row))
        for truth, row in zip(matrix.labels, matrix.rows(), strict=True)
    ]
    return Table(
        "Levels: given by people in rows, by the companion in columns", ("", *matrix.labels), tuple(rows)
    )


def _kinds(outcomes: Sequence[Outcome]) -> Table:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        count, lower = found[outcome.vignette.kind], outcome.lower
        count["cases"] += 1
        count["right"] += outcome.right
        count["by an alternative"] += outcome.accepted and not outcome.right
        count["one too low"] += lower == 1
        count["two too low"] += lower >= 2
        count["too high"] += lower < 0
    rows = [(kind, *(str(count[column]) for column in _COLUMNS[1:])) for kind, count in found.items()]
    return Table("By kind", _COLUMNS, tuple(rows))
