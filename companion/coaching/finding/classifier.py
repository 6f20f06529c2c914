"""Classifier: which answer a message asks for, as labelled questions and samples taught it.

A softmax over all answers and none (multinomial logit; McFadden 1974) of what a message means by itself, what
it means with the one before it, what was said so far, and which entries the last replies rest on.
The nearest example hears one question only; this hears what all that have an answer share.
companion.coaching.finding.teaching learns it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from companion.coaching.finding.question import Question
from companion.content import Store
from companion.content.learning import Floats
from companion.content.space import AXES
from companion.language.encoder import foresee

VIEWS = 3  # of the talk: the question, the same with what leads to it, all messages before
_FADES = 0.8  # what a message counts of the one after it
_FOCUS, _STALE = 0.5, 0.7  # what the entry of the last reply counts, and each one of that before it


@dataclass(frozen=True, eq=False)
class Classifier:
    """A linear layer: how much each input speaks for each answer, and in the last column for none."""

    weights: Floats  # (inputs, answers + 1)

    def weigh(self, question: Question, store: Store) -> Floats:
        """The log of the chance of each answer of a store, and last of none of them, (answers + 1,)."""
        given = inputs(question, store, foresee(texts(question)))
        views = VIEWS * AXES
        others = views + np.flatnonzero(given[views:])  # few of the entries are in focus
        evidence = given[:views] @ self.weights[:views] + given[others] @ self.weights[others]
        evidence -= evidence.max()
        found: Floats = evidence - np.log(np.exp(evidence).sum())
        return found


def texts(question: Question) -> tuple[str, ...]:
    """What has to be encoded for the inputs."""
    return (*question.views, *question.before)


def inputs(question: Question, store: Store, vectors: Mapping[str, Floats]) -> Floats:
    """What is known of a question, (VIEWS * AXES + entries + 1,): views, entries in focus, and 1.

    `vectors` holds those of its `texts`. Views are of length 1, or 0 where nothing was said before.
    """
    alone, talk = (vectors[text] for text in question.views)
    past = np.array([vectors[text] for text in question.before] or [alone])
    faded = np.average(past, axis=0, weights=_FADES ** np.arange(len(past))[::-1])
    views = store.answers.space.place(np.stack([alone, talk, faded]))
    views[-1] *= bool(question.before)
    focus = np.zeros(len(store.ids), np.float32)
    for place, entry in enumerate(question.focus):
        focus[store.row(entry)] = _FOCUS * _STALE**place
    found: Floats = np.concatenate([views.ravel(), focus, [1]]).astype(np.float32)
    return found
