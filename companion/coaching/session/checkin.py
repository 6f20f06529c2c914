"""Coming back: how did it go? Good news is affirmed, a slip meets no blame and a smaller step."""

from __future__ import annotations

import re
from dataclasses import replace

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.said.mirror import mirror
from companion.coaching.session.cue import ask_cue
from companion.coaching.session.draft import neighbour, said_back
from companion.coaching.session.ending import close, counted, heard_out, leave, lost
from companion.coaching.session.menu import menu
from companion.coaching.session.news import news, rarer, tally
from companion.coaching.session.opening import ask_topic, wanted
from companion.coaching.session.plan import smaller
from companion.coaching.session.reflection import gives_back, merged, reflect
from companion.coaching.session.speech import (
    ENOUGH,
    KEEP,
    LEAVE,
    LESS,
    MORE,
    NAME,
    OTHER_TIME,
    SAME,
    YIELDS,
    Kit,
    Speech,
)
from companion.coaching.taking import option

_MISSED = re.compile(
    r"(?:but |only |just |although )*(?:i )?(?:missed|skipped|forgot|not (?:on|at))\b", re.IGNORECASE
)
# What may have helped: a thing, a person, a moment, a reason.
_HELPS = re.compile(
    r"\b(?:help\w*|work\w*|because|cos|us(?:e|ed|ing)|putting|put (?:it|them|the)|hav(?:e|ing)|kept"
    r"|keep\w*|leav\w+|left"
    r"|remind\w*|alarm|app|timer|song|music|patch\w*|gum|support|made|set|doing)\b",
    re.IGNORECASE,
)
_HARD = re.compile(r"\b(?:hard\w*|worst|difficult|tricky|struggl\w*|nearly|miss)\b", re.IGNORECASE)
_KEEPS = frozenset("keep same stay stays enough fine good leave it's nothing that no yes yeah ok".split())
_BRIEF = 6  # words up to which an answer picks how to go on
_PLAN = ("topic", "do", "name", "cue", "time", "snag", "then")


def returned(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """First words to a person who has a plan and comes back without saying how it went."""
    state = _recalled(kit, heard, memory)
    speech = Speech(kit, memory).say("returning", title=kit.topic(state).title)
    return ask_how(speech, state)


def asked_after(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """Somebody names a plan of theirs: how did it go comes first."""
    speech = Speech(kit, memory)
    if not gives_back(speech, heard.text):
        speech.say("plan_named")
    return ask_how(speech, _recalled(kit, heard, memory))


def ask_how(speech: Speech, state: State) -> Move:
    """How did the two minutes go?"""
    return speech.ask(state, "how", values={"name": state.answers.get("name", "the plan")})


def progressed(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """Good news, told without being asked."""
    speech = Speech(kit, memory)
    if not speech.told(heard.text):
        if rarer(heard.text):
            gives_back(speech, heard.text)
        speech.say("progress")
    key, span = tally(heard.text)
    if key:
        speech.say(key, span=span)
    state = _recalled(kit, heard, memory)
    return _well(kit, state.at("how", wanted=wanted(heard.text) or None), heard, speech)


def slipped(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """A slip, told without being asked."""
    speech = Speech(kit, memory)
    if not speech.told(heard.text):
        speech.say("setback")
    key, span = tally(heard.text)
    if key:
        speech.say(key, span=span)
    return _badly(kit, _recalled(kit, heard, memory).at("how", slipped=True), heard, speech)


def on_how(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Well, badly, or a bit of both."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    if said.leaving:
        return leave(speech)
    if picked == state.options[2] if len(state.options) > 2 else False:
        return _badly(kit, state, heard, speech.say("setback"))
    told = news(kit, heard)
    key, span = tally(heard.text)
    if key == "counted":
        return _badly(kit, state, heard, speech.say(key, span=span))
    if "mixed" in said.went or {"well", "badly"} <= {*said.went}:
        return _badly(kit, state, heard, speech.say("mixed"))
    if told == "report_progress" or "well" in said.went:
        return _well(kit, state, heard, speech.say("progress_said"))
    if told in ("report_setback", "resist") or "badly" in said.went or said.against:
        return _badly(kit, state, heard, speech.say("setback"))
    return lost(speech, state, heard, ask_how)


def on_helped(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """What helped is theirs; keep it, or add a little."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving:
        return close(speech, state, "close_keep")
    if _MISSED.match(heard.text):
        return _badly(kit, state, heard, speech.say("mixed"))
    helps = _HELPS.search(heard.text) and not _HARD.search(heard.text)
    if not (heard.unsure or helps) and len(heard.words) > 2:
        return heard_out(speech, said, state, heard)
    turned = heard.no or re.match(r"\W*(?:i know|dont|don't|do not|nothing)\b", heard.text, re.IGNORECASE)
    back = mirror(heard.text)
    if turned or heard.asks or (back and back.hard):
        return heard_out(speech, said, state, heard)
    speech.say("heard_unsure" if heard.unsure else "helped_heard")
    return speech.ask(state, "next")


def on_next(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Keep it, a little more, or enough."""
    speech = Speech(kit, memory)
    picked = option(state, heard)
    plain = {*heard.words} & (_KEEPS | {"more", "add", "next", "bigger"}) or heard.unsure
    if picked is None and (len(heard.words) > _BRIEF or not plain):
        return heard_out(speech, kit.talk.read(heard.text), state, heard)
    more = picked == MORE or (bool({"more", "add", "next", "bigger"} & set(heard.words)) and not heard.no)
    if picked in (KEEP, ENOUGH) or not more:
        return close(speech, state, "close_keep")
    if "topic" not in state.answers:
        return ask_topic(speech.say("plan_larger"), state.at("next", quick=True))
    larger = neighbour(kit.topic(state), state.answers.get("do", ""), 1)
    if larger is None:
        return menu(speech.say("plan_larger"), state.at("next", confidence=10))
    state = state.at("next", do=larger.do, name=larger.name)
    speech.say("plan_larger")
    return said_back(speech, state) if state.answers.get("cue") else ask_cue(speech, state)


def on_in_way(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """What got in the way is given back, and something is changed about the plan."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving:
        return leave(speech)
    state = merged(state, said)
    if heard.unsure or not said.against:
        if not heard.unsure and speech.told(heard.text):
            return speech.pose(state, gently=True)  # a loss, or whatever it was, comes before the plan
        if heard.unsure or not gives_back(speech, heard.text):
            speech.say("heard_unsure" if heard.unsure else "heard")
    else:
        reflect(speech, said, state)
    return speech.ask(state, "adapt")


def on_adapt(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Smaller, another moment, the same again, or leave it."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    words = set(heard.words)
    if picked == LEAVE or said.leaving:
        return leave(speech)
    if picked == SAME or {"same", "again"} & words:
        return close(speech, state, "close_again")
    if said.against and picked is None and not {"smaller", "moment", "time"} & words:
        state = merged(state, said)
        return counted(reflect(speech, said, state).ask(state, "adapt"), state)
    if picked is None and len(heard.words) > _BRIEF and not said.impatient:
        return heard_out(speech, said, state, heard)
    if "topic" not in state.answers:
        topic = kit.topics.named(heard.text)
        if topic is None:
            return ask_topic(speech.say("plan_smaller"), state.at("adapt", quick=True))
        state = state.at("adapt", topic=topic.name)
    if "do" not in state.answers:
        return menu(speech.say("menu_tiny"), state, tiny=True)
    if picked == OTHER_TIME or {"moment", "time", "cue", "when"} & words:
        kept = {key: value for key, value in state.answers.items() if key not in ("cue", "time")}
        return ask_cue(speech.say("plan_off"), replace(state, step="adapt", answers=kept))
    if (
        picked == LESS
        or ("smaller" in words and not heard.no)
        or (heard.yes and len(words) < 3)
        or heard.unsure
        or said.impatient
    ):
        return smaller(speech, state.at("adapt", plan=True))
    if heard.no:
        return close(speech, state, "close_again")
    return lost(speech, state, heard, lambda speech, state: speech.ask(state, "adapt"))


def _well(kit: Kit, state: State, heard: Heard, speech: Speech) -> Move:
    return speech.ask(state, "helped")


def _badly(kit: Kit, state: State, heard: Heard, speech: Speech) -> Move:
    said = kit.talk.read(heard.text)
    state = merged(state, said)
    moment = speech.moment
    if moment and moment in kit.moments.named(heard.text):
        return speech.pose(state, gently=True)
    told = [name for name in said.against if name not in ("hard", "low")]
    if told:
        speech.theme(kit.talk.doubt(told[0]))
        return speech.ask(state, "adapt")
    if "low" in said.against:
        reflect(speech, said, state)
    return speech.ask(state, "in_way")


def _recalled(kit: Kit, heard: Heard, memory: Memory) -> State:
    """The plan of before, unless the message is about another topic."""
    topic = kit.topics.named(heard.text) or kit.topics.spoken_of(memory)
    plan = memory.notes.get("plan") or {}
    if plan and (topic is None or topic.name == plan["topic"]):
        return State(NAME, "how", answers={key: plan[key] for key in _PLAN}, yields=YIELDS)
    return State(NAME, "how", answers={"topic": topic.name} if topic else {}, yields=YIELDS)
