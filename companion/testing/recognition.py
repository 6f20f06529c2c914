"""Data tests: every sentence the companion is made from, recognised again by all of it.

Who is taken for whom is counted by pair. A pair that people have looked at and accept stands in
accepted.yml beside the conversation tests; any other one is a problem.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.content import Store
from companion.content.vectors import VectorCache
from companion.engine.nlu.blend import Blend
from companion.testing import sentences
from companion.testing.inventory import read_rules
from companion.testing.sentences import Sentence, at_line, plain
from companion.triage import Case, Screen
from companion.yaml import read_yaml

Floats = NDArray[np.float32]

SHORT = 5  # a test may say up to so many words as a training example does: "where is that from?"
ACCEPTED = "accepted.yml"


@dataclass(frozen=True)
class Theft:
    """A sentence that was taken for somebody else's."""

    sentence: Sentence
    thief: str


@dataclass(frozen=True)
class Rate:
    """How many sentences of a kind were recognised, and which were stolen."""

    kind: str
    total: int
    thefts: tuple[Theft, ...]

    @property
    def percent(self) -> float:
        """Recognised, 0 to 100."""
        return 100.0 * (self.total - len(self.thefts)) / max(1, self.total)

    def pairs(self) -> Counter[tuple[str, str]]:
        """How often each owner lost to each thief."""
        return Counter((theft.sentence.owner, theft.thief) for theft in self.thefts)


@dataclass(frozen=True)
class Report:
    """`rates` that must be whole but for accepted pairs, `apart` for information, and `problems`."""

    rates: tuple[Rate, ...]
    apart: Rate
    problems: tuple[str, ...]
    accepted: dict[str, set[tuple[str, str]]] = field(default_factory=dict)


class Recognition:
    """The parts that recognise: intent model, store and screen, with the vectors they need."""

    def __init__(self, root: Path, model: Path, store: Store, screen: Screen) -> None:
        self._root = root
        self._store, self._screen = store, screen
        self._blend = Blend.load(next(model.rglob("blend.json")).parent)
        self._cache = VectorCache(root / ".cache" / "companion" / "testing")

    def report(self, tests: Path) -> Report:
        """Recognise everything again; `tests` is the folder of the conversation tests."""
        examples, questions = sentences.examples(self._root), sentences.questions(self._root)
        says = sentences.triage(self._root, "says")
        vectors = self._cache.encode([s.text.lower() for s in (*examples, *questions)])
        intents = self._intents(examples, vectors[: len(examples)])
        entries = self._entries(questions, vectors[len(examples) :])
        dangers = self._dangers(says)
        rates = (intents, entries, dangers)
        accepted = read_accepted(tests / ACCEPTED)
        problems = [
            *self._unaccepted(rates, accepted),
            *self._twice(examples),
            *self._known_to_training(tests, [*examples, *questions]),
            *self._dead_rules(examples),
            *self._unreachable(entries),
        ]
        return Report(rates, nearest_apart(examples, vectors[: len(examples)]), tuple(problems), accepted)

    def _intents(self, examples: Sequence[Sentence], vectors: Floats) -> Rate:
        thefts = []
        for sentence, vector in zip(examples, vectors, strict=True):
            scores = self._blend.scores(sentence.text, vector)
            best = self._blend.classes[int(scores.argmax())]
            if best != sentence.owner:
                thefts.append(Theft(sentence, best))
        return Rate("training examples", len(examples), tuple(thefts))

    def _entries(self, questions: Sequence[Sentence], vectors: Floats) -> Rate:
        thefts = []
        for sentence, vector in zip(questions, vectors, strict=True):
            hits = self._store.search(sentence.text, vector, limit=1)
            if not hits or hits[0].entry_id != sentence.owner:
                thefts.append(Theft(sentence, hits[0].entry_id if hits else "(nothing)"))
        return Rate("entry questions", len(questions), tuple(thefts))

    def _dangers(self, says: Sequence[Sentence]) -> Rate:
        thefts = []
        for sentence in says:
            case = Case()
            for turn in sentence.text.split("||"):
                assessment = self._screen.assess(case, self._screen.read(turn.strip()))
                case = assessment.case
            found = [finding.rule for finding in assessment.findings]
            if sentence.owner not in found:
                thefts.append(Theft(sentence, found[0] if found else "(nothing)"))
        return Rate("triage sentences", len(says), tuple(thefts))

    def _unaccepted(self, rates: Iterable[Rate], accepted: dict[str, set[tuple[str, str]]]) -> Iterable[str]:
        for rate in rates:
            allowed = accepted.get(rate.kind, set())
            for theft in rate.thefts:
                if (theft.sentence.owner, theft.thief) not in allowed:
                    where = at_line(self._root, theft.sentence)
                    yield f'{where}: "{theft.sentence.text}" is taken for {theft.thief}'
            for owner, thief in sorted(allowed - set(rate.pairs())):
                yield f"{ACCEPTED}: {rate.kind}: {owner} is no longer taken for {thief}; strike it out"

    def _twice(self, examples: Sequence[Sentence]) -> Iterable[str]:
        owners: dict[str, Sentence] = {}
        for sentence in examples:
            other = owners.setdefault(plain(sentence.text), sentence)
            if other.owner != sentence.owner:
                yield f'{at_line(self._root, sentence)}: "{sentence.text}" is an example of {other.owner} too'

    def _known_to_training(self, tests: Path, taught: Sequence[Sentence]) -> Iterable[str]:
        known = {plain(sentence.text): sentence for sentence in taught}
        for sentence in sentences.said(tests):
            other = known.get(plain(sentence.text))
            if other and len(sentence.text.split()) > SHORT:
                yield f'{sentence.where}: "{sentence.text}" is in the training data ({other.where})'

    def _dead_rules(self, examples: Sequence[Sentence]) -> Iterable[str]:
        taught = {sentence.owner for sentence in examples} | {"ask", "nlu_fallback"}
        for name, steps in read_rules(self._root / "data").items():
            if steps.intent not in taught:
                yield f'data/rules: "{name}" waits for {steps.intent}, which has no examples'

    def _unreachable(self, entries: Rate) -> Iterable[str]:
        lost: dict[str, int] = Counter(theft.sentence.owner for theft in entries.thefts)
        asked: dict[str, int] = Counter(s.owner for s in sentences.questions(self._root))
        carded = {rule.entry for rule in self._screen.rules.values()}
        for entry, number in asked.items():
            if lost.get(entry, 0) >= number and entry not in carded:
                yield f"content: no question of {entry} leads to it, and no triage rule does"


def nearest_apart(examples: Sequence[Sentence], vectors: Floats) -> Rate:
    """For each example, whose is the nearest other one in meaning? No model has seen the answer."""
    thefts = []
    for start in range(0, len(examples), 1024):
        near = vectors[start : start + 1024] @ vectors.T
        near[np.arange(len(near)), np.arange(start, start + len(near))] = -1
        for row, best in enumerate(near.argmax(axis=1)):
            sentence, other = examples[start + row], examples[int(best)]
            if other.owner != sentence.owner:
                thefts.append(Theft(sentence, other.owner))
    return Rate("nearest other example", len(examples), tuple(thefts))


def read_accepted(path: Path) -> dict[str, set[tuple[str, str]]]:
    """Accepted pairs by kind of sentence: {kind: {owner: [thief, ...]}}. Raises DataError."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    row: dict[str, Any] = read_yaml(path) if path.is_file() else {}
    for kind, owners in (row or {}).items():
        for owner, thieves in owners.items():
            found[kind] |= {(owner, thief) for thief in thieves}
    return dict(found)


def told(report: Report, most: int = 8) -> list[str]:
    """The report in lines: rates, the worst pairs, the problems."""
    lines = []
    for rate in (*report.rates, report.apart):
        whole = rate.total - len(rate.thefts)
        lines.append(f"{rate.kind:<24}{whole:>6} of {rate.total:>5} recognised  {rate.percent:5.1f}%")
        for (owner, thief), number in rate.pairs().most_common(most):
            lines.append(f"    {owner} taken for {thief}: {number}")
    number = sum(len(pairs) for pairs in report.accepted.values())
    lines.append(f"accepted pairs: {number}; problems: {len(report.problems)}")
    return [*lines, *report.problems]
