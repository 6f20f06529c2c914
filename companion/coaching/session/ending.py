"""Ways out of a session: what was not understood, an offer of choices, a door left open, a close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.own import idle
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.request import asks_works
from companion.coaching.session.speech import Kit, Speech
from companion.coaching.session.talk import Said

_TELLS = 2  # words from which a message says something of its own


def lost(
    speech: Speech,
    state: State,
    heard: Heard,
    again: Callable[[Speech, State], Move],
    key: str = "unclear",
) -> Move:
    """No answer to the question: what it tells is heard; else the question comes in other words.

    After that there are choices, and then the door stays open.
    """
    misses = state.answers.get("misses", 0) + 1
    state = replace(state, answers={**state.answers, "misses": misses})
    if misses == 1 and heard.asks and state.answers.get("do"):
        return again(speech.say("may_help" if asks_works(heard.text) else "no_answer"), state)
    if misses == 1 and key == "unclear" and tells(heard):
        return heard_out(speech, speech.kit.talk.read(heard.text), state, heard)
    if misses == 1:
        return counted(again(speech.say(key), state), state)
    if misses == 2:
        return offer(speech.say("many_ways"), state)
    return leave(speech)


def tells(heard: Heard) -> bool:
    """Whether a message says something, even if it is no answer."""
    return len(heard.words) >= _TELLS and heard.intent != "gibberish" and not idle(heard.words)


def heard_out(speech: Speech, said: Said, state: State, heard: Heard) -> Move:
    """What was told is given back, and one way on is offered: its own question, or what to make of it."""
    state = merged(state, said)
    if speech.told(heard.text):
        moment = speech.moment
        return rest(speech, state) if moment and moment.quiet else speech.pose(state)
    if said.against or said.reasons or said.change:
        felt = speech.feels(heard.text)
        return reflect(speech, said, state).pose(state, gently=bool(said.against) or felt)
    if heard.asks:
        return speech.say("no_answer").pose(state)
    return reflect(speech, said, state, text=heard.text).pose(state)


def on_open(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Whatever they say where nothing was asked."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving or (heard.no and len(heard.words) <= _TELLS):
        return leave(speech)
    if heard.yes and len(heard.words) <= _TELLS:
        return speech.ask(state, "idea")
    return heard_out(speech, said, state, heard)


def rest(speech: Speech, state: State) -> Move:
    """Left alone with it: no question follows."""
    return speech.rest(state)


def counted(move: Move, before: State) -> Move:
    """The question of `move` counts as put once more than that of `before`."""
    return replace(move, state=replace(move.state, asked=before.asked + 1)) if move.state else move


def offer(speech: Speech, state: State) -> Move:
    """A tiny step, something else, or leave it."""
    return speech.ask(state, "offer")


def leave(speech: Speech) -> Move:
    """The door stays open."""
    return speech.say("leave").end()


def close(speech: Speech, state: State, key: str = "close") -> Move:
    """Affirmation, the person's own choice, how things belong together, where to read on."""
    speech.say(key)
    if "topic" not in state.answers:
        return speech.end()
    topic = speech.kit.topic(state)
    speech.vary(f"topic.{topic.name}.belongs", topic.belongs)
    return speech.end(topic.related[:2])
