"""Asking: what a message is compared with examples by, and what of it has to be encoded for all parts."""

from __future__ import annotations

from collections.abc import Iterator

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.finding import Question
from companion.coaching.finding.features import texts
from companion.coaching.said.remarks import wordings
from companion.engine.nlu.component import handed_over
from companion.triage.meaning import spans

GIST = "gist"


def gist_of(message: Message) -> str:
    """What is compared with examples: the gist, or a training example in lower case as it is."""
    return str(message.get(GIST) or message.get(TEXT).lower())


def question_of(message: Message) -> Question:
    """A message as a question, with what the Companion handed over of the talk before it."""
    near = (tuple(handed_over(message, key) or ()) for key in ("focus", "before"))
    return Question(message.get(TEXT), gist_of(message), *near)


def compared(message: Message) -> Iterator[str]:
    """The texts whose vectors the parts after the encoder will ask for.

    Encoded together they take half the time of one after the other.
    """
    gist = gist_of(message)
    yield from spans(gist)
    yield from texts(question_of(message))
    yield from wordings(message.get(TEXT))
