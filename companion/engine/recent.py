"""What came just before a message: what people asked, and the thread of the last remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from companion.coaching.heard import Heard, asks
from companion.coaching.memory import Memory
from companion.coaching.said.own_words import so_far
from companion.coaching.said.remarks import NAMED, Found, Known, Remarks, remarks
from companion.coaching.said.sample import parts
from companion.engine import project

TALK = "talk"  # folder of the remarks that belong to no guided conversation
THREAD = "thread"  # the note on the last remark: its thread, and the number of the message
LAST = 3  # messages back that still count as just before
# Closeness asked for: out of the blue, in a thread, in a thread with no intent to go by.
FULL, CLEAR, FAIR = 0.62, 0.4, 0.32
HALF, LIKELY = 0.57, 0.5  # out of the blue, with an intent that is half believed, and with none
_ALIKE = 0.65  # closeness from which even a few words of a message are what was meant
_WORDS = 4  # of a part of a message that says enough by itself
_PART = 0.05  # more, for a part of a message
ANSWERED = "answered"  # what a remark may lean on (`when`): an entry that was answered before
FOREIGN = "other_language"
# The encoder hears what is meant in any language, so a sample in Spanish is close to the same in English.
_ENGLISH = re.compile(
    r"\b(?:the|my|is|i|im|it|when|to|and|you|how|what|do|does|not|but|of|your|have|can)\b", re.IGNORECASE
)
_LOW = 0.3  # from which an intent that does something is believed
_SURE = 0.8  # from which an intent is believed, unless the remark is all but word for word
_UNSURE = 0.5  # confidence below which an intent tells little
_SAME = 0.8  # closeness of the same words
_FELT = frozenset(("express_feeling", "worry_about_looks", "report_symptom", "report_injury"))
_FEELINGS = frozenset(("sadness", "shame", "fear", "worry", "pain"))
_OWN = frozenset(
    """
    report_symptom report_injury forget_me forget_this export_data remember_me stop_remembering stop
    correct_bot are_you_human danger_over take_back say_hateful override_instructions simplify repeat
    """.split()
)


def remark(heard: Heard, memory: Memory, events: Iterable[Mapping[str, Any]]) -> Found | None:
    """The remark that a message makes on what was asked just before, or None.

    `events` are those of the conversation so far, as rasa keeps them: the message is the last of the user's.
    """
    if heard.chosen:
        return None
    asked = [event for event in events if event.get("event") == "user"]
    before = {_intent(event) for event in asked[-1 - LAST : -1]}
    name, turn = memory.notes.get(THREAD, ("", -LAST))
    if name and turn >= len(asked) - LAST:
        before.add(name)
    if heard.intent == FOREIGN:
        before.add(FOREIGN)
    scene = frozenset((ANSWERED,)) if heard.answered else frozenset[str]()
    found = next(iter(_talk().find(heard.text, Known(when=scene, after=frozenset(before)))), None)
    last = parts(heard.text)[-1]
    sure = heard.confidence >= (_LOW if heard.intent in _OWN else _SURE) and heard.intent != "nlu_fallback"
    content = heard.known and heard.asks  # which has the answer
    sure = sure or content
    weak = heard.intent in (None, "nlu_fallback", "out_of_scope", FOREIGN) or heard.confidence < _UNSURE
    partly = (
        found
        and heard.intent != FOREIGN
        and heard.asks
        and found.part not in (parts(heard.text)[0], last)
        and not asks(found.part)
    )
    if found and (partly or found.rest or (FOREIGN in found.remark.after and _ENGLISH.search(heard.text))):
        found = None  # "jk. do i need to tell the dentist": the question counts
    if found and not (found.remark.after and found.score >= (FULL if sure else FAIR if weak else CLEAR)):
        found = None
    doubtful = heard.leans or (heard.confidence < _SURE and heard.intent not in _OWN)
    least = FULL if content else LIKELY if weak else HALF if doubtful else FULL
    opening = _opening(heard.text, scene, least)
    opening = None if opening and (_heavy(opening, heard) or _empty(opening, memory, asked)) else opening
    if found and opening and opening.score > found.score and opening.score >= FULL:
        return opening
    return found or opening


def _heavy(found: Found, heard: Heard) -> bool:
    """Whether a light word would fall on something that weighs on the person."""
    weighs = heard.intent in _FELT or heard.feeling in _FEELINGS
    return found.remark.kind == "social" and weighs and found.score < _SAME


def aside(heard: Heard) -> Found | None:
    """The remark on the companion itself that a message makes in the middle of another talk, or None."""
    scene = frozenset((ANSWERED,)) if heard.answered else frozenset[str]()
    rude = heard.intent == "insult_bot" and heard.confidence >= _UNSURE
    found = None if heard.chosen else _opening(heard.text, scene, HALF if rude else FULL)
    return None if found and _heavy(found, heard) else found


def named(heard: Heard, memory: Memory, events: Iterable[Mapping[str, Any]]) -> Found | None:
    """The remark on the companion or the talk whose own words a message holds, or None."""
    found = aside(heard)
    sure = found is not None and found.remark.hears and found.score >= NAMED
    return found if sure and not _empty(found, memory, events) else None


def _empty(found: Found | None, memory: Memory, events: Iterable[Mapping[str, Any]]) -> bool:
    """Whether something to take along is asked for, and nothing was told that could stand in it."""
    if found is None or found.remark.kind != "document":
        return False
    return not so_far(memory, (event.get("text") or "" for event in events if event.get("event") == "user"))


def _opening(text: str, scene: frozenset[str], least: float) -> Found | None:
    """The remark that needs nothing before it, where it is at least that close."""
    found = _talk().opening(text, scene)
    if found is None or found.rest:
        return None
    if found.part == parts(text)[0]:
        return found if found.score >= least else None
    # A question among other things told is the content's, and a few words may mean anything.
    same = found.score >= _ALIKE  # "u single" in "u single? send pic"
    told = found.remark.kind != "answer" and (same or len(found.part.split()) >= _WORDS)
    return found if told and found.score >= min(FULL, least + _PART) else None


def noted(found: Found, memory: Memory, events: Iterable[Mapping[str, Any]]) -> Memory:
    """The memory of which thread the conversation is on."""
    asked = sum(1 for event in events if event.get("event") == "user")
    return memory.note(**{THREAD: (found.remark.thread, asked)})


def _intent(event: Mapping[str, Any]) -> str:
    parsed = event.get("parse_data") or {}
    return str((parsed.get("intent") or {}).get("name") or "")


def _talk() -> Remarks:
    return remarks(project.root(), TALK)
