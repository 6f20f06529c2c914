"""Shares of sentences that are recognised, and from where on a share is a problem.

A new training may move a few sentences, so shares have floors. Sentences of danger have none: each
must be heard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.testing.sentences import Sentence, at_line

EXAMPLES, QUESTIONS, CALM = "training examples", "entry questions", "questions without alarm"
SAYS, NEVER, APART = "triage says", "triage never", "nearest other example"
# Least shares in percent, of all and of any one intent or entry. Measured 2026-11: examples 99.9,
# questions 96.5, without alarm 98.5, nearest 80; a real thief takes more than a new training does.
FLOORS = {EXAMPLES: 99.0, QUESTIONS: 95.0, CALM: 97.5, SAYS: 100.0, NEVER: 100.0, APART: 75.0}
EACH = {EXAMPLES: 90.0, QUESTIONS: 50.0}
FEW, MANY = 5, 100  # with fewer sentences than this, of one owner or of all, a share says nothing


@dataclass(frozen=True)
class Theft:
    """A sentence that was taken for somebody else's. `danger`: one such is too many."""

    sentence: Sentence
    thief: str
    danger: bool = False


@dataclass(frozen=True)
class Rate:
    """How many sentences of a kind were recognised, and which were stolen."""

    kind: str
    owners: Counter[str]
    thefts: tuple[Theft, ...]

    @property
    def total(self) -> int:
        """Sentences."""
        return sum(self.owners.values())

    @property
    def percent(self) -> float:
        """Recognised, 0 to 100."""
        return 100.0 * (self.total - len(self.thefts)) / max(1, self.total)

    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each owner lost to each thief."""
        return Counter((theft.sentence.owner, theft.thief) for theft in self.thefts)


@dataclass(frozen=True)
class Report:
    """A rate for each kind of sentence, and the problems, each with its place."""

    rates: tuple[Rate, ...]
    problems: tuple[str, ...]

    def as_dict(self, root: Path) -> dict[str, Any]:
        """JSON-ready, with every sentence that was lost, by kind."""
        return {
            "rates": {rate.kind: round(rate.percent, 2) for rate in self.rates},
            "lost": {
                rate.kind: [
                    {
                        "text": theft.sentence.text,
                        "owner": theft.sentence.owner,
                        "thief": theft.thief,
                        "where": at_line(root, theft.sentence),
                    }
                    for theft in rate.thefts
                ]
                for rate in self.rates
            },
            "problems": list(self.problems),
        }


def lacking(rate: Rate, root: Path) -> Iterator[str]:
    """What of a rate is a problem: dangers, shares below a floor, and the sentences behind them."""
    lost = Counter(theft.sentence.owner for theft in rate.thefts)
    least = EACH.get(rate.kind, 0.0)
    robbed = {
        owner: number
        for owner, number in lost.items()
        if rate.owners[owner] >= FEW and 100.0 * (1 - number / rate.owners[owner]) < least
    }
    for owner, number in robbed.items():
        yield f"{rate.kind}: {owner} lost {number} of {rate.owners[owner]}; {least:g}% must be its own"
    for theft in rate.thefts:
        if theft.danger or theft.sentence.owner in robbed:
            where = at_line(root, theft.sentence)
            yield f'{where}: "{theft.sentence.text}" ({theft.sentence.owner}) is taken for {theft.thief}'
    if rate.total >= MANY and rate.percent < FLOORS[rate.kind]:
        worst = ", ".join(f"{a} for {b} {n} times" for (a, b), n in rate.pairs().most_common(5))
        yield (
            f"{rate.kind}: {rate.percent:.1f}% recognised, {FLOORS[rate.kind]:g}% asked for; taken: {worst}"
        )


def told(report: Report, most: int = 8) -> list[str]:
    """The report in lines: rates, the worst pairs, the problems."""
    lines = []
    for rate in report.rates:
        whole = rate.total - len(rate.thefts)
        floor = FLOORS[rate.kind]
        lines.append(f"{rate.kind:<24}{whole:>6} of {rate.total:>5}  {rate.percent:5.1f}% (least {floor:g}%)")
        for (owner, thief), number in rate.pairs().most_common(most):
            lines.append(f"    {owner} taken for {thief}: {number}")
    return [*lines, f"problems: {len(report.problems)}", *report.problems]
