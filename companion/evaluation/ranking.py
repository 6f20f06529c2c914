"""Ranking: whether the right answer comes first, the files of data/asked held out in turn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from companion.coaching.finding import Knowledge, asked
from companion.coaching.finding.asked import Asked
from companion.coaching.finding.classifier import Classifier
from companion.coaching.finding.examples import place
from companion.coaching.finding.knowledge import vectors
from companion.coaching.finding.ranker import FILE
from companion.coaching.finding.teaching import learn as teach
from companion.content import Store
from companion.content.learning import softmax
from companion.engine import project
from companion.evaluation.fitting import Sheet, fit, sheets
from companion.evaluation.part import Part, Progress, Table, share
from companion.replacement import replacing

_TEACHING, _STAGE = "classifiers", "questions"
_FOLDS = 5  # files are held out so many at a time
ANSWERED = 0.45  # chance from which the companion answers (companion.engine.nlu.pointer)


@dataclass(frozen=True)
class _First:
    """The likeliest answer to a question: its chance, what it counts, and whether any answer is right."""

    chance: float
    worth: float
    known: bool


def learn(root: Path, progress: Progress) -> Part:
    """Learn the weights, write them into FILE, and say how good such weights are on what they did not learn.

    Raises DataError for a row of data/asked that names no answer.
    """
    store = project.store()
    files = asked.read(root, store)
    count = sum(map(len, files.values()))
    names, found = sheets(
        [*files.values()],
        store,
        _strangers(root, store, [*files.values()], progress),
        project.screen().gist,
        lambda done: progress(_STAGE, done, count),
    )
    of = np.repeat(np.arange(len(files)), [len(listed) for listed in files.values()])
    placed = np.empty(len(found), object)
    for fold in range(_FOLDS):
        held = of % _FOLDS == fold
        placed[held] = list(_places(names, [found[at] for at in np.flatnonzero(~held)], found, held))
    places = {name: list(placed[of == number]) for number, name in enumerate(files)}
    with replacing(root / FILE) as draft:
        draft.write_text(json.dumps(fit(names, found), indent=0) + "\n", "utf-8")
    return _part(places)


def _strangers(
    root: Path, store: Store, files: Sequence[Sequence[Asked]], progress: Progress
) -> Iterator[Knowledge]:
    """What is known without each file in turn; the classifier has met no file of its fold."""
    known = vectors((one for listed in files for one in listed), project.cache_folder(root))
    examples = place(files, store, known)

    def taught(fold: int) -> Classifier:
        others = [one for file, listed in enumerate(files) if file % _FOLDS != fold for one in listed]
        return teach(
            others, store, known, lambda done, steps: progress(_TEACHING, fold * steps + done, _FOLDS * steps)
        )

    classifiers = [taught(fold) for fold in range(_FOLDS)]
    for file in range(len(files)):
        yield Knowledge(examples.without(file), classifiers[file % _FOLDS])


def _places(
    names: Sequence[str],
    others: Sequence[Sheet],
    found: Sequence[Sheet],
    held: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Iterator[_First]:
    weights = fit(names, others)
    row = np.array([weights[name] for name in names])
    for at in np.flatnonzero(held):
        chances = softmax(found[at].rows @ row)[:-1]
        best = int(chances.argmax())
        worth = found[at].worth[:-1]
        yield _First(float(chances[best]), float(worth[best]), bool((worth >= 1).any()))


def _part(places: dict[str, list[_First]]) -> Part:
    every = [one for listed in places.values() for one in listed]
    sure = [one for one in every if one.chance >= ANSWERED]
    known = [one for one in every if one.known]
    figures = (
        share("right", "right answer first", sum(one.worth >= 1 for one in known), len(known)),
        share("partly", "right or partly right first", sum(one.worth > 0 for one in known), len(known)),
        share("sure", f"sure of one ({ANSWERED} or more)", len(sure), len(every)),
        share("sure_right", "right where sure", sum(one.worth >= 1 for one in sure), len(sure)),
        share(
            "sure_partly", "right or partly right where sure", sum(one.worth > 0 for one in sure), len(sure)
        ),
    )
    rows = tuple((name, *_line(listed)) for name, listed in places.items())
    table = Table("By file, held out", ("file", "questions", "right", "right or partly"), rows)
    return Part("ranking", "Right answer for a question in a talk", figures, (table,))


def _line(listed: Sequence[_First]) -> tuple[str, str, str]:
    known = [one for one in listed if one.known]
    right, partly = sum(one.worth >= 1 for one in known), sum(one.worth > 0 for one in known)
    return str(len(known)), f"{right / max(1, len(known)):.0%}", f"{partly / max(1, len(known)):.0%}"
