"""Small steps to choose from, the person's own idea among them."""

from __future__ import annotations

import re

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session import cue
from companion.coaching.session.ending import heard_out, leave, lost, offer, rest
from companion.coaching.session.idea import states
from companion.coaching.session.offering import offered
from companion.coaching.session.own import OWN, idle, quoted, words_of, yours
from companion.coaching.session.planning import settled
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.sentence import tells
from companion.coaching.session.speech import ELSE, IDEA, LEAVE, TINY, Kit, Speech
from companion.coaching.session.step import doing
from companion.coaching.session.timing import moment, tells_time
from companion.coaching.session.topics import Step
from companion.coaching.taking import option

SHOWN = 3
_LATER = re.compile(r"\b(?:think about it|think on it|sleep on it|mull it over)\b", re.IGNORECASE)
_ORDER = {
    "first": 0, "top": 0, "smallest": 0, "smaller": 0, "small": 0, "easy": 0, "easiest": 0, "tiny": 0,
    "second": 1, "middle": 1, "third": 2, "last": -1,
}  # fmt: skip
_ALL = frozenset(("all", "both", "everything"))

_FEW = 6  # words up to which what is said for an idea is one


def menu(speech: Speech, state: State, tiny: bool = False) -> Move:
    """Two or three steps from small to larger; the smaller end below 7 of confidence."""
    steps = speech.kit.topic(state).steps
    sure = (state.answers.get("confidence") or 0) >= 7 and not tiny
    shown = steps[-SHOWN:] if sure else steps[:SHOWN]
    rows = tuple(f"{step.title}. {step.how}" for step in shown)
    return speech.ask(state, "step", (*(step.title for step in shown), IDEA), rows=rows)


def on_step(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """One of the steps, an idea of their own, or none of it."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    steps = [step for step in kit.topic(state).steps if step.title in state.options]
    picked = option(state, heard)
    if picked == IDEA:
        return speech.say("permission_no").ask(state, "idea")
    found = next((step for step in steps if step.title == picked), None) or _by_order(heard, steps)
    if found:
        return chosen(speech, state, found)
    if said.risky:
        return menu(speech.say("risky"), state)
    if said.leaving:
        return leave(speech)
    if steps and (heard.unsure or said.impatient or heard.words == ["yes"]):
        return chosen(speech, state, steps[0], "picked_for_you")
    if set(heard.words) & _ALL and steps:
        return chosen(speech.say("one_is_enough"), state, steps[0])
    if said.against:
        state = merged(state, said)
        return offer(reflect(speech, said, state), state)
    if said.none or heard.no:
        return speech.say("permission_no").ask(state, "idea")
    return on_idea(kit, state, heard, memory)


def on_idea(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """A step of their own, with its moment when they named one."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.risky:
        return menu(speech.say("risky"), state)
    if said.leaving:
        return leave(speech)
    agrees = heard.yes and len(heard.words) < _FEW and not offered(heard.text, expected=True).plans
    if agrees and state.answers.get("do"):
        return settled(speech.say("own_plan"), state)
    short = len(heard.words) < 3
    if _LATER.search(heard.text):
        return rest(speech.say("thought"), state)
    bare = len(heard.words) == 1
    if heard.unsure or said.impatient or (heard.no and bare) or (heard.yes and short):
        eager = heard.yes and not heard.unsure
        return menu(speech.say("menu" if eager else "heard_unsure"), state, tiny=not eager)
    told = (len(heard.words) > _FEW or tells(heard.text)) and not offered(heard.text, expected=True).plans
    if heard.asks or told or states(heard.text):
        return heard_out(speech, said, state, heard)
    words = words_of(heard.text)
    when = moment(words)
    do = words_of(words[: words.index(when)]) if when else words
    near = _near(kit, state, words)
    if near:
        state = state.at("idea", do=near.do, name=near.name)
        speech.say("chose_step", do=yours(near.do), how=near.how)
        return cue.named(speech, state, when) if when and tells_time(when) else cue.ask_cue(speech, state)
    if (said.against or said.reasons) and not doing(do):
        return heard_out(speech, said, state, heard)
    if len(do) < 4 or idle(heard.words) or heard.intent == "gibberish" or not doing(do):
        return lost(speech, state, heard, lambda speech, state: speech.ask(state, "idea"))
    speech.say("chose_own", do=quoted(do))
    state = state.at("idea", do=quoted(do), name=OWN)
    return cue.named(speech, state, when) if when else cue.ask_cue(speech, state)


def on_offer(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """A tiny step, something else, or leave it."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    if picked == LEAVE or said.leaving or (heard.no and picked is None):
        return leave(speech)
    if picked == ELSE or said.none:
        return speech.say("choice").end(({"title": "What can you do?", "intent": "what_can_you_do"},))
    if (
        picked == TINY
        or heard.yes
        or said.impatient
        or heard.unsure
        or {"tiny", "small", "step"} & set(heard.words)
    ):
        topic = kit.topic(state)
        state = state.at("offer", topic=topic.name)
        return menu(speech.say("menu_tiny"), state, tiny=True)
    if "topic" in state.answers and doing(words_of(heard.text)):
        return on_idea(kit, state, heard, memory)
    return leave(speech)


def chosen(speech: Speech, state: State, step: Step, key: str = "chose_step") -> Move:
    """A step of the topic; on to its moment, unless that is known."""
    speech.say(key, do=yours(step.do), how=step.how)
    state = state.at(state.step, do=step.do, name=step.name)
    return cue.ask_cue(speech, state)


def _near(kit: Kit, state: State, words: str) -> Step | None:
    """The step of the topic that an idea means, when they share two words or more."""
    said = {word for word in words.lower().split() if len(word) > 3}
    for step in kit.topic(state).steps:
        if len(said & {word for word in step.do.lower().replace(",", "").split() if len(word) > 3}) > 1:
            return step
    return None


def _by_order(heard: Heard, steps: list[Step]) -> Step | None:
    for word in heard.words:
        if word in _ORDER and len(heard.words) < 6 and steps:
            return steps[min(_ORDER[word], len(steps) - 1)]
    return None
