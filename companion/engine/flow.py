"""FlowPolicy: an open guided conversation gets the message when it answers its question.

Anything else is answered as always, and then the open question is asked again, so a flow
survives interruption. "Stop" ends it. TriagePolicy stands above: danger ends any flow.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from companion.coaching.feelings.moment import moments
from companion.coaching.flow import Flow, State
from companion.coaching.heard import SURE, Heard
from companion.coaching.memory import Memory
from companion.coaching.registry import flow
from companion.coaching.said.asking import wants
from companion.coaching.said.manner import manners
from companion.coaching.said.resuming import asks_again
from companion.coaching.session import topics
from companion.coaching.session.asked import asked as asked_of_plan
from companion.coaching.session.routine import plans
from companion.coaching.session.timing import start
from companion.coaching.taking import kept, option, taken
from companion.engine import project
from companion.engine.deciding import Deciding
from companion.engine.recent import aside, named, remark
from companion.engine.turn import actions_since_message, said
from companion.text import plain

SLOT = "flow"
ANSWER, SYMPTOM = "action_answer", "action_symptom"
COACH, FEELINGS = "action_coach", "action_feelings"
GO_ON, AGAIN, STOP = "action_flow", "action_flow_again", "action_flow_stop"
REMARK = "action_remark"
NEAR = 0.15  # score from which the store has something near
SIGN = 0.3  # score from which an entry is about the sign of the body that is told
# Flows without an answer of their own: what a message asks for is left to the content.
_LETS_ASK = frozenset(("self_check", "anxiety_scale", "handoff"))
# Flows in which the content has the word on what is told too, where it knows just what helps with it.
_LETS_TELL = frozenset(("looks", "feelings", "check", "coach"))
# What a question is easily taken for: its words count for more.
_UNCLEAR = frozenset(("ask", "nlu_fallback", "out_of_scope", "express_feeling", "resist", "prepare_visit"))
_CHECK = "check"  # the flow in which a remark on what was asked before is met as one
_HEAVY = frozenset(
    ("emergency", "crisis", "feelings", "anxiety_scale")
)  # flows that nothing light breaks into
# Flows in which a plain word on the companion itself is answered too, and then the talk goes on.
_PERSON = frozenset(("feelings", "check"))
_OPEN = frozenset(("looks",))  # talks that the person leads: a word in between needs no question after it
_GRAVE = frozenset(("grief", "past"))  # themes that end a talk about a habit
_LEADS = frozenset(("looks", "coach"))  # talks with facts and steps, which a wish to be heard ends
_STOPS = ("stop", "start_over", "goodbye")
_BYE = re.compile(
    r"(?:(?:ok|okay|right|well|whatever|fine|thanks|anyway|then) ){0,2}(?:good)?bye(?: \w+){0,2}"
)
# Stopping a habit, or not: "i dont want to stop completely", "i cant stop vaping", "i know i should stop".
_NO_STOP = re.compile(
    r"\b(?:dont|do not|not|cant|cannot|couldnt|wont|never) (?:(?:really|just|even) )?"
    r"(?:(?:want|need|plan|intend|going|able|ready) to |think i (?:can|could) )?(?:(?:just|fully"
    r"|completely) )?(?:stop|quit)\b"
    r"|\b(?:should|must|need to|have to|ought to|got to|gotta|wish i (?:could|would)|tr(?:y|ied|ying) to)"
    r" (?:really |just )?(?:stop|quit)\b"
    r"|\b(?:stop|stopping|quit|quitting) (?:asking|smoking|vaping|biting|grinding|snacking|drinking|eating"
    r"|it completely"
    r"|completely|altogether)\b"
)
_STOP = re.compile(r"\b(?:stop|enough|quit|cancel|leave (?:it|me)|no more|done|shut up|end)\b", re.IGNORECASE)


def heard(message: Any) -> Heard:
    """What a flow needs of the latest message's parse data."""
    data = message.parse_data if hasattr(message, "parse_data") else message
    metadata = message.metadata if hasattr(message, "metadata") else data.get("metadata")
    intent = data.get("intent") or {}
    marks = data.get("triage") or ()
    score = max((float(hit["score"]) for hit in data.get("retrieval") or ()), default=0.0)
    return Heard(
        text=data.get("text") or "",
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        ideas=frozenset(mark["idea"] for mark in marks if mark["state"] == "present"),
        feeling=(data.get("feeling") or {}).get("name"),
        country=data.get("country"),
        leans=bool(data.get("leaning")),
        entry=(data.get("point") or {}).get("entry"),
        chosen=bool((metadata or {}).get("choice")),
        pointed=float((data.get("point") or {}).get("chance", 0.0)),
        known=bool(data.get("point")) or score >= SURE,
        score=score,
        user=(metadata or {}).get("user") or "local",
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class FlowPolicy(Deciding):
    """Below triage, above the rules."""

    priority_by_default = 90  # between TriagePolicy and LeadPolicy

    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        """Go on with the flow, ask again after something else, or keep out."""
        done = actions_since_message(tracker)
        if done is None or tracker.latest_message is None:
            return None
        if {GO_ON, AGAIN, STOP} & done:
            return ACTION_LISTEN_NAME
        row = tracker.get_slot(SLOT)
        if not row:
            return None
        if done:
            # Something else was answered; a flow that opened in this turn has already asked.
            quiet = _spoke(tracker) or row["flow"] in _OPEN
            return ACTION_LISTEN_NAME if quiet else AGAIN
        answered = tracker.get_slot("answered") or ""
        message, state = replace(heard(tracker.latest_message), answered=answered), State.from_dict(row)
        open_one = flow(project.root(), state.flow)
        if _stops(message) and not kept(open_one, state, message):
            return STOP
        told = Memory.from_dict(tracker.get_slot("memory"))
        if _aside(open_one, state, message, told, tracker):
            return REMARK  # said in between; the question comes again after it
        if asks_again(plain(message.text)):
            return AGAIN
        if state.flow == _CHECK and _unknown(message) and not _knows(open_one, state, message):
            return AGAIN  # no words for it: the signs come again, or the card
        if state.flow in _LETS_ASK and _asked(state, message):
            return ANSWER  # the question comes again after it
        if state.flow == "coach" and _grave(message):
            return FEELINGS
        if state.flow in _LETS_TELL and _helped(open_one, state, message):
            return ANSWER  # likewise
        if state.flow in _LEADS and _heard_out(message):
            return FEELINGS
        if state.flow == "feelings" and plans(message, told, topics.load(project.root())):
            return COACH
        if state.flow == "feelings" and _sign(open_one, state, message):
            return SYMPTOM
        return GO_ON if taken(open_one, state, message) else None


def _asked(state: State, message: Heard) -> bool:
    """Whether a message asks for something that the content answers better than the open talk."""
    if message.chosen or not wants(message.text) or option(state, message):
        return False
    if message.intent not in _UNCLEAR and message.confidence >= SURE:
        return False  # it says clearly what is wanted
    if state.flow == "coach" and asked_of_plan(project.root(), message.text):
        return False  # about their own plan, which the talk knows
    if state.flow == "handoff":
        return state.step == "offer"  # the ways were told; a note is no reason to leave a question open
    return bool(message.pointed) or message.score >= SURE


def _helped(open_one: Flow, state: State, message: Heard) -> bool:
    """Whether the content has just what helps with a message, and the open talk has no better word."""
    if not message.pointed or message.chosen or option(state, message):
        return False
    return hasattr(open_one, "knows") and not _knows(open_one, state, message)


def _knows(open_one: Flow, state: State, message: Heard) -> bool:
    """Whether the open talk has a word of its own for a message."""
    knows = getattr(open_one, "knows", None)
    return knows is not None and bool(knows(state, message))


def _heard_out(message: Heard) -> bool:
    """Whether someone only wants to be listened to, in a talk that offers facts and ways."""
    asked_for = {*manners(project.root()).named(message.text)} & {"listen", "no_advice"}
    return bool(asked_for) and not (message.chosen or wants(message.text))


def _grave(message: Heard) -> bool:
    """Whether a loss or an old hurt is told, which no plan for a habit should go on over."""
    found = moments(project.root()).named(message.text)
    told = any(one.opens and one.theme in _GRAVE for one in found)
    return told and not (message.chosen or "?" in message.text)  # "when i was eight" asks nothing


def _unknown(message: Heard) -> bool:
    """Whether a question is none that the content, or the last answer, has anything on."""
    lost = message.intent in ("ask", "nlu_fallback", "out_of_scope") and message.score < NEAR
    return lost and wants(message.text) and not (message.chosen or message.pointed or message.leans)


def _sign(open_one: Flow, state: State, message: Heard) -> bool:
    """Whether a plain sign of the body is told, which its entry says something about."""
    told = message.intent in ("report_symptom", "report_injury") and message.score >= SIGN
    return told and not message.chosen and not _knows(open_one, state, message)


def _aside(open_one: Flow, state: State, message: Heard, told: Memory, tracker: DialogueStateTracker) -> bool:
    """Whether a message is about the companion or the talk itself, and not about what was asked."""
    ours = None if option(state, message) else named(message, told, said(tracker))
    if state.flow in _OPEN and ours and ours.remark.kind == "boundary" and _knows(open_one, state, message):
        return False  # a clinic or a price is asked for: the talk about looks says how to find one
    if ours and state.flow in _PERSON and ours.remark.kind != "document":
        return True  # a talk about a feeling has its own words to hand over
    if state.flow == _CHECK:
        found = remark(message, told, said(tracker))
        return found is not None and found.remark.kind in ("boundary", "notice")
    other = aside(message)
    if other is None or (other.remark.kind == "document" and not ours):
        return False
    return state.flow not in _HEAVY and option(state, message) is None


def _stops(message: Heard) -> bool:
    """A "stop" always; what only sounds a little like one, or like a goodbye ("bedtime"), is none."""
    if message.intent == "stop" and _NO_STOP.search(plain(message.text)):
        return False
    if message.intent == "goodbye" and start(plain(message.text), alone=True):
        return False  # "tonight" says when
    said = message.intent in _STOPS and message.confidence >= SURE and not begins_again(message)
    said = said or bool(_BYE.fullmatch(plain(message.text)))
    return said or (message.intent == "stop" and bool(_STOP.search(message.text)))


def begins_again(message: Heard) -> bool:
    """Whether it is asked when something may go on ("can i start again after"), and not this talk."""
    return message.intent == "start_over" and wants(message.text) and "we" not in message.words


def _spoke(tracker: DialogueStateTracker) -> bool:
    """Whether an action of this turn opened a flow or led one on."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, SlotSet) and event.key == SLOT and event.value:
            return True
    return False
