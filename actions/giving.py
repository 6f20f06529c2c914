"""What was told and is no question: turned to the person, with an open door or what may help."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rasa_sdk.executor import CollectingDispatcher

from actions.say import Asked, say
from companion.coaching.flow import brief
from companion.coaching.memory import Memory
from companion.coaching.mirror import Mirror
from companion.coaching.voice import Voice
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.reply import Reply

_SHOWN = 3  # ways to entries
_WAYS_ON = ({"title": MORE, "intent": "ask_more"}, {"title": WHERE_FROM, "intent": "where_from"})


def give_back(
    dispatcher: CollectingDispatcher, told: Mirror | None, near: Sequence[str], kept: Memory
) -> Memory:
    """What was told, turned to the person where that goes well, and an open door; `near` are entries."""
    line, kept = turned(told, kept)
    if not line:
        line, kept = given(project.root()).say("heard", kept)
    door, kept = given(project.root()).say("door", kept)
    choices = tuple({"title": project.titles()[name], "entry": name} for name in near[:_SHOWN])
    buttons = (*(choice["title"] for choice in choices), "What can you do?", "Talk to a human")
    say(dispatcher, Reply(f"{line} {door}", buttons, kind="reflection"), choices)
    return kept


def help_with(dispatcher: CollectingDispatcher, told: Mirror | None, may: Asked, kept: Memory) -> Memory:
    """What was told, turned to the person, and what of the content may help with it."""
    line, kept = turned(told, kept)
    entry = may.entry
    text = "\n\n".join((f"{line} {brief(may.words)}".strip(), project.cards().cited(entry)))
    reply = Reply(text, (MORE, WHERE_FROM), entry=entry.id, sources=entry.sources, kind="answer")
    say(dispatcher, reply, _WAYS_ON)
    return kept


def turned(told: Mirror | None, kept: Memory) -> tuple[str, Memory]:
    """The line that gives back what was told; empty where nothing can be given back well."""
    if told is None:
        return "", kept
    return given(project.root()).say(told.key, kept, **told.values)


@cache
def given(root: Path) -> Voice:
    """The words around what is given back."""
    return Voice.load(
        root, "given", frozenset(("mirrored", "mirrored_hard", "mirrored_view", "heard", "door"))
    )
