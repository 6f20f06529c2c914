"""Likeness: a second reader for what no rule foresaw.

Rules hear what their lexicon knows; people say it in other words. A small linear model, taught
by labelled conversations (data/triage/*.jsonl, which no rule was tuned on), weighs the n-grams
of what was said and its skeleton (companion.language.skeleton) together with what language and rules
found in it (ideas and their state, words of context, rules, level). It raises; and it silences
what a rule took for danger where nearly all speaks for a figure of speech, an old story or a plain
question. What it raises is given the rule whose sentences are nearest, so that the person gets that
rule's advice.

Logistic regression (scikit-learn) to learn, plain numpy arrays to run; built when the data
changed, kept in the cache folder. Figures in docs/decisions/0004.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from companion.language.hashing import SIZE, Counts, features
from companion.language.skeleton import frames
from companion.reply import LEVELS, Level
from companion.triage.rule import Rule

# Chosen on conversations that were kept apart: what is raised wrongly against what is missed.
DANGER = 0.5  # chance of an emergency from which a conversation is raised to one
CHECKED = 0.4  # the same where the rules find it urgent: the signs that would be worse are asked about then
LEAP = 0.4  # the same where no rule has found anything at all
LEAP_LATER = 0.7  # the same in the middle of a talk, whose half sentences read like anything
ALONE = 0.7  # chance of an emergency of the last message by itself from which it counts by itself
RAISE = 0.5  # chance among the lower levels from which a worse one than the rules' counts
# Chance of an emergency below which one that a rule has just heard is not believed: as it is told, and
# where something speaks of another time, place or meaning.
DOUBT, FRAMED = 0.02, 0.05
PEACE = 0.8  # chance of no trouble from which despair or violence is not heard, nor an emergency
HARMLESS = 0.95  # the same for a danger told in a few plain words
CALM = 0.5  # chance of no trouble from which, with an emergency, all else just heard is dropped as well
URGENT, MILD = 0.99, 0.9  # the same for what is urgent, and for lesser troubles
BACK = 0.8  # the same for what was told before, where this message puts it in another light
GONE = 0.03  # chance of an emergency below which one that was told before, and is put so, is one no more
HUSHED = 0.5  # chance of an emergency below which what was dropped is not raised again
EVIDENCE = 0.15  # weight of a piece of evidence beside the n-grams of the text (length one)
SHARE = 0.35  # of what messages mean (companion.triage.meaning) in each chance; the rest is how they are put
_NOTHING, _URGENT = "level:none", "level:urgent"  # evidence: what the rules find on the whole
_LEAST = 1e-5
LEVEL: dict[str, Level] = {level: level for level in LEVELS}
Floats = NDArray[np.float32]
Find = Callable[[Sequence[str]], Iterable[str]]  # the evidence in messages
Whole = Callable[[Sequence[str]], str]  # messages as one text
Gist = Callable[[str], str]  # a message without courtesies


def label(level: str, destination: str | None) -> str:
    """The class of a labelled conversation: the destination counts where it changes the advice."""
    apart = level == "emergency" or destination == "safeguarding"
    return f"{level}/{destination}" if apart else level


@dataclass(frozen=True)
class View:
    """How a conversation reads. `chance` is 1 for an emergency, else the level's share among the
    lower levels; `quiet` the chance of no trouble at all, `danger` that of an emergency, `put` the
    same by how it is put alone, without what it means, and `last` so for the last message by itself;
    `nearest` gives the rules of that level, those with the nearest sentences first.
    """

    level: Level
    chance: float
    quiet: float
    danger: float
    put: float
    last: float
    nearest: Callable[[], list[str]]


@dataclass(frozen=True)
class Centres:
    """The mean of each rule's sentences, by n-gram: of 110,000 columns a rule has a thousand or two, side by
    side in `columns` and `weights`; those of rule i are from `starts[i]` to `starts[i + 1]`."""

    starts: NDArray[np.int32]  # (rules + 1,)
    columns: NDArray[np.int32]
    weights: NDArray[np.float16]

    def near(self, rule: int, said: Floats) -> float:
        """How near a text comes to a rule; `said`: its weight in each column."""
        part = slice(int(self.starts[rule]), int(self.starts[rule + 1]))
        return float(said[self.columns[part]] @ self.weights[part].astype(np.float32))


@dataclass(frozen=True)
class Likeness:
    """A trained model. `column` maps a hashed n-gram, or SIZE and more for a frame, to its column
    or to -1. Columns are those of n-grams, then of frames, then of evidence."""

    column: NDArray[np.int32]  # (2 * SIZE,)
    idf: Floats  # (n-grams + frames,)
    evidence: dict[str, int]  # column of each piece of evidence
    classes: tuple[str, ...]
    coefficients: NDArray[np.float16]  # (n-grams + frames + evidence, classes)
    intercepts: Floats
    rules: tuple[str, ...]
    centres: Centres

    def view(
        self,
        text: str,
        evidence: Iterable[str],
        rules: Mapping[str, Rule],
        later: bool = False,
        meant: Mapping[str, float] | None = None,
    ) -> View:
        """How a conversation reads. `text`: what was said; `evidence`: what was found in it; `later`:
        whether other messages came before the last; `meant`: the chance of each level by its meaning."""
        columns, weights = vector(self.column, self.idf, text)
        names = set(evidence)
        found = [self.evidence[name] for name in names if name in self.evidence]
        logits = weights @ self.coefficients[columns].astype(np.float32) + self.intercepts
        logits += EVIDENCE * self.coefficients[found].astype(np.float32).sum(axis=0)
        chances = np.exp(logits - logits.max())
        chances /= chances.sum()
        put = float(chances[self._dangers].sum())
        if meant:
            chances = self._blended(chances, meant)
        danger = float(chances[self._dangers].sum())
        leap = LEAP_LATER if later else LEAP
        rising = danger >= (leap if _NOTHING in names else CHECKED if _URGENT in names else DANGER)
        fitting = np.where(self._dangers == rising, chances, 0)
        best = int(fitting.argmax())
        chance = 1.0 if rising else float(chances[best] / chances[~self._dangers].sum())
        quiet = float(chances[self.classes.index("none")]) if "none" in self.classes else 0.0
        return View(
            LEVEL[self._levels[best]],
            chance,
            quiet,
            danger,
            put,
            put,
            lambda: self._nearest(self.classes[best], rules, columns, weights),
        )

    @cached_property
    def _dangers(self) -> NDArray[np.bool_]:
        """Which classes are emergencies."""
        return np.array([name.startswith("emergency") for name in self.classes])

    @cached_property
    def _levels(self) -> tuple[str, ...]:
        """The level of each class."""
        return tuple(name.partition("/")[0] for name in self.classes)

    def _blended(self, chances: Floats, meant: Mapping[str, float]) -> Floats:
        """The chances of the classes, with the levels' weighed geometric mean with `meant`."""
        levels = self._levels
        sums = {level: sum(chances[at] for at, one in enumerate(levels) if one == level) for level in levels}
        found = np.array(
            [
                chance * (meant.get(level, _LEAST) / max(sums[level], _LEAST)) ** SHARE
                for chance, level in zip(chances, levels, strict=True)
            ]
        )
        blended: Floats = found / found.sum()
        return blended

    def _nearest(
        self, name: str, rules: Mapping[str, Rule], columns: NDArray[np.int32], weights: Floats
    ) -> list[str]:
        """The rules of a class, those with the nearest sentences first."""
        level, _, destination = name.partition("/")
        rows = [
            at
            for at, rule in enumerate(self.rules)
            if rules[rule].level == level and destination in ("", rules[rule].destination)
        ]
        said = np.zeros(len(self.idf), np.float32)
        said[columns] = weights
        return [self.rules[at] for at in sorted(rows, key=lambda at: -self.centres.near(at, said))]


def pieces(text: str) -> tuple[Counts, Counts]:
    """The n-grams of a text and, from SIZE on, its frames."""
    positions, counts = frames(text)
    return features(text), (positions + SIZE, counts)


def vector(column: NDArray[np.int32], idf: Floats, text: str) -> tuple[NDArray[np.int32], Floats]:
    """The text as (columns, weights): sublinear counts times idf, n-grams and frames each scaled to
    length one."""
    grams, bones = (_scaled(column, idf, *found) for found in pieces(text))
    return np.concatenate((grams[0], bones[0])), np.concatenate((grams[1], bones[1]))


def _scaled(
    column: NDArray[np.int32], idf: Floats, positions: NDArray[np.intp], counts: Floats
) -> tuple[NDArray[np.int32], Floats]:
    columns = column[positions]
    known = columns >= 0
    columns = columns[known]
    weights = (1 + np.log(counts[known])) * idf[columns]
    return columns, weights / max(float(np.sqrt(weights @ weights)), 1e-9)
