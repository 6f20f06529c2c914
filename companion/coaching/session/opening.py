"""The beginning of a session: a wish or a doubt, the topic, and what matters about it."""

from __future__ import annotations

import re

from companion.coaching.flow import Move, State
from companion.coaching.heard import SURE, Heard
from companion.coaching.memory import Memory
from companion.coaching.session.ending import heard_out, leave, lost, rest, tells
from companion.coaching.session.menu import menu
from companion.coaching.session.rating import ready
from companion.coaching.session.reflection import facts, gives_back, merged, reflect
from companion.coaching.session.rulers import numbers, on_importance
from companion.coaching.session.speech import NAME, SHOWN_TOPICS, YIELDS, Kit, Speech
from companion.coaching.session.talk import Said
from companion.coaching.session.topics import GENERAL

# How much of it they want: "get to 5", "cut down to two".
_BRIEF = 8  # words up to which a goal is a goal and no more
_WANTED = re.compile(
    r"\b(?:want|like|aim|trying|need) to ((?:get|go|move|come|cut|bring)(?: \w+)? (?:to|down|up"
    r"|back)\b[^.!?,;]*)",
    re.IGNORECASE,
)


def opened(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """The first words, on a goal, a "help me ..." or a reason against."""
    said = kit.talk.read(heard.text)
    told = next((one for one in kit.moments.named(heard.text) if not one.answers), None)
    topic = kit.topics.named(heard.text) or (kit.topics.named(heard.about) if heard.about else None)
    topic = topic or (kit.topics.of(told.topic) if told and told.topic else None)
    topic = topic or kit.topics.spoken_of(memory)
    state = State(NAME, "topic", answers={"topic": topic.name} if topic else {}, yields=YIELDS)
    state = state.at("topic", wanted=wanted(heard.text) or None)
    state = merged(state, said, first=True)
    speech = Speech(kit, memory)
    plain_goal = _wishes(heard, said) and topic and len(heard.words) <= _BRIEF
    if told and (told.ask or told.quiet) and not (plain_goal or said.impatient or ready(heard)):
        speech.told(heard.text)
        return rest(speech, state) if told.quiet else facts(speech).pose(state)
    resists = heard.intent == "resist" or bool(state.answers["against"] and heard.intent != "set_goal")
    if resists:
        if state.answers["against"]:
            reflect(speech, said, state).say("choice")
        elif not gives_back(speech, heard.text):
            speech.say("open_told" if topic else "open_resist").say("choice")
        return _first_question(speech, state, said)
    if state.answers["against"]:
        reflect(speech, said, state, wish=_wishes(heard, said))
    elif topic and not _wishes(heard, said):
        if not speech.told(heard.text):
            speech.say("open_told")
    elif topic:
        if not gives_back(speech, heard.text):
            speech.say("open_goal", title=topic.title)
    else:
        speech.say("open_plan" if "plan" in heard.words else "open_any")
    if topic:
        speech.vary(f"topic.{topic.name}.affirm", topic.affirm)
        if ready(heard):
            return menu(facts(speech), state.at("topic", confidence=10))
    return _first_question(facts(speech), state, said)


def wanted(text: str) -> str:
    """How much of it they say they want, or ""."""
    found = _WANTED.search(text)
    return found[1].strip(" .") if found else ""


def _wishes(heard: Heard, said: Said) -> bool:
    """Whether a first message asks for a change, rather than telling how things are."""
    sure = heard.intent == "set_goal" and not 0 < heard.confidence < SURE
    return bool(said.change or said.impatient or sure)


def _first_question(speech: Speech, state: State, said: Said) -> Move:
    if "topic" not in state.answers:
        return ask_topic(speech, state)
    if said.impatient:
        return menu(speech.say("menu_fast"), state)
    if state.answers["reasons"]:
        if not said.against:
            speech.theme(speech.kit.talk.reason(state.answers["reasons"][0]))
        return speech.ask(state, "importance")
    return ask_matters(speech, state)


def ask_topic(speech: Speech, state: State) -> Move:
    """Which habit it is about."""
    shown = tuple(speech.kit.topics.of(name).button for name in SHOWN_TOPICS)
    return speech.ask(state, "topic", shown)


def ask_matters(speech: Speech, state: State) -> Move:
    """The open question, with a few reasons to pick from."""
    topic = speech.kit.topic(state)
    titles = tuple(speech.kit.talk.reason(name).title for name in topic.matters)
    return speech.ask(state, "matters", titles, {"title": topic.title})


def on_topic(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """The answer to "which habit?"."""
    said = kit.talk.read(heard.text)
    topic = kit.topics.named(heard.text)
    speech = Speech(kit, memory)
    if said.leaving:
        return leave(speech)
    if topic is None:
        state = merged(state, said)
        if said.against or said.reasons or tells(heard):
            return heard_out(speech, said, state.at("idea", topic=GENERAL), heard)
        if heard.unsure or said.impatient or state.asked > 1:
            general = state.at("topic", topic=GENERAL)
            return menu(speech.say("heard_unsure"), general, tiny=True)
        return lost(speech, state, heard, ask_topic)
    state = merged(state.at("topic", topic=topic.name), said, first=True)
    speech.say("open_goal", title=topic.title).vary(f"topic.{topic.name}.affirm", topic.affirm)
    if state.answers.get("quick") or said.impatient:
        return menu(speech, state, tiny=True)
    if state.answers["reasons"]:
        return facts(speech).ask(state, "importance")
    return ask_matters(facts(speech), state)


def on_matters(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """The answer to the open question."""
    said = kit.talk.read(heard.text)
    speech = Speech(kit, memory)
    other = kit.topics.named(heard.text)
    if said.leaving and not said.reasons:
        return leave(speech)
    if other and said.switch and other.name != state.answers.get("topic"):
        state = state.at("matters", topic=other.name)
        return ask_matters(speech.say("open_goal", title=other.title), state)
    if said.impatient and not said.reasons:
        return menu(speech.say("menu_fast"), state)
    if said.risky:
        return ask_matters(speech.say("risky"), state)
    empty = not (said.reasons or said.against or said.change) and len(heard.words) < 2
    if numbers(heard) and not (said.reasons or said.against or said.change):
        return on_importance(kit, state, heard, memory)
    if heard.unsure or empty:
        if state.asked == 1 or not heard.unsure:
            return lost(speech, state, heard, ask_matters, "hard_to_say" if heard.unsure else "unclear")
        return speech.say("heard_unsure").ask(state, "importance")
    if not (said.reasons or said.against or said.change):
        return heard_out(speech, said, state, heard)
    state = merged(state, said)
    reflect(speech, said, state, text=heard.text)
    if said.against and not said.reasons and not said.change and "coach.choice" not in memory.said:
        speech.say("choice")
    return speech.ask(state, "importance")
