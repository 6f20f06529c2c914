"""Ways out of a session: lost answers, an offer of choices, a door left open, a close."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from companion.coaching.flow import Move, State
from companion.coaching.session.speech import Speech


def lost(speech: Speech, state: State, again: Callable[[Speech, State], Move], key: str = "missed") -> Move:
    """No answer to the question: once it is put in other words, then choices, then the door stays open."""
    misses = state.answers.get("misses", 0) + 1
    state = replace(state, answers={**state.answers, "misses": misses})
    if misses == 1:
        return counted(again(speech.say(key), state), state)
    if misses == 2:
        return offer(speech.say("many_ways"), state)
    return leave(speech)


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
