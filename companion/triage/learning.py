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
from companion.language.hashing import SIZE
from companion.reply import DESTINATIONS, LEVELS
from companion.triage.likeness import (
    EVIDENCE,
    QUIET,
    Find,
    Floats,
    Likeness,
    Whole,
    label,
    pieces,
    vector,
)
from companion.triage.rule import Rule
from companion.yaml import read_yaml

FOLDER = Path("data/triage")
STRENGTH = 30.0  # scikit-learn's C
STEPS = 80  # of the solver; more change no level
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


def harmless(rules: Mapping[str, Rule]) -> list[Example]:
    """What must never set off a rule of danger, as examples of no danger."""
    urgent = [rule for rule in rules.values() if rule.level == "emergency"]
    dangers = {sentence for rule in urgent for sentence in rule.says}
    return [
        Example(tuple(sentence.split("||")), "none", None)
        for rule in urgent
        for sentence in rule.never
        if sentence not in dangers
    ]


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

    quiet = [row(example) for example in harmless(rules)]
    loud = list(map(row, spoken_dangers(rules)))
    dangers = [one for one in loud if one.label.startswith("emergency")]
    taught = [*map(row, examples), *(replace(one, evidence=()) for one in (*quiet, *dangers))]
    quiet += [one for one in map(row, spoken) if not any(name.startswith("rule:") for name in one.evidence)]
    quiet += [one for turns in asked if (one := _as_heard(turns, rules, find, whole))]
    centres = {name: [whole([text]) for text in rule.says] for name, rule in rules.items() if rule.says}
    model = _fit(taught, centres)
    for _ in range(ROUNDS):
        wrong = [one for one in quiet if model.view(one.text, one.evidence, rules).level == "emergency"]
        wrong += [one for one in loud if model.view(one.text, one.evidence, rules).quiet >= QUIET / 2]
        if not wrong:
            break
        taught += wrong * 2
        model = _fit(taught, centres)
    return model


def _as_heard(turns: tuple[str, ...], rules: Mapping[str, Rule], find: Find, whole: Whole) -> _Row | None:
    """A row of the level that the rules find in it; None where that is an emergency."""
    found = list(find(turns))
    heard = next((rules[name[len("rule:") :]] for name in found if name.startswith("rule:")), None)
    level = next(name[len("level:") :] for name in found if name.startswith("level:"))
    if level == "emergency":
        return None
    destination = heard.destination if heard else None
    return _Row(whole(turns), label(level, destination), tuple(sorted(set(found))))


def _fit(taught: Sequence[_Row], spoken: Mapping[str, Sequence[str]]) -> Likeness:
    """A model of the rows; `spoken` are the sentences of each rule."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    texts = [row.text for row in taught]
    column, idf = _columns(texts)
    names = sorted({name for row in taught for name in row.evidence})
    places = {name: at for at, name in enumerate(names)}
    ends = np.cumsum([0] + [len(row.evidence) for row in taught])
    found = [places[name] for row in taught for name in row.evidence]
    block = csr_matrix((np.full(len(found), EVIDENCE), found, ends), (len(texts), len(places)))
    model = LogisticRegression(C=STRENGTH, max_iter=STEPS, tol=1e-3, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopped early on purpose
        model.fit(
            hstack([_matrix(column, idf, texts), block]).tocsr(),
            [row.label for row in taught],
        )
    grams = int((column[:SIZE] >= 0).sum())
    centres = [_matrix(column, idf, texts)[:, :grams].mean(axis=0) for texts in spoken.values()]
    return Likeness(
        column,
        idf,
        {name: len(idf) + at for name, at in places.items()},
        tuple(str(name) for name in model.classes_),
        model.coef_.T.astype(np.float32),
        model.intercept_.astype(np.float32),
        tuple(spoken),
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
