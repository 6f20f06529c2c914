"""Teach-back: the companion tests whether it was clear. At most three points, one second try."""

from __future__ import annotations

import re

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.draft import SPARE, parts, turned
from companion.coaching.session.ending import close
from companion.coaching.session.speech import Kit, Speech
from companion.coaching.session.talk import spaced

_FILLING = frozenset(
    "when after before while with this that what have will then still only just right each every once there "
    "something from into your mine feel".split()
)


def ask_teach(speech: Speech, state: State) -> Move:
    """In their own words, to test ours."""
    return speech.ask(state, "teach")


def missing(kit: Kit, state: State, text: str) -> tuple[str, ...]:
    """Which of the points step, cue and if-then a message leaves out."""
    plan = parts(state)
    topic = kit.topic(state)
    said = set(spaced(text).split())
    step = next((step.words for step in topic.steps if step.do == plan["do"]), ())
    cue = next((cue.words for cue in topic.cues if cue.title.lower() == plan["cue"].lower()), ())
    points = {
        "step": {*step, *_core(plan["do"])},
        "cue": {*cue, *_core(plan["cue"]), *_core(plan["time"])},
        "if": {*_core(plan["snag"]), *_core(plan["then"])},
    }
    if plan["snag"] == SPARE["snag"]:
        del points["if"]  # ours, not theirs: nothing to give back
    return tuple(name for name, words in points.items() if not _near(words, said))


def on_teach(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """What is missing was badly said, and is said again in other words, once."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    left_out = missing(kit, state, heard.text)
    if said.leaving or said.impatient or heard.no or heard.intent == "resist":
        return close(speech.say("teach_skip"), state)
    if not left_out:
        return close(speech.say("teach_good"), state)
    told = turned(parts(state))
    if heard.yes and len(heard.words) < 6:
        speech.say("teach_yes", cue=told["cue"], do=told["do"])
    elif "step" in left_out or "cue" in left_out:
        speech.say("teach_missing_do", cue=told["cue"], do=told["do"])
    else:
        speech.say("teach_missing_if", snag=told["snag"], then=told["then"])
    return speech.ask(state, "teach_again")


def on_teach_again(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Whatever comes, that was the second try."""
    said = kit.talk.read(heard.text)
    clear = heard.yes or len(missing(kit, state, heard.text)) < 2
    skipped = said.leaving or heard.no or heard.unsure or not clear
    return close(Speech(kit, memory).say("teach_skip" if skipped else "teach_good"), state)


def _core(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z0-9]+", text.lower()) if len(word) > 3} - _FILLING


def _near(words: set[str], said: set[str]) -> bool:
    """Whether any word is said, in any ending."""
    return any(
        one == other or (min(len(one), len(other)) > 3 and one[:4] == other[:4])
        for one in words
        for other in said
    )
