"""Ranker: which answer a question asks for, and how likely that is.

A linear model gives each answer a weight of evidence (companion.coaching.finding.features); the chances of
all of them and of none add up to one (multinomial logit; McFadden 1974). Its weights are learned from
questions in talks that people labelled (data/asked, `companion content rank`) and stand in
content/search/ranker.json; docs/decisions/0012 has the figures.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from companion.coaching.finding.features import features
from companion.coaching.finding.knowledge import Knowledge
from companion.coaching.finding.question import Question
from companion.content import Store
from companion.content.answers import LEAD
from companion.content.learning import Floats, softmax
from companion.errors import DataError

FILE = Path("content/search/ranker.json")
_FIX = "run `companion content rank`"


@dataclass(frozen=True)
class Found:
    """An answer: its entry, the number of the point or None for the entry's lead, and the chance of it."""

    entry: str
    number: int | None
    chance: float


@dataclass(frozen=True)
class Ranker:
    """The weight of each feature, by name, and what labelled questions tell."""

    weights: Mapping[str, float]
    knowledge: Knowledge

    @classmethod
    def load(cls, root: Path, knowledge: Knowledge) -> Ranker:
        """The project's weights. Raises DataError where they are missing or broken."""
        try:
            weights = json.loads((root / FILE).read_text("utf-8"))
            return cls({str(name): float(weight) for name, weight in weights.items()}, knowledge)
        except OSError as error:
            raise DataError(str(FILE), f"cannot be read ({error.strerror})", _FIX) from error
        except (ValueError, AttributeError, TypeError) as error:
            raise DataError(str(FILE), f"cannot be read ({error})", _FIX) from error

    def chances(self, question: Question, store: Store) -> Floats:
        """The chance of each answer of a store, (answers,); what is left is that of none."""
        found = features(question, store, self.knowledge)
        evidence = found.rows @ np.array([self.weights[name] for name in found.names], np.float32)
        chances: Floats = softmax(evidence)[:-1]
        return chances

    def rank(self, question: Question, store: Store, limit: int = 5) -> list[Found]:
        """The likeliest answers, best first."""
        chances, answers = self.chances(question, store), store.answers
        order = np.argsort(-chances, kind="stable")[:limit]
        ids = store.ids
        return [
            Found(
                ids[answers.entries[at]],
                None if answers.numbers[at] == LEAD else int(answers.numbers[at]),
                float(chances[at]),
            )
            for at in order
        ]
