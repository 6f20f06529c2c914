"""What a message in a session brings on its own, whatever was asked: people seldom follow a script.

Both rulers at once, a step or a moment of their own, a question, or a wish for ideas: each is taken
up where it comes, and the steps in between are left out.
"""

from __future__ import annotations

from dataclasses import replace

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.said.mirror import torn
from companion.coaching.session.asked import asked
from companion.coaching.session.ending import close, leave, rest
from companion.coaching.session.making import drafted
from companion.coaching.session.menu import menu
from companion.coaching.session.offering import offered
from companion.coaching.session.plan import restates
from companion.coaching.session.planning import proposes, recited, saved, take_up
from companion.coaching.session.rating import rating
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.request import (
    asks_help,
    asks_who,
    asks_why,
    asks_works,
    no_promise,
    one_line,
    recites,
    saves,
)
from companion.coaching.session.speech import RULERS, Kit, Speech
from companion.coaching.session.talk import Said
from companion.coaching.session.went import news_heard
from companion.coaching.taking import option

_UNSURE = frozenset(
    ("ask", "nlu_fallback", "out_of_scope", "how_sure", "self_check")
)  # what an odd question is taken for
_THANKS = 3  # words of a thank-you that ends the talk
STARTS = frozenset(
    "topic matters importance why why_any confidence permission step idea lift ride offer in_way adapt how"
    " open maybe".split()
)
_SETTLED = frozenset(("keep", "teach", "teach_again"))  # the plan stands already
_OWN = STARTS | frozenset("confirm change cue time obstacle helped next backup".split())


def attend(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move | None:
    """The reply to what a message brings on its own; None where it answers the open question."""
    if heard.chosen or option(state, heard):
        return None
    said = kit.talk.read(heard.text)
    speech = Speech(kit, memory)
    keep = saves(heard.text)
    if keep is not None and drafted(state):
        return saved(speech, state, keep, one_line(heard.text))
    line, speech.memory = kit.manners.answer(memory, heard.text)
    if line and not heard.asks:
        return rest(speech.add(line), state)
    if keep is False:
        return rest(speech.say("not_kept"), state)
    if restates(kit, state, heard):
        return None
    if recites(heard.text) and drafted(state):
        return recited(speech, state)
    promised = _no_promise(speech, state, heard)
    if promised:
        return promised
    if said.risky or (said.leaving and not offered(heard.text).plans):
        return None
    if heard.intent == "thank" and len(heard.words) <= _THANKS:
        return close(speech, state) if state.step in _SETTLED else leave(speech)
    if asks_who(heard.text) and "topic" in state.answers and not heard.answer:
        return _asked_on(speech.add(speech.kit.topic(state).help), state)
    if asks_works(heard.text) and "topic" in state.answers and not heard.answer:
        return _asked_on(speech.say("may_help"), state)
    if asks_why(heard.text) and "topic" in state.answers:
        topic = kit.topic(state)
        speech.vary(f"topic.{topic.name}.belongs", topic.belongs).say("choice")
        return _asked_on(speech, state)
    if heard.intent == "ask_reason" and not heard.entry:
        return _asked_on(speech.say("because"), state)
    sides = torn(heard.text)
    if sides and not heard.asks:
        return rest(speech.say("torn", **sides.values), state)
    answer = _leaning(speech, state, heard)
    brought = answer or _brought(speech, state, heard, said) or _asked(speech, state, heard, said)
    return brought or _unanswered(speech, state, heard, said)


def _no_promise(speech: Speech, state: State, heard: Heard) -> Move | None:
    """Nothing has to be promised: what they thought of stays theirs, and no question follows."""
    if not no_promise(heard.text) or offered(heard.text).plans:
        return None
    return rest(speech.say("no_promise"), state)


def _leaning(speech: Speech, state: State, heard: Heard) -> Move | None:
    """What was told before has an answer, a step or words for what they ask now."""
    question = asked(speech.kit.root, heard.text)
    if question:
        line, speech.memory = question.line(speech.memory)
        return _answered(speech, state, line, question.entry)
    found = speech.kit.moments.named(heard.text)
    answer = next((one for one in found if one.answers), None)
    if answer and heard.asks:
        said, speech.memory = speech.kit.moments.line((answer,), speech.memory)
        if said:
            return _answered(speech, state, said, answer.entry)
    wanted = next((one.wants for one in found if one.wants), None)
    own = speech.own(wanted) if wanted else None
    return rest(speech.add(own).say("choice"), state) if own else None


def _brought(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """What they bring that is no question: a number, a wish to be left alone, a plan of their own."""
    rated = rating(speech, state, heard, said)
    if rated:
        return rated
    told = next(iter(speech.kit.moments.named(heard.text)), None)
    tells = state.step in STARTS | {"helped", "next"} and not heard.asks
    went = news_heard(speech, state, heard, said) if tells else None
    if went:
        return went
    if told and told.quiet and speech.told(heard.text):
        return rest(speech, state)
    taken = take_up(speech, state, heard, said) if state.step in _OWN else None
    if taken or state.step not in STARTS:
        return taken
    if "less" in said.against and "topic" in state.answers:
        state = merged(state, said)
        return reflect(speech, said, state).say("choice").ask(state, "idea")
    known = said.against or said.reasons or said.change
    if told and told.ask and not (heard.asks or (known and state.step == "matters")):
        speech.told(heard.text)
        return speech.pose(state)
    return None


def _asked(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """A question: steps to choose from, or what the content says."""
    if state.step not in STARTS or "topic" not in state.answers:
        return None
    if asks_help(heard.text):
        state = merged(state, said)
        other = speech.kit.topics.named(heard.text)
        state = state.at(state.step, topic=other.name) if other else state
        if said.against or said.reasons or not heard.asks:
            reflect(speech, said, state, text=heard.text)
        else:
            speech.say("menu_fast")
        return menu(speech, state)
    if heard.asks and heard.answer and not said.change:
        return _answered(speech, state, heard.brief, heard.entry)
    return None


def _unanswered(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """A plain question that nothing here answers: that is said, and no more is made of it."""
    told = said.against or said.reasons or said.change or speech.kit.moments.named(heard.text)
    if heard.hint and heard.asks and not (said.change or proposes(heard)):
        return _answered(speech, state, heard.hint.text, heard.hint.entry)
    unsure = heard.intent in _UNSURE and not (heard.known or heard.leans)
    if told or not (unsure and heard.asks) or proposes(heard) or "topic" not in state.answers:
        return None
    return _asked_on(speech.say("no_answer"), state)


def brings(heard: Heard) -> bool:
    """Whether a message that may look like a question is one for the session."""
    text = heard.text
    return recites(text) or proposes(heard) or asks_why(text) or asks_help(text)


def _asked_on(speech: Speech, state: State) -> Move:
    """The open question again, in other words; where it was an open one, nothing more."""
    if state.step in ("open", "idea", *RULERS):
        return rest(speech, state)
    return speech.ask(state, state.step, state.options, _values(speech.kit, state))


def _answered(speech: Speech, state: State, text: str, entry: str | None) -> Move:
    """A question is answered in short, and the talk goes on from there."""
    move = _asked_on(speech.add(text), state)
    first, *others = move.replies
    return replace(move, replies=(replace(first, entry=entry), *others))


def _values(kit: Kit, state: State) -> dict[str, object]:
    return {
        "title": kit.topic(state).title,
        "n": state.answers.get("confidence" if state.step == "lift" else "importance", 5),
        "name": state.answers.get("name", "the plan"),
    }
