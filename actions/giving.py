"""What was told and is no question: turned to the person, with an open door or what may help."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.flow import MEMORY
from actions.found import OFFERED
from actions.reflection import met
from actions.say import ANSWERED, CHOICES, hinted, say
from companion.coaching.heard import brief
from companion.coaching.memory import Memory
from companion.coaching.said.mirror import Mirror, mirror
from companion.coaching.voice import Voice
from companion.engine import project
from companion.engine.card import MORE, WHERE_FROM
from companion.reply import Reply
from companion.text import plain

_HURTS = re.compile(r"\b(?:pain(?:s|ful)?|hurt\w*|agony|killing me|ach(?:e|es|ing|y)|throb\w*)\b")
_OURS = re.compile(r"\b(?:you|u|ur|your|youre|bot|robot)\b")


def hurts(said: str) -> bool:
    """Whether a message tells of pain."""
    return bool(_HURTS.search(plain(said)))


def to_us(said: str) -> bool:
    """Whether a message is said to the companion itself."""
    return bool(_OURS.search(plain(said)))


def give_back(
    dispatcher: CollectingDispatcher,
    told: Mirror | None,
    near: Sequence[str],
    kept: Memory,
    said: str,
    felt: str | None = None,
) -> Memory:
    """What is `felt`, or else what was told, turned to the person, and an open door; `near` are entries.

    Where it can't be turned, pain and what is said to the companion itself have words of their own.
    """
    line, kept = (felt, kept) if felt else turned(told, kept)
    voice, door = given(project.root()), ""
    if not line and (hurts(said) or to_us(said)):
        line, kept = voice.say("hurts" if hurts(said) else "ours", kept)
    else:
        if not line:
            line, kept = voice.say("heard", kept)
        door, kept = voice.say("door", kept)
    choices = tuple({"title": project.titles()[name], "entry": name} for name in near[:OFFERED])
    buttons = (*(choice["title"] for choice in choices), "What can you do?", "Talk to a human")
    say(dispatcher, Reply(f"{line} {door}".strip(), buttons, kind="reflection"), choices)
    return kept


def helped(dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType] | None:
    """What was told, turned to the person, and what of the content may help; None where nothing may."""
    found = hinted(tracker)
    if not found:
        return None
    entry = found[0].entry
    felt, kept = met(tracker)
    line, kept = (felt, kept) if felt else turned(mirror(tracker.latest_message.get("text") or ""), kept)
    text = "\n\n".join((f"{line} {brief(found[0].words)}".strip(), project.cards().cited(entry)))
    reply = Reply(text, (MORE, WHERE_FROM), entry=entry.id, sources=entry.sources, kind="answer")
    say(dispatcher, reply, CHOICES)
    return [SlotSet(ANSWERED, entry.id), SlotSet(MEMORY, kept.as_dict())]


def turned(told: Mirror | None, kept: Memory) -> tuple[str, Memory]:
    """The line that gives back what was told; empty where nothing can be given back well."""
    if told is None:
        return "", kept
    return given(project.root()).say(told.key, kept, **told.values)


@cache
def given(root: Path) -> Voice:
    """The words around what is given back."""
    return Voice.load(
        root, "given", frozenset("mirrored mirrored_hard mirrored_view heard hurts ours door".split())
    )
