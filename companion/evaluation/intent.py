"""Intents: held-out training examples, fresh messages, and messages about something else altogether."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from companion.content.vectors import VectorCache
from companion.evaluation.confusion import Confusion
from companion.evaluation.conversation import Heard
from companion.evaluation.folds import FOLDS, folds
from companion.evaluation.part import Figure, Part, Progress, Table, by_label, mistakes, share
from companion.evaluation.rows import Said
from companion.testing import sentences

WORST = 20  # pairs shown


def evaluate(cases: Sequence[Said], heard: Sequence[Heard], held_out: Confusion | None) -> Part:
    """`heard` is what the companion made of each of the cases, `held_out` comes from cross_validate."""
    fresh = Confusion.of((case.label, one.intent) for case, one in zip(cases, heard, strict=True))
    wrong = [
        (case.text, case.label, one.intent)
        for case, one in zip(cases, heard, strict=True)
        if case.label != one.intent
    ]
    figures = [
        share("fresh", "companion, fresh messages: intent right", fresh.right, fresh.total),
        _macro("fresh_f1", "companion, fresh messages: macro F1", fresh),
    ]
    tables = [
        by_label("Fresh messages by intent", fresh),
        mistakes("Fresh messages that were misread", wrong),
    ]
    matrices = {"intent": fresh}
    if held_out:
        name = "model alone, training examples held out"
        figures += [
            share("held_out", f"{name}: intent right", held_out.right, held_out.total),
            _macro("held_out_f1", f"{name}: macro F1", held_out),
        ]
        tables.append(_pairs("Worst pairs, training examples held out", held_out))
        matrices["intent-held-out"] = held_out
    return Part("intent", "Intents", tuple(figures), tuple(tables), matrices)


def outside(heard: Sequence[Heard], inside: Sequence[Heard], of: str = "") -> Part:
    """Messages about something else (`heard`), against messages that are in scope (`inside`)."""
    away = sum(one.refused for one in heard)
    lost = sum(one.refused for one in inside)
    slips = [one for one in heard if one.on_mouths]
    figures = (
        share("kept_out", "not answered as oral health", len(heard) - len(slips), len(heard), least=0.9),
        share("recall", "recall of out of scope: turned away", away, len(heard)),
        share("precision", "precision of out of scope: rightly turned away", away, away + lost),
        share("refused", "messages in scope that were refused", lost, len(inside), most=0.05),
    )
    refused = [(one.text, "in scope", one.intent) for one in inside if one.refused]
    answered = [
        (one.text, "out of scope", one.answered or ", ".join(one.offered) or one.level) for one in slips
    ]
    name = f"out-of-scope-{of}" if of else "out-of-scope"
    title = f"Out of scope, {of}" if of else "Out of scope"
    return Part(name, title, figures, (mistakes("Slips", answered + refused),))


def cross_validate(root: Path, progress: Progress) -> Confusion:
    """Every training example, read by a model that was taught without it. Takes about a minute."""
    from companion.engine.nlu.teach import train

    found = {s.text: s.owner for s in sentences.examples(root)}
    found.update((s.text, "ask") for s in sentences.questions(root) if s.text not in found)
    texts, intents = list(found), list(found.values())
    cache = VectorCache(root / ".cache" / "companion" / "testing")
    vectors = cache.encode([text.lower() for text in texts])
    pairs = []
    for done, (learn, test) in enumerate(folds(intents), 1):
        model = train([texts[at] for at in learn], [intents[at] for at in learn], vectors[learn])
        for at in test:
            best = int(np.argmax(model.scores(texts[at], vectors[at])))
            pairs.append((intents[at], model.classes[best]))
        progress("intent", done, FOLDS)
    return Confusion.of(pairs)


def _macro(key: str, label: str, matrix: Confusion) -> Figure:
    return Figure(key, label, matrix.macro_f1, f"{matrix.macro_f1:.3f}")


def _pairs(title: str, matrix: Confusion) -> Table:
    rows = [(truth, guess, str(count)) for truth, guess, count in matrix.worst(WORST)]
    return Table(title, ("is", "taken for", "times"), tuple(rows))
