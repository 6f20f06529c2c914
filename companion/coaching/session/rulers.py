"""Importance and confidence from 0 to 10, why not lower, and leave to suggest something."""

from __future__ import annotations

import re

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.ending import leave, lost, offer
from companion.coaching.session.making import whole
from companion.coaching.session.menu import menu, on_idea
from companion.coaching.session.own import OWN
from companion.coaching.session.plan import smaller
from companion.coaching.session.planning import settled
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.scale import Rated
from companion.coaching.session.speech import IDEA, Kit, Speech
from companion.coaching.session.step import doing
from companion.coaching.session.talk import spaced
from companion.coaching.taking import option

LOW, HIGH = 3, 7  # importance below LOW is low; from HIGH on, a number is high
# Words that stand for a number, the strongest first.
_ROUGH = (
    (re.compile(r" (not at all|zero|nothing|none) "), 0),
    (re.compile(r" not (very|much|really|so|that|too) "), 3),
    (re.compile(r" (so so|medium|half|middle|a bit|a little|somewhat|kind of|kinda|fifty fifty) "), 5),
    (re.compile(r" (quite|fairly|pretty|rather) "), 7),
    (
        re.compile(r" (very|really|extremely|totally|super|a lot|loads|everything|hugely|completely) "),
        9,
    ),
)
_NUMBERS = re.compile(r"\b(10|\d)\b(?!\s*(?:%|/|out of))|\b(10|\d)(?=\s*(?:/|out of)\s*10)")
_MEANT = re.compile(
    r"\b(?:an?|like|about|maybe|probably|say|around|its|still|idk|only|at|importan\w*"
    r"|confiden\w*)\W+(?:an? |like |about )*"
    r"(?:10|\d)\b(?! (?:years|months|weeks|days|times|kids|out))|(?:10|\d)\s*(?:/|out of)\s*10",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"\b(?:tried|did|didn'?t|had|done|have|got|was|were|went|happen\w*)\b", re.IGNORECASE
)  # told, not rated
_FEW = 3  # words up to which any number is an answer
_SCALE = re.compile(r"(?:/|out of)\s*10\b", re.IGNORECASE)
_BIG = re.compile(r"\b(?:1[1-9]|[2-9]\d|\d{3,})\b")


def numbers(heard: Heard) -> list[int]:
    """All numbers from 0 to 10 in a message; words such as "very" only when there is none."""
    few = len(heard.words) <= _FEW
    if not few and not _MEANT.search(heard.text):
        return _roughly(heard) if len(heard.words) <= 2 * _FEW and not _STORY.search(heard.text) else []
    text = _SCALE.sub(" ", heard.text)
    found = [int(one or other) for one, other in _NUMBERS.findall(text)]
    if found:
        return found
    if heard.number is not None and few:
        return [heard.number]
    if _BIG.search(text):
        return [10] if re.search(r"\b(?:100|11|1000)\b", text) else []
    return [] if _STORY.search(heard.text) else _roughly(heard)


def _roughly(heard: Heard) -> list[int]:
    return next(([number] for pattern, number in _ROUGH if pattern.search(spaced(heard.text))), [])


def on_importance(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """How much it matters; a reason in the same breath is not asked for again."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    found = numbers(heard)
    if not found:
        if said.leaving:
            return leave(speech)
        if said.impatient:
            return menu(speech.say("menu_fast"), state)
        if said.against or said.reasons:
            state = merged(state, said)
            return reflect(speech, said, state).ask(state, "confidence")
        if heard.unsure or heard.yes:
            return speech.say("importance_none").ask(state, "why_any")
        if _tells(heard):
            return reflect(speech, said, state, text=heard.text).ask(state, "permission")
        return lost(speech, state, heard, lambda speech, state: speech.ask(state, "importance"))
    number = found[0]
    state = merged(state, said).at("importance", importance=number)
    speech.say(f"importance_{height(number)}", **named(number))
    if len(found) == 2 and "confiden" in heard.text.lower():
        return confident(speech, state, found[1])
    if said.reasons or (said.against and len(heard.words) > 4):
        return reflect(speech, said, state).ask(state, "confidence")
    if number == 0:
        return speech.ask(state, "why_any")
    return speech.ask(state, "why", values={"n": number})


def on_why(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Why not lower: the answer is change talk, and it is made stronger by giving it back."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving and not said.reasons:
        return leave(speech)
    state = merged(state, said)
    low = state.answers.get("importance", 5) < LOW
    nothing = heard.unsure or heard.no or not (said.reasons or said.change or len(heard.words) > 2)
    if low and (nothing or (said.against and not said.reasons)):
        if nothing:
            speech.say("no_reason" if heard.no else "heard_unsure")
        else:
            reflect(speech, said, state)
        return offer(speech.say("choice"), state)
    if said.impatient and not said.reasons:
        return menu(speech.say("menu_fast"), state)
    if nothing and not said.against:
        return speech.say("heard_unsure").ask(state, "confidence")
    return reflect(speech, said, state, text=heard.text).ask(state, "confidence")


def on_confidence(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """How sure they are; under 7 the step gets smaller."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    found = numbers(heard)
    if found:
        state = merged(state, said)
        if said.against:
            reflect(speech, said, state)
        return confident(speech, state, found[0])
    if said.leaving:
        return leave(speech)
    if said.impatient:
        return menu(speech.say("menu_fast"), state)
    if said.against or said.reasons:
        state = merged(state, said)
        return reflect(speech, said, state).say("confidence_none").ask(state, "permission")
    if heard.unsure or heard.yes or heard.no:
        return speech.say("confidence_none").ask(state, "permission")
    if _tells(heard):
        return reflect(speech, said, state, text=heard.text).ask(state, "permission")
    return lost(speech, state, heard, lambda speech, state: speech.ask(state, "confidence"))


def on_permission(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Leave to suggest: yes, no, or an idea of their own."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving:
        return leave(speech)
    if option(state, heard) == IDEA or "own idea" in heard.text.lower():
        return speech.say("permission_no").ask(state, "idea")
    if said.against and not heard.yes:
        state = merged(state, said)
        return offer(reflect(speech, said, state), state)
    rated = numbers(heard)
    if rated and len(heard.words) <= 2 and state.answers.get("confidence") is None:
        speech.say("confidence_high" if rated[0] >= HIGH else "confidence_low", **named(rated[0]))
        return menu(speech, state.at("permission", confidence=rated[0]))
    if rated and "confiden" in heard.text.lower():
        return confident(speech, state, rated[-1])
    if heard.no:
        return speech.say("permission_no").ask(state, "idea")
    if heard.yes or said.impatient or heard.unsure or len(heard.words) < 4:
        return menu(speech.say("menu"), state)
    if not doing(heard.text) and _tells(heard):
        return menu(reflect(speech, said, merged(state, said), text=heard.text), state)
    return on_idea(kit, state, heard, memory)


def confident(speech: Speech, state: State, number: int) -> Move:
    """What a confidence of `number` asks for: below 7 a smaller step, else their own way."""
    own = state.answers.get("do") and state.answers.get("name") == OWN
    low = "confidence_own" if own else "confidence_low"
    speech.say("confidence_high" if number >= HIGH else low, **named(number))
    state = state.note(confidence=number)
    if number < HIGH:
        return _smaller(speech, state, number)
    known = any(state.answers.get(part) for part in ("do", "cue", "worked"))
    return settled(speech, whole(speech, state)) if known else speech.ask(state, "idea")


def _smaller(speech: Speech, state: State, number: int) -> Move:
    """With a plan of ours a smaller one, with theirs the plan to confirm; else what would lift the number."""
    planned = state.answers.get("do")
    if planned and state.answers.get("cue") and state.answers.get("name") != OWN:
        return smaller(speech, state)
    if planned:
        return settled(speech, state)
    return speech.ask(state, "lift", values={"n": number})


def weighed(speech: Speech, state: State, both: Rated) -> Move:
    """Both numbers or one: the gap between them is given back, and the step gets smaller."""
    importance, confidence = both.importance, both.confidence
    if importance is not None:
        state = state.note(importance=importance)
    if confidence is None:
        return speech.ask(state, "confidence")
    if both.gap:
        speech.say("gap", a=named(importance or 0)["a"], i=importance, n=confidence)
        state = state.note(confidence=confidence)
        return _smaller(speech, state, confidence)
    if importance is not None:
        speech.say(f"importance_{height(importance)}", **named(importance))
    return confident(speech, state, confidence)


def named(number: int) -> dict[str, object]:
    """The values that a wording with a number takes."""
    return {"a": "An" if number == 8 else "A", "n": number}


def height(number: int) -> str:
    """Low, middle or high, as the wordings are called."""
    return "low" if number < LOW else "middle" if number < HIGH else "high"


def _tells(heard: Heard) -> bool:
    """Whether a message says something, even if it is no answer: it is heard, not asked again."""
    return len(heard.words) > 1 and heard.intent != "gibberish" and not heard.asks
