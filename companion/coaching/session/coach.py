"""The coaching session, in the style of motivational interviewing.

topic > what matters > importance > why not lower > confidence > leave to suggest > a small step
> its moment > what could get in the way > the plan said back > consent > teach-back > close;
and for who comes back: how did it go > what helped, or what got in the way > keep, add or lighten.
Style is claimed, not outcome. Wording: content/coaching/coach.yml, talk.yml, topics/.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.session import (
    checkin,
    cue,
    ending,
    idea,
    making,
    menu,
    offering,
    opening,
    plan,
    planning,
    request,
    rulers,
    teachback,
)
from companion.coaching.session.asked import asked
from companion.coaching.session.attending import STARTS, attend, brings
from companion.coaching.session.news import names_plan, news
from companion.coaching.session.reflection import felt, gives_back, merged
from companion.coaching.session.rulers import weighed
from companion.coaching.session.scale import rated
from companion.coaching.session.speech import MOST_ASKED, NAME, NOTE, RULERS, TOPIC, YIELDS, Kit, Speech
from companion.coaching.session.topics import GENERAL
from companion.coaching.taking import takes

Handler = Callable[[Kit, State, Heard, Memory], Move]
HANDLERS: dict[str, Handler] = {
    "topic": opening.on_topic,
    "matters": opening.on_matters,
    "importance": rulers.on_importance,
    "why": rulers.on_why,
    "why_any": rulers.on_why,
    "confidence": rulers.on_confidence,
    "permission": rulers.on_permission,
    "step": menu.on_step,
    "idea": menu.on_idea,
    "lift": menu.on_idea,
    "ride": menu.on_idea,
    "open": ending.on_open,
    "maybe": planning.on_maybe,
    "offer": menu.on_offer,
    "cue": cue.on_cue,
    "time": cue.on_time,
    "obstacle": cue.on_obstacle,
    "backup": cue.on_backup,
    "confirm": plan.on_confirm,
    "change": plan.on_change,
    "keep": plan.on_keep,
    "teach": teachback.on_teach,
    "teach_again": teachback.on_teach_again,
    "how": checkin.on_how,
    "helped": checkin.on_helped,
    "next": checkin.on_next,
    "in_way": checkin.on_in_way,
    "adapt": checkin.on_adapt,
}


# Steps that ask for a number, a choice or a moment: an answer with a feeling alone is none.
_PLAIN = frozenset(
    "importance confidence permission step idea cue time backup helped next adapt teach confirm keep".split()
)


# What a plain sentence in a session is easily taken for, below _CLEAR.
_SENTENCE = frozenset(
    "ask out_of_scope express_feeling find_dentist forget_this stop_remembering talk_to_human complain "
    "simplify "
    "ask_reason ask_guarantee take_back prepare_visit report_symptom ask_diagnosis ask_medicine repeat "
    "where_from how_sure".split()
)
_CLEAR = 0.75
# "So you are saying I have gum disease": no sentence of a session, and nothing to leave standing.
_ASSUMES = re.compile(
    r"\b(?:saying|telling me|you mean|you think) (?:that )?i(?:'ve| have|ve| got|'m|m| am)\b", re.IGNORECASE
)
_SIGNS = frozenset(("report_symptom", "report_injury"))  # what is told of the body is looked at first
_PLANNED = frozenset("step confirm change adapt next".split())
_TOLD = frozenset("cue time obstacle backup idea teach".split())
_COULD = re.compile(r"\b(?:could|might|maybe)\b", re.IGNORECASE)
_MOMENT = re.compile(r"(?:when|while|after|before|once|where)\b", re.IGNORECASE)
# A step that is taken once, outside the bathroom.
_ERRAND = re.compile(
    r"\b(?:(?:call|ring|phon|book|ask|tell|show|email|text|messag|mention|speak|see|buy|order)(?:e|ing)?"
    r"|look at|look for|have a look|go (?:to|in|back)|going (?:to|in|back)|write to|pop in)\b",
    re.IGNORECASE,
)
# Told of what was: "my mum used to take me", "i was going to buy the strips".
_PAST = re.compile(
    r"\b(?:used to|(?:was|were) (?:going|gonna|about) to|was gonna|never (?:\w+ed|went)|ive (?:put|got|done)"
    r"|i have (?:put|got|done))\b",
    re.IGNORECASE,
)
_CHECKS = re.compile(r"\b(?:check|quiz|test|review|assess\w*|habits)\b", re.IGNORECASE)
_LIGHTER = frozenset("smaller easier less shorter lighter tiny simpler".split())


class Coach:
    """The flow `coach`."""

    name = NAME

    def __init__(self, kit: Kit) -> None:
        """All wording and topics are loaded."""
        self._kit = kit

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """A goal, a doubt, news of a plan, or a person with a plan who comes back."""
        told = news(self._kit, heard)
        worked = offering.offered(heard.text).worked and self._offered(heard, memory)
        if worked:
            return worked
        if told == "report_progress":
            return checkin.progressed(self._kit, heard, memory)
        if told == "report_setback":
            return checkin.slipped(self._kit, heard, memory)
        if told not in ("report_progress", "report_setback") and names_plan(heard.text):
            return checkin.asked_after(self._kit, heard, memory)
        if heard.intent == "greet" and memory.notes.get(NOTE):
            return checkin.returned(self._kit, heard, memory)
        return (
            self._resumed(heard, memory)
            or self._offered(heard, memory)
            or opening.opened(self._kit, heard, memory)
        )

    def _offered(self, heard: Heard, memory: Memory) -> Move | None:
        """A step of their own as the first word: it is taken up at once."""
        topics = self._kit.topics
        topic = topics.named(heard.text) or topics.leading(heard.answered) or topics.spoken_of(memory)
        both = rated(heard.text)
        found = offering.offered(heard.text)
        if topic is None and not ((found.cue or found.worked) and heard.answered):
            return None
        answers = {"topic": topic.name if topic else GENERAL}
        state = State(NAME, "topic", answers=answers, yields=YIELDS)
        speech, said = Speech(self._kit, memory), self._kit.talk.read(heard.text)
        if both.confidence is not None:
            state = making.drafted_from(speech, merged(state, said, first=True), found)
            return weighed(speech, state, both)
        goal = heard.intent == "set_goal" and not _COULD.search(heard.text)
        if goal or said.risky or not found.opens or _PAST.search(heard.text):
            return None
        if _ERRAND.search(found.step) and not wants(heard.text):
            state = making.drafted_from(speech, state, found)  # kept, should they say when
            if not gives_back(speech, heard.text):
                speech.say("chose_own", do=state.answers["do"])
            return speech.say("errand").rest(state)
        return planning.take_up(speech, state, heard, said)

    def _resumed(self, heard: Heard, memory: Memory) -> Move | None:
        """What is added after a session has ended, where it makes sense in it."""
        topic = memory.notes.get(TOPIC)
        if topic is None or self._kit.topics.named(heard.text):
            return None
        state = State(NAME, "idea", answers={"topic": topic}, yields=YIELDS)
        return attend(self._kit, state, heard, memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """On to the next step; a feeling that is told instead of an answer is met first."""
        brought = attend(self._kit, state, heard, memory)
        if brought:
            return brought
        if state.step in _PLAIN and felt(self._kit, state, heard):
            speech = Speech(self._kit, memory)
            if not speech.told(heard.text):
                speech.say("felt")
            return speech.ask(state, state.step, state.options, self._values(state))
        move = HANDLERS[state.step](self._kit, state, heard, memory)
        misses = state.answers.get("misses", 0)
        if misses and move.state and move.state.answers["misses"] == misses:
            # An answer at last: the count of those that were none begins again.
            return replace(move, state=replace(move.state, answers={**move.state.answers, "misses": 0}))
        return move

    def takes(self, state: State, heard: Heard) -> bool:
        """A wish for less is about the plan here, not about our words; a plain sentence is told to us."""
        if request.saves(heard.text) is not None and making.drafted(state):
            return True
        if asked(self._kit.root, heard.text) and not heard.chosen:
            return True
        if heard.intent == "self_check" and not heard.chosen and not _CHECKS.search(heard.text):
            return True  # "what am i doing wrong" is about what is being talked about
        if self._kit.moments.named(heard.text) and heard.intent not in _SIGNS and not heard.chosen:
            return True
        offers = not idea.questions(heard.text) and not heard.chosen and heard.intent not in _SIGNS
        if offers and offering.offered(heard.text, expected=True).plans:
            return True
        if heard.intent == "thank" and state.step not in ("confirm", "keep", "teach"):
            return True
        if brings(heard) and heard.confidence < _CLEAR and not heard.chosen:
            return True
        if (
            not heard.asks
            and "?" not in heard.text
            and heard.intent in _SENTENCE
            and heard.confidence < _CLEAR
            and not _ASSUMES.search(heard.text)
        ):
            return not heard.chosen
        lighter = bool(_LIGHTER & set(heard.words)) and state.step in _PLANNED
        moment = bool(_MOMENT.match(heard.text)) and state.step in _TOLD and "?" not in heard.text
        return lighter or moment or takes(state, heard)

    def knows(self, state: State, heard: Heard) -> bool:
        """Whether a message is an answer, or a plan of theirs: what the content has on it can wait."""
        if asked(self._kit.root, heard.text):
            return True
        if wants(heard.text):
            return state.step in STARTS or brings(heard)
        given = heard.number is not None or heard.yes or heard.no or heard.unsure
        said = self._kit.talk.read(heard.text)
        own = said.reasons or said.against or said.change or said.leaving or said.impatient
        plans = offering.offered(heard.text, expected=True).plans
        return bool(given or own or plans or state.step in _TOLD | _PLANNED | _PLAIN)

    def keeps(self, state: State, heard: Heard) -> bool:
        """Whether a message that sounds like "stop" only asks for less talk: then a step is offered."""
        return self._kit.talk.read(heard.text).impatient and not {"stop", "quit"} & set(heard.words)

    def again(self, state: State, memory: Memory) -> Move:
        """The open question in other words; after too many the door is left open."""
        speech = Speech(self._kit, memory)
        if state.asked >= MOST_ASKED:
            return ending.leave(speech)
        if state.step == "open":
            return Move((), state, memory)
        if state.step in RULERS:
            move = speech.say("number_left").rest(state)
            return replace(move, state=replace(state, asked=state.asked + 1))
        if "topic" in state.answers:
            speech.say("back_topic", title=self._kit.topic(state).title)
        else:
            speech.say("back")
        move = speech.ask(state, state.step, state.options, self._values(state))
        return replace(move, state=replace(move.state, asked=state.asked + 1)) if move.state else move

    def _values(self, state: State) -> dict[str, object]:
        return {
            "title": self._kit.topic(state).title,
            "n": state.answers.get("confidence" if state.step == "lift" else "importance", 5),
            "name": state.answers.get("name", "the plan"),
        }


def load(root: Path) -> Coach:
    """Raises DataError for broken wording or topics."""
    return Coach(Kit.load(root))
