"""A plan said back before it counts: cue, time, action, and what to do when it gets hard."""

from __future__ import annotations

from typing import Any

from companion.coaching.flow import Move, State
from companion.coaching.session.own import OWN, yours
from companion.coaching.session.speech import NOTE, Speech
from companion.coaching.session.timing import tells_time
from companion.coaching.session.topics import Step, Topic

SPARE = {"snag": "something comes up", "then": "start again the next day, with no blame"}
HALF = "only do half of it"
SOME = "do a small part of it, or start again the next day"


def no_snag(state: State) -> State:
    """The plan with one plain rule for odd days, where the person sees no snag."""
    return state.at("obstacle", snag=SPARE["snag"], then=SPARE["then"])


def said_back(speech: Speech, state: State, agreed: bool = False) -> Move:
    """The plan as heard, to be confirmed or corrected. Lacking parts get plain ones.

    `agreed`: they said already that it shall be their plan, so that is not asked again.
    """
    plan = parts(state)
    cue = plan["cue"] if tells_time(plan["cue"]) or not plan["time"] else f"{plan['cue']}, {plan['time']}"
    speech.page("plan", **{**plan, "cue": cue})
    if agreed:
        kept = {**plan, "keep": None}
        speech.memory = speech.memory.note(**{NOTE: kept, "wishes": state.answers.get("reasons", [])})
        return speech.ask(state, "keep", plan=kept)
    return speech.ask(state, "confirm", plan=plan)


def parts(state: State) -> dict[str, Any]:
    """The plan as plain data, in the person's voice: topic, do, name, cue, time, snag, then."""
    answers = state.answers
    return {
        "topic": answers.get("topic", "everyday-care"),
        "do": answers.get("do", ""),
        "name": answers.get("name", OWN),
        "cue": answers.get("cue", ""),
        "time": answers.get("time", ""),
        "snag": answers.get("snag", SPARE["snag"]),
        "then": answers.get("then", SPARE["then"]),
    }


def turned(plan: dict[str, Any]) -> dict[str, str]:
    """The plan turned to the person: "my brush" is "your brush"; quoted words stay as they are."""
    return {key: value if value.startswith('"') else yours(value) for key, value in plan.items()}


def neighbour(topic: Topic, do: str, by: int) -> Step | None:
    """The next larger (+1) or smaller (-1) step than the one whose action is `do`, or None."""
    places = [index for index, step in enumerate(topic.steps) if step.do == do]
    place = places[0] + by if places else -1
    return topic.steps[place] if 0 <= place < len(topic.steps) else None
