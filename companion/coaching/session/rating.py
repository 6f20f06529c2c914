"""Rating: a number that a session did not ask for, or both at once, taken as what it is for."""

from __future__ import annotations

import re

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.session.making import drafted_from
from companion.coaching.session.offering import offered
from companion.coaching.session.own import yours
from companion.coaching.session.planning import settled
from companion.coaching.session.reflection import merged
from companion.coaching.session.rulers import HIGH, confident, height, named, weighed
from companion.coaching.session.scale import rated
from companion.coaching.session.speech import RULERS, Speech
from companion.coaching.session.talk import Said

_FULL = re.compile(
    r"\b(?:10|ten)\s*(?:/|out of)\s*(?:10|ten)\b|\b(?:fully|totally|100 ?%|really|super) (?:motivated"
    r"|ready|up for)\b",
    re.I,
)
_BARE = re.compile(
    r"\W*(?:\w+[ ,.]+){0,2}(?:an? )?(10|\d)(?:\s*(?:/|out of)\s*10\b.*)?"
    r"(?: (?:maybe|probably|ish|i guess|i suppose|id say|i'd say)(?:, .*)?)?\W*",
    re.IGNORECASE,
)
_OUT_OF = re.compile(r"\b(10|\d)\s*(?:/|out of)\s*10\b", re.IGNORECASE)


def ready(heard: Heard) -> bool:
    """Whether someone is sure of it already, so that rulers would only hold them up."""
    return bool(_FULL.search(heard.text))


def rating(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """Importance and confidence, named in words, both at once, or as a number that nobody asked for."""
    both = rated(heard.text)
    if both.confidence is not None:
        state = drafted_from(speech, merged(state, said), offered(heard.text))
        return weighed(speech, state, both)
    bare = _BARE.fullmatch(heard.text) or _OUT_OF.search(heard.text)
    if state.step in RULERS or not bare or not _unasked(state, heard):
        return None
    number = int(bare[1])
    moment = speech.moment
    if state.step == "cue" and state.answers.get("do"):
        return _first_cue(speech, state.at("cue", confidence=number), number)
    doing = state.answers.get("do") or state.answers.get("cue") or (moment and moment.step)
    if doing or state.answers.get("importance") is not None or state.step == "permission":
        return confident(speech, state, number)
    state = merged(state, said).at(state.step, importance=number)
    speech.say(f"importance_{height(number)}", **named(number))
    return speech.ask(state, "why", values={"n": number})


def _first_cue(speech: Speech, state: State, number: int) -> Move:
    """A number where a moment was asked for: the first moment of the topic will do."""
    speech.say("confidence_high" if number >= HIGH else "confidence_low", **named(number))
    cue = speech.kit.topic(state).cues[0]
    words = f"{cue.title[0].lower()}{cue.title[1:]}"
    return settled(speech.say("cue_for_you", cue=yours(words)), state.at("cue", cue=words, time=cue.time))


def _unasked(state: State, heard: Heard) -> bool:
    """Whether a number can be no answer to the open question: one of three, or a time of day."""
    choosing = state.step in ("topic", "step") and len(heard.words) < 2
    telling = (
        state.step in ("cue", "time", "obstacle", "backup", "in_way", "helped")
        and len(heard.words) > 2
        and not _OUT_OF.match(heard.text)
    )
    return not (choosing or telling or state.answers.get("confidence") is not None)
