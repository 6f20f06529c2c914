"""Feelings: heard where they are, and above all not heard where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from companion.engine.nlu.affect import NONE, Affect, train
from companion.engine.nlu.feeling import read_feelings
from companion.evaluation.confusion import Confusion
from companion.evaluation.folds import FOLDS, folds
from companion.evaluation.part import Figure, Part, Progress, by_label, mistakes, share
from companion.evaluation.rows import Said
from companion.language.encoder import encode


def evaluate(
    model: Path, gist: Callable[[str], str], cases: Sequence[Said], held_out: Confusion | None
) -> Part:
    """`model` is the folder of the trained model, whose feelings part reads the cases by their gist."""
    affect = Affect.load(next(model.rglob("affect.json")).parent)
    vectors = encode([gist(case.text) for case in cases])
    guesses = [affect.read(case.text, vector)[0] or NONE for case, vector in zip(cases, vectors, strict=True)]
    fresh = Confusion.of(zip((case.label for case in cases), guesses, strict=True))
    wrong = [
        (case.text, case.label, guess)
        for case, guess in zip(cases, guesses, strict=True)
        if case.label != guess
    ]
    figures = _figures("fresh", "fresh messages", fresh)
    tables = [
        by_label("Fresh messages by feeling", fresh),
        mistakes("Fresh messages that were misread", wrong),
    ]
    matrices = {"feelings": fresh}
    if held_out:
        figures += _figures("held_out", "examples held out", held_out)
        tables.append(by_label("Examples held out by feeling", held_out))
        matrices["feelings-held-out"] = held_out
    return Part("feelings", "Feelings", figures, tuple(tables), matrices)


def cross_validate(root: Path, progress: Progress) -> Confusion:
    """Every example of data/feelings, read by a model that was taught without it."""
    cues, said = read_feelings(root)
    texts, labels = [text for text, _ in said], [label for _, label in said]
    vectors = encode([text.lower() for text in texts])
    pairs = []
    for done, (learn, test) in enumerate(folds(labels), 1):
        affect = train([texts[at] for at in learn], [labels[at] for at in learn], vectors[learn], cues)
        pairs += [(labels[at], affect.read(texts[at], vectors[at])[0] or NONE) for at in test]
        progress("feelings", done, FOLDS)
    return Confusion.of(pairs)


def _figures(key: str, label: str, matrix: Confusion) -> tuple[Figure, ...]:
    felt = [name for name in matrix.labels if name != NONE]
    there = sum(matrix.truths(name) for name in felt)
    taken = sum(matrix.guesses(name) for name in felt)
    named = sum(matrix.counts[name, name] for name in felt)
    heard = there - sum(matrix.counts[name, NONE] for name in felt)
    return (
        share(
            f"{key}_none",
            f"{label}: none kept none",
            matrix.counts[NONE, NONE],
            matrix.truths(NONE),
            least=0.9,
        ),
        share(f"{key}_heard", f"{label}: a feeling heard where there is one", heard, there),
        share(f"{key}_recall", f"{label}: the right feeling heard", named, there),
        share(f"{key}_precision", f"{label}: a feeling heard is the right one", named, taken),
    )
