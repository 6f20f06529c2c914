"""Belief: what a message says, and how far its intent is believed against that.

An intent is a guess. Some are easily taken for something else: below a confidence of their own they
tell little, and the words of the message count for more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.heard import Heard
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.session.talk import Said
from companion.coaching.session.topics import Topic

WEAK, HALF, FIRM = 0.4, 0.5, 0.6
FITS = 0.75  # chance from which what helps with a telling goes before what was written for such a thing
LATELY = "lately"  # the note on the flow that spoke last, while nothing else was answered since
LOST = frozenset(("nlu_fallback", "out_of_scope", "gibberish"))
FIRST = re.compile(r"\b(?:i|ive|im|id|ill|my|me|we|our|us)\b")
SERIOUS = frozenset(("emergency", "urgent", "soon"))  # levels that come before a talk about habits
HURTS = frozenset(("shame", "fear", "sadness"))
# Intents that are easily taken for something else: the confidence from which they are believed.
_FIRM_FROM = {
    **dict.fromkeys(("take_back", "what_can_you_do", "ask_reason"), FIRM),
    **dict.fromkeys(("prepare_visit", "affirm", "deny", "greet", "stop"), WEAK),
    **dict.fromkeys(("talk_to_human", "override_instructions", "simplify", "ask_diagnosis"), WEAK),
    **dict.fromkeys(("insist_procedure", "resist", "want_procedure", "worry_about_looks", "ask_dose"), HALF),
    **dict.fromkeys(("repeat", "correct_bot", "measure_fear", "how_sure", "forget_me"), HALF),
    **dict.fromkeys(("self_check", "what_do_you_store", "who_made_you", "danger_over"), HALF),
}
# Intents that a wish, a habit or a feeling told in so many words overrules.
OPEN = (
    LOST
    | frozenset(_FIRM_FROM)
    | frozenset("ask express_feeling worry_about_looks set_goal report_symptom".split())
    | frozenset(("report_injury", "be_unsure"))
)


@dataclass(frozen=True)
class Scene:
    """What stands when a message comes: the best entry's score, and the level found so far."""

    score: float = 0.0
    level: str = "none"


@dataclass(frozen=True)
class Sense:
    """A message as the leads see it: `words` are plain, `asks` is whether it wants an answer."""

    heard: Heard
    words: str
    wish: Wish
    said: Said
    topic: Topic | None
    asks: bool
    weak: bool
    scene: Scene


def weak(heard: Heard, wish: Wish, said: Said, topic: Topic | None, memory: Memory) -> bool:
    """Whether the intent tells little: not understood, or one that is easily mistaken."""
    if heard.intent in LOST:
        return True
    if heard.intent in ("report_progress", "report_setback"):
        known = "plan" in memory.notes or memory.notes.get(LATELY) == "coach" or topic is not None
        return heard.confidence < FIRM and not (known and said.went)
    if heard.intent == "ask_dose" and "painkiller" in heard.answered:
        return False
    if heard.intent in ("resist", "set_goal") and topic:
        return False
    if heard.intent in ("want_procedure", "worry_about_looks") and wish.procedures:
        return False
    return heard.confidence < _FIRM_FROM.get(heard.intent or "", 0.0)
