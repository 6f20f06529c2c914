"""Faults that the data show by themselves, without a model: each one a line `path:line: message`.

None of them hangs on how a training turned out: they stand until somebody mends the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from companion.testing import sentences
from companion.testing.inventory import read_rules
from companion.testing.sentences import Sentence, at_line, plain
from companion.yaml import line_of

Floats = NDArray[np.float32]

SHORT = 5  # a test may say up to so many words as a training example does: "where is that from?"
# Cosines of sentence vectors, chosen on this data: what is above was found to be a fault each time.
TWIN = {"example": 0.975, "question": 0.965}  # two sentences that say the same
MISPLACED = 0.55  # by so much another owner's nearest sentence is nearer than the own one's
_ANSWERED = frozenset(("ask", "nlu_fallback"))  # intents that come from elsewhere than data/nlu


@dataclass(frozen=True)
class Neighbour:
    """A sentence, the nearest other one of its owner, and the nearest one of another owner."""

    sentence: Sentence
    own: float  # cosine; -1 where there is no other one
    other: Sentence
    near: float  # cosine


def twice(kind: str, rows: Sequence[Sentence], root: Path) -> Iterator[str]:
    """One sentence under two owners, marks and case aside."""
    first: dict[str, Sentence] = {}
    for sentence in rows:
        other = first.setdefault(plain(sentence.text), sentence)
        if other.owner != sentence.owner:
            yield (
                f'{at_line(root, sentence)}: "{sentence.text}" is a{_n(kind)} {kind} of {other.owner} too '
                f"({at_line(root, other)}); keep one"
            )


def crossed(kind: str, neighbours: Iterable[Neighbour], root: Path) -> Iterator[str]:
    """Twins under two owners, and sentences that read like somebody else's."""
    told: set[frozenset[Sentence]] = set()
    for one in neighbours:
        where, other = at_line(root, one.sentence), f'"{one.other.text}" ({at_line(root, one.other)})'
        if plain(one.sentence.text) == plain(one.other.text):
            continue  # told by `twice`
        pair = frozenset((one.sentence, one.other))
        if pair in told:
            continue
        if one.near >= TWIN[kind]:
            told.add(pair)
            yield f'{where}: "{one.sentence.text}" says the same as {other} of {one.other.owner}; keep one'
        elif one.near - one.own >= MISPLACED:
            yield (
                f'{where}: "{one.sentence.text}" reads like {other} of {one.other.owner}, and like nothing '
                f"else of {one.sentence.owner}; move it, or give it company"
            )


def neighbours(rows: Sequence[Sentence], vectors: Floats) -> list[Neighbour]:
    """For each sentence the nearest other ones in meaning: its owner's and somebody else's."""
    names = {owner: number for number, owner in enumerate(dict.fromkeys(s.owner for s in rows))}
    owners = np.array([names[s.owner] for s in rows])
    found = []
    for start in range(0, len(rows), 1024):
        near = vectors[start : start + 1024] @ vectors.T
        near[np.arange(len(near)), np.arange(start, start + len(near))] = -1
        mine = owners[start : start + 1024, None] == owners[None, :]
        own = np.where(mine, near, -1).max(axis=1)
        others = np.where(mine, -1, near)
        best = others.argmax(axis=1)
        for at, other in enumerate(best):
            found.append(
                Neighbour(rows[start + at], float(own[at]), rows[int(other)], float(others[at, other]))
            )
    return found


def learnt_by_heart(tests: Path, taught: Iterable[Sentence], root: Path) -> Iterator[str]:
    """Tests that say what stands in the training data: they prove nothing."""
    known = {plain(sentence.text): sentence for sentence in taught}
    for sentence in sentences.said(tests):
        other = known.get(plain(sentence.text))
        if other and len(sentence.text.split()) > SHORT:
            yield (
                f'{sentence.where}: "{sentence.text}" stands in the training data ({at_line(root, other)}); '
                "say it in other words"
            )


def dead_rules(taught: Iterable[Sentence], root: Path) -> Iterator[str]:
    """Rasa rules and stories that wait for an intent which nothing teaches."""
    alive = {sentence.owner for sentence in taught} | _ANSWERED
    for path in sorted((root / "data").rglob("*.yml")):
        for name, steps in read_rules(path).items():
            if steps.intent not in alive:
                where = f"{path.relative_to(root).as_posix()}:{line_of(path, name)}"
                yield f'{where}: "{name}" waits for {steps.intent}, which has no examples; delete it'


def unreached(asked: Iterable[Sentence], reached: Iterable[str], shown: Iterable[str]) -> Iterator[str]:
    """Entries that none of their questions leads to, and no card shows."""
    there = {*reached, *shown}
    for owner, where in {sentence.owner: sentence.where for sentence in asked}.items():
        if owner not in there:
            yield f"{where}:1: no question of {owner} leads to it, and no triage rule shows it; ask otherwise"


def _n(word: str) -> str:
    return "n" if word[0] in "aeiou" else ""
