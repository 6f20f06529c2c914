"""How the second reader learns: labelled conversations, and sentences that are harmless."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.entries import entry_files, read_front
from companion.errors import DataError
from companion.language.encoder import encode
from companion.language.hashing import SIZE
from companion.reply import DESTINATIONS, LEVELS
from companion.triage import meaning
from companion.triage.likeness import (
    EVIDENCE,
    Find,
    Floats,
    Gist,
    Likeness,
    Whole,
    label,
    pieces,
    vector,
)
from companion.triage.meaning import Meaning
from companion.triage.rule import Rule
from companion.yaml import read_yaml

FOLDER = Path("data/triage")
STRENGTH = 30.0  # scikit-learn's C
STEPS, MORE_STEPS = 80, 25  # of the solver, at first and in each round; more change no level
SILENCED = 0.42  # chance of no trouble from which what a rule must hear is taught again
# Intents whose examples may tell of a trouble or a danger.
TELLING = frozenset(
    """
    report_symptom report_injury express_feeling ask ask_diagnosis ask_dose ask_medicine danger_over
    take_back out_of_scope other_language worry_about_looks measure_fear gibberish report_setback
    """.split()
)
_ANNOTATION = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
ROUNDS = 4  # of teaching again what was raised wrongly
# Feelings and worries are told in a talk as well; what the rules find in them is left out.
FELT = frozenset(("express_feeling", "worry_about_looks", "report_setback", "measure_fear"))
TOLD_THERE = frozenset(("first-aid", "injuries"))  # topics whose questions may tell of a danger
TURNS = 4  # messages of a talk, as many as a case remembers
TALKS = 3_500  # strung together
DRILLS = 3  # how often the rules' own sentences are taught


@dataclass(frozen=True)
class Example:
    """A labelled conversation: the level after its last turn."""

    turns: tuple[str, ...]
    level: str
    destination: str | None


@dataclass(frozen=True)
class _Row:
    """What the model is taught: a text, its class, and the evidence in it."""

    text: str
    label: str
    evidence: tuple[str, ...]


def read_examples(root: Path) -> list[Example]:
    """All rows of data/triage. Raises DataError with file and line."""
    found = []
    for path in sorted((root / FOLDER).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line)
                example = Example(tuple(row["turns"]), row["level"], row["destination"])
            except (ValueError, KeyError, TypeError) as error:
                raise DataError(
                    f"{path}:{number}", f"not a labelled conversation ({error})", "see docs/triage.md"
                ) from error
            if example.level not in LEVELS or example.destination not in (*DESTINATIONS, None):
                raise DataError(
                    f"{path}:{number}", "unknown level or destination", f"levels: {', '.join(LEVELS)}"
                )
            found.append(example)
    return found


def harmless(rules: Mapping[str, Rule], find: Find) -> list[Example]:
    """What must never set off a rule, as examples of no trouble: of a rule of danger all of it, of
    another what no rule hears anything in."""
    urgent = [rule for rule in rules.values() if rule.level == "emergency"]
    dangers = {sentence for rule in urgent for sentence in rule.says}
    found = [sentence for rule in urgent for sentence in rule.never if sentence not in dangers]
    for rule in rules.values():
        if rule.level != "emergency":
            found += [text for text in rule.never if "level:none" in find(text.split("||"))]
    return [Example(tuple(sentence.split("||")), "none", None) for sentence in dict.fromkeys(found)]


def chatter(root: Path) -> list[Example]:
    """What people say to a companion without telling of any trouble: examples of such intents.

    Each alone, and then some after another, as in a talk.
    """
    said: list[str] = []
    felt: list[str] = []
    for path in sorted((root / "data/nlu").glob("*.yml")):
        if path.stem in TELLING - FELT:
            continue
        for block in read_yaml(path)["nlu"]:
            lines = str(block.get("examples", "")).splitlines()
            texts = (_ANNOTATION.sub(r"\1", line.removeprefix("- ").strip()) for line in lines)
            (felt if path.stem in FELT else said).extend(text for text in texts if text)
    talk = [*said, *felt]
    Random(0).shuffle(talk)
    together = [tuple(talk[at : at + TURNS]) for at in range(0, len(talk) - TURNS, TURNS)]
    return [Example(turns, "none", None) for turns in (*((text,) for text in said), *together)]


def curious(root: Path, rules: Mapping[str, Rule]) -> list[tuple[str, ...]]:
    """The sample questions of entries to which no pressing rule leads: what the rules hear in them is
    as bad as it gets."""
    pressing = {rule.entry for rule in rules.values() if rule.level in ("emergency", "urgent")}
    calm = (path for path in entry_files(root) if path.stem not in pressing)
    return [
        (str(text),)
        for path in calm
        if path.parent.name not in TOLD_THERE
        for text in read_front(path).get("questions") or ()
    ]


def spoken_dangers(rules: Mapping[str, Rule]) -> list[Example]:
    """What must set off a rule, as examples of its level."""
    return [
        Example(tuple(sentence.split("||")), rule.level, rule.destination)
        for rule in rules.values()
        for sentence in rule.says
    ]


def learn(
    examples: Sequence[Example],
    rules: Mapping[str, Rule],
    find: Find,
    whole: Whole,
    spoken: Sequence[Example] = (),
    asked: Sequence[tuple[str, ...]] = (),
) -> Likeness:
    """Learn from examples and from what is harmless; `find` gives the evidence of turns, `whole`
    their text.

    What emergency rules must hear and what is harmless is first taught as text alone: the rules were
    made to speak or keep silent on it, so what they find here says nothing about it elsewhere.
    Harmless ones that are raised all the same are taught again with all that was found in them (hard
    negatives), and so is what is `spoken` without telling of trouble, what is `asked` of calm entries,
    and what a rule must hear but would be silenced.
    """

    def row(example: Example) -> _Row:
        found = tuple(sorted(set(find(example.turns))))
        return _Row(whole(example.turns), label(example.level, example.destination), found)

    quiet = [row(example) for example in harmless(rules, find)]
    loud = list(map(row, spoken_dangers(rules)))
    dangers = [one for one in loud if one.label.startswith("emergency")]
    taught = [*map(row, examples), *(replace(one, evidence=()) for one in (*quiet, *dangers))]
    quiet += [one for one in map(row, spoken) if not any(name.startswith("rule:") for name in one.evidence)]
    quiet += [one for turns in asked if (one := _as_heard(turns, rules, find, whole))]
    centres = {name: [whole([text]) for text in rule.says] for name, rule in rules.items() if rule.says}
    lesson = _Lesson(taught, centres)
    model = lesson.teach(taught, STEPS)
    for _ in range(ROUNDS):
        wrong = [one for one in quiet if model.view(one.text, one.evidence, rules).level == "emergency"]
        wrong += [one for one in loud if model.view(one.text, one.evidence, rules).quiet >= SILENCED]
        if not wrong:
            break
        model = lesson.teach(wrong * 2, MORE_STEPS)
    return model


def understood(
    examples: Sequence[Example],
    rules: Mapping[str, Rule],
    find: Find,
    gist: Gist,
    spoken: Sequence[Example] = (),
    asked: Sequence[tuple[str, ...]] = (),
) -> Meaning:
    """Learn what messages mean from the same examples, and from talks strung together of what is
    `spoken` and `asked` without any trouble."""
    calm = [turns[0] for turns in asked if "level:none" in find(turns)]
    mixed = [*calm, *(example.turns[0] for example in spoken if len(example.turns) == 1)]
    chance = Random(0)
    talks = [tuple(chance.sample(mixed, chance.choice((1, 2, 3, TURNS)))) for _ in range(TALKS)]
    drilled = (*spoken_dangers(rules), *harmless(rules, find)) * DRILLS
    rows = [(example.turns, example.level) for example in (*examples, *spoken, *drilled)]
    rows += [((text,), "none") for text in calm] + [(turns, "none") for turns in talks]
    texts = list(dict.fromkeys(gist(text) for turns, _ in rows for text in turns[-TURNS:]))
    vectors = dict(zip(texts, encode(texts), strict=True))
    return meaning.learn([([vectors[gist(text)] for text in turns[-TURNS:]], level) for turns, level in rows])


def _as_heard(turns: tuple[str, ...], rules: Mapping[str, Rule], find: Find, whole: Whole) -> _Row | None:
    """A row of the level that the rules find in it; None where that is an emergency."""
    found = list(find(turns))
    heard = next((rules[name[len("rule:") :]] for name in found if name.startswith("rule:")), None)
    level = next(name[len("level:") :] for name in found if name.startswith("level:"))
    if level == "emergency":
        return None
    destination = heard.destination if heard else None
    return _Row(whole(turns), label(level, destination), tuple(sorted(set(found))))


class _Lesson:
    """A model in the making: rows are added to those it has, and it learns on from where it was."""

    def __init__(self, taught: Sequence[_Row], spoken: Mapping[str, Sequence[str]]) -> None:
        """The columns are those of the rows `taught` first; `spoken` are the sentences of each rule."""
        from sklearn.linear_model import LogisticRegression

        self._spoken = spoken
        self._column, self._idf = _columns([row.text for row in taught])
        names = sorted({name for row in taught for name in row.evidence})
        self._places = {name: at for at, name in enumerate(names)}
        self._model = LogisticRegression(C=STRENGTH, tol=1e-3, random_state=0, warm_start=True)
        self._blocks: list[Any] = []
        self._labels: list[str] = []

    def teach(self, rows: Sequence[_Row], steps: int) -> Likeness:
        """Learn the rows beside all others in `steps` of the solver."""
        from scipy.sparse import hstack, vstack
        from sklearn.exceptions import ConvergenceWarning

        texts = [row.text for row in rows]
        self._blocks.append(hstack([_matrix(self._column, self._idf, texts), self._evidence(rows)]).tocsr())
        self._labels += [row.label for row in rows]
        self._model.max_iter = steps
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
            self._model.fit(vstack(self._blocks).tocsr(), self._labels)
        return self._likeness()

    def _evidence(self, rows: Sequence[_Row]) -> Any:
        from scipy.sparse import csr_matrix

        found = [[self._places[name] for name in row.evidence if name in self._places] for row in rows]
        ends = np.cumsum([0] + [len(places) for places in found])
        flat = [place for places in found for place in places]
        return csr_matrix((np.full(len(flat), EVIDENCE), flat, ends), (len(rows), len(self._places)))

    def _likeness(self) -> Likeness:
        column, idf = self._column, self._idf
        grams = int((column[:SIZE] >= 0).sum())
        texts = self._spoken.values()
        centres = [_matrix(column, idf, told)[:, :grams].mean(axis=0) for told in texts]
        return Likeness(
            column,
            idf,
            {name: len(idf) + at for name, at in self._places.items()},
            tuple(str(name) for name in self._model.classes_),
            self._model.coef_.T.astype(np.float32),
            self._model.intercept_.astype(np.float32),
            tuple(self._spoken),
            np.concatenate([np.asarray(centre) for centre in centres]).astype(np.float16),
        )


def _columns(texts: Sequence[str]) -> tuple[NDArray[np.int32], Floats]:
    """(column of each n-gram and frame or -1, inverse document frequency); seen in two texts or more."""
    seen = np.zeros(2 * SIZE, np.int64)
    for text in texts:
        for positions, _ in pieces(text):
            seen[positions] += 1
    kept = np.flatnonzero(seen >= 2)
    column = np.full(2 * SIZE, -1, np.int32)
    column[kept] = np.arange(len(kept))
    return column, (np.log((1 + len(texts)) / (1 + seen[kept])) + 1).astype(np.float32)


def _matrix(column: NDArray[np.int32], idf: Floats, texts: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [vector(column, idf, text) for text in texts]
    ends = np.cumsum([0] + [len(columns) for columns, _ in rows])
    data = np.concatenate([weights for _, weights in rows])
    places = np.concatenate([columns for columns, _ in rows])
    return csr_matrix((data, places, ends), shape=(len(texts), len(idf)))
