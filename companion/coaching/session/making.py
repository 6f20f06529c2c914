"""Making: a plan made of what a person offers, in their words, with plain parts where they named none."""

from __future__ import annotations

import re
from dataclasses import replace

from companion.coaching.flow import State
from companion.coaching.session.draft import SOME, no_snag
from companion.coaching.session.offering import Offered
from companion.coaching.session.own import OWN, quoted
from companion.coaching.session.speech import Speech
from companion.coaching.session.timing import place

_OFTEN = re.compile(
    r"\b(?:\d|once|twice|one|two|three|four|five) (?:times? |days? |nights? )?(?:a|per|each) week\b"
    r"|\bevery other (?:day|night)\b|\bweekdays\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"^(?:one|two|three|a few|a bit|\d) (?:less|fewer)\b|^cut (?:down|back)\b|^less\b", re.IGNORECASE
)
_KEEPS_TO = re.compile(r"^(?:no|not|only|\d+|one|two|three|four|five|six|half)\b|\bonly$", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekends?\b", re.IGNORECASE)
_THEN = re.compile(r"at the same time|at that time|with that", re.IGNORECASE)
_DRAFT = ("do", "cue", "worked", "snag", "wanted")  # what a plan can be made of
EACH_DAY, ON_SOME = "each day", "on the days I choose"
_DANGLING = re.compile(r"[ ,]+(?:and|so|but|then|or|that|at|on)$", re.IGNORECASE)  # where a clause was cut
# When, how much or whose it is, and nothing that is done.
_NO_DEED = re.compile(
    r"^(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\d+ out of|\w+['\u2019]s (?:at|in|on)\b"
    r"|at \w+$)",
    re.IGNORECASE,
)


def drafted(state: State) -> bool:
    """Whether there is something that a plan can be made of."""
    return any(state.answers.get(part) for part in _DRAFT)


def drafted_from(speech: Speech, state: State, offer: Offered) -> State:
    """The state with what an offer holds: step, moment, what worked, and the snag, in the person's words."""
    if offer.worked:
        state = state.note(worked=quoted(offer.worked))
    if offer.snag:
        snag = quoted(offer.snag)
        state = state.note(snag=snag, then=way_round(offer.snag))
    if not offer.plans:
        return state
    do = _do(speech, state, offer)
    cue = _cue(state, offer, do)
    name = OWN if offer.step else state.answers.get("name", OWN)
    return state.at(state.step, do=do, name=name, cue=cue, time="")


def whole(speech: Speech, state: State) -> State:
    """The state with a step and a moment, whatever was named."""
    return state.at(
        state.step,
        do=state.answers.get("do") or does(speech, state),
        cue=state.answers.get("cue") or state.answers.get("worked") or some_days(state),
    )


def does(speech: Speech, state: State) -> str:
    """What one does in this topic, towards what they said they want."""
    wanted = state.answers.get("wanted")
    bare = speech.kit.topic(state).does
    if state.answers.get("slipped") and "topic" not in state.answers:
        bare = "start again"
    return f"{bare}, to {quoted(wanted)}" if wanted else bare


def _do(speech: Speech, state: State, offer: Offered) -> str:
    topic = speech.kit.topic(state)
    offer = replace(offer, step=_DANGLING.sub("", offer.step))
    often = _OFTEN.search(offer.step)
    if not offer.step or _NO_DEED.match(offer.step):
        do = state.answers.get("do") or does(speech, state)
    elif offer.leaves:
        bare = offer.step.lower().startswith("the ")
        do = f"leave {'' if bare else 'it '}out {quoted(offer.step)}"
    elif often:
        do = f"{topic.does} {often[0]}"
    elif _LESS.search(offer.step):
        do = offer.step if offer.step.lower().startswith("cut") else f"have {offer.step}"
    elif offer.step.lower().startswith("the "):
        do = f"start with {quoted(offer.step)}"
    elif _KEEPS_TO.search(offer.step):
        do = f"keep to {quoted(offer.step)}"
    else:
        do = quoted(offer.step)
    return to_hand(do, offer.thing or state.answers.get("thing", ""))


def to_hand(do: str, thing: str) -> str:
    """A step with what lies ready for it."""
    return f"{do}, with this to help: {quoted(thing)}" if thing and thing not in do else do


def _cue(state: State, offer: Offered, do: str) -> str:
    known = str(state.answers.get("cue") or "")
    told = known or str(state.answers.get("worked") or "")
    place_only = bool(offer.cue) and offer.cue in offer.step  # where it lies says less than when it is
    if _THEN.fullmatch(offer.cue) or (place_only and (told or offer.cue == place(offer.cue))):
        return told
    if offer.cue and offer.start and not _WEEKDAY.search(offer.start):
        return quoted(f"{offer.start} {offer.cue}")
    cue = quoted(offer.cue) if offer.cue else known
    if offer.start and offer.start not in cue:
        day = _WEEKDAY.search(offer.start) or not offer.cue
        on = f"from {quoted(offer.start)} on" if day else quoted(offer.start)
        return f"{cue}, {on}" if cue and cue != EACH_DAY else on
    return cue or (EACH_DAY if do.startswith(("keep to", "leave")) else "")


def grounds(state: State) -> bool:
    """Whether more than the snag is known of a plan."""
    return any(state.answers.get(part) for part in ("do", "cue", "worked", "wanted", "thing"))


def some_days(state: State) -> str:
    """The moment of a plan that names none."""
    return ON_SOME if state.answers.get("wanted") else EACH_DAY


def way_round(snag: str) -> str:
    """What to do then."""
    return "pick another day that week" if _WEEKDAY.search(snag) else SOME


def with_snag(speech: Speech, state: State) -> State:
    """The way round a doubt that was told, else one plain rule."""
    if state.answers.get("snag"):
        return state
    told = state.answers.get("against", [])
    obstacles = speech.kit.topic(state).obstacles
    found = next((one for one in obstacles if one.theme in told and one.theme != "forget"), None)
    return state.at(state.step, snag=found.when, then=found.then) if found else no_snag(state)
