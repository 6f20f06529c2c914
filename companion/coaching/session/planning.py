"""From what a person offers to a plan in their words, said back; what they only try on is no plan yet."""

from __future__ import annotations

import re

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.draft import no_snag, parts, said_back
from companion.coaching.session.ending import close, heard_out, rest
from companion.coaching.session.idea import needs, questions
from companion.coaching.session.making import (
    EACH_DAY,
    does,
    drafted,
    drafted_from,
    grounds,
    some_days,
    to_hand,
    way_round,
    whole,
    with_snag,
)
from companion.coaching.session.offering import Offered, offered
from companion.coaching.session.own import quoted, words_of, yours
from companion.coaching.session.reflection import merged
from companion.coaching.session.sentence import states as tells_how
from companion.coaching.session.speech import MAKE, NOTE, THOUGHT, Kit, Speech
from companion.coaching.session.talk import Said, spaced
from companion.coaching.session.timing import moment, start
from companion.coaching.session.topics import CONSUMED
from companion.coaching.taking import option

_SHOWN = 3  # moments to choose from
_PROPOSES = re.compile(
    r"^ (?:so do it|maybe|perhaps|what about|how about|what if i|could i|could|can i) |^ (?:a|the"
    r"|some) \w+(?: \w+)? $"
)
_EXPECTED = frozenset("step idea lift ride maybe cue time confirm change open adapt".split())
_OF_DAY = (
    (re.compile(r"\bmorning\b", re.IGNORECASE), "in the morning"),
    (re.compile(r"\b(?:night|bedtime)\b", re.IGNORECASE), "at night"),
    (re.compile(r"\bevening\b", re.IGNORECASE), "in the evening"),
)
_BACKUP = re.compile(
    r"\bif (?:that|it|this|so)\b(?: \w+){0,3}?,? (?:then )?(?:i'll|ill|i will|i'd|id|i would|i could"
    r"|i can|i) (.+)",
    re.IGNORECASE,
)


def take_up(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """The reply to what a message offers for a plan; None where it offers nothing."""
    if heard.asks and not proposes(heard):
        return None
    offer = offered(heard.text, state.step in _EXPECTED)
    backup = _BACKUP.search(heard.text) if state.answers.get("snag") else None
    if backup and drafted(state):
        return said_back(speech.say("backup_heard"), state.at(state.step, then=quoted(words_of(backup[1]))))
    if not offer.plans:
        return _noted(speech, state, heard, offer, said)
    state = drafted_from(speech, merged(state, said), offer)
    if offer.unsure and state.step not in ("maybe", "confirm", "change"):
        return _thought(speech, state, offer)
    return _taken(speech, state, offer)


def _taken(speech: Speech, state: State, offer: Offered) -> Move:
    """A plan of their own; one step that is taken once needs none."""
    timed = state.answers.get("cue") or state.answers.get("worked") or state.answers.get("topic") in CONSUMED
    if offer.step and not (timed or _when(state)):
        return settled(speech.say("chose_own", do=_to_them(state.answers["do"])), state)
    return settled(speech.say("own_plan"), state)


def _to_them(do: str) -> str:
    return do if do.startswith('"') else yours(do)


def _when(state: State) -> str:
    """The day or the time of day that their step itself names, as a moment of its own."""
    do = str(state.answers.get("do") or "")
    if found := start(do):
        if f"from {found}" in do:
            return f"from {quoted(found)} on"
        return quoted(f"on {found}" if found.lower().endswith("day") and found.lower() != "today" else found)
    return next((when for part, when in _OF_DAY if part.search(do)), "")


def proposes(heard: Heard) -> bool:
    """Whether a message that may look like a question puts an idea."""
    if questions(heard.text):
        return False
    offer = offered(heard.text)
    own = bool(offer.snag and offer.plans)
    return own or bool(_PROPOSES.search(spaced(heard.text))) or needs(heard.text)


def settled(speech: Speech, state: State, agreed: bool = False) -> Move:
    """The plan said back, or its moment asked for when none is known. `agreed`: as for draft.said_back."""
    state = with_snag(speech, state)
    if not state.answers.get("cue") and not state.answers.get("worked") and (when := _when(state)):
        state = state.at(state.step, cue=when)
    consumed = state.answers.get("topic") in CONSUMED
    snag = str(state.answers.get("snag") or "")
    bare = snag.startswith('"') and not tells_how(snag)
    if consumed and not state.answers.get("cue") and bare:
        return said_back(speech, no_snag(state.at(state.step, cue=snag)), agreed)  # that is when it counts
    if not state.answers.get("cue") and consumed:
        state = state.at(state.step, cue=EACH_DAY)  # less of something has no moment of its own
    if state.answers.get("cue"):
        return said_back(speech, state, agreed)
    if worked := state.answers.get("worked"):
        return said_back(speech, state.at(state.step, cue=worked, time=""), agreed)
    cues = speech.kit.topic(state).cues[:_SHOWN]
    return speech.ask(state, "cue", tuple(cue.title for cue in cues))


def on_maybe(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """A thought becomes the plan, or stays a thought."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    if picked == MAKE or (picked is None and heard.yes):
        return settled(speech.say("plan_yes"), state, agreed=True)
    if picked == THOUGHT or heard.no or said.leaving or heard.unsure:
        return rest(speech.say("thought"), state)
    return heard_out(speech, said, state, heard)


def recited(speech: Speech, state: State) -> Move:
    """The plan in one sentence, as if-then, to be confirmed."""
    state = whole(speech, with_snag(speech, state))
    return speech.page("oneline", **parts(state)).ask(state, "confirm", plan=parts(state))


def saved(speech: Speech, state: State, keep: bool, one_line: bool = False) -> Move:
    """Their word on keeping it counts: the plan is kept, or shown to copy and not kept; the talk closes."""
    shown = keep and state.step in ("confirm", "keep")
    state = whole(speech, state)
    plan = {**parts(state), "keep": keep}
    speech.memory = speech.memory.note(**{NOTE: plan, "wishes": state.answers.get("reasons", [])})
    if not shown:
        speech.page("oneline" if one_line else "plan", **plan)
    return close(speech.say("plan_yes").say("keep_yes" if keep else "keep_no"), state)


def _thought(speech: Speech, state: State, offer: Offered) -> Move:
    """What is tried on: it is theirs and it counts, and nothing is settled by it."""
    if offer.refused:
        speech.say("not_that", words=quoted(offer.refused))
    step = f"not {offer.step}" if offer.leaves else offer.step
    words = ", ".join(part for part in (step, offer.cue, offer.start) if part)
    speech.say("maybe", words=quoted(words))
    if offer.cue:
        speech.say("draft", cue=state.answers["cue"], do=state.answers["do"])
    return speech.ask(state, "maybe")


def _noted(speech: Speech, state: State, heard: Heard, offer: Offered, said: Said) -> Move | None:
    """What lies ready, what worked before, or what stands in the way: kept for the plan."""
    if not (offer.thing or offer.worked or offer.snag):
        return None
    state = merged(state, said)
    if offer.thing and moment(offer.thing):
        state = state.at(state.step, worked=quoted(offer.thing))
    elif offer.thing:
        do = state.answers.get("do")
        state = state.at(state.step, thing=offer.thing, do=to_hand(do, offer.thing) if do else None)
    if offer.worked:
        state = state.at(state.step, worked=quoted(offer.worked))
    if offer.snag:
        state = state.at(state.step, snag=quoted(offer.snag), then=way_round(offer.snag))
    ready = state.answers.get("cue") or (offer.snag and drafted(state) and grounds(state))
    if ready:
        speech.say("obstacle_heard" if offer.snag else "to_hand")
        cue = state.answers.get("cue") or state.answers.get("worked")
        do = state.answers.get("do") or to_hand(does(speech, state), state.answers.get("thing", ""))
        return said_back(speech, state.at(state.step, do=do, cue=cue or some_days(state)))
    if offer.worked:
        return speech.say("held", words=quoted(offer.worked)).ask(state, "ride")
    if not speech.told(heard.text):
        speech.say("obstacle_heard" if offer.snag else "noted", words=quoted(_heard(offer)))
    return speech.pose(state, gently=bool(offer.snag))


def _heard(offer: Offered) -> str:
    """The part of an offer that is worth giving back."""
    return offer.worked or offer.thing or offer.snag
