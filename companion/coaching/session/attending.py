"""What a message in a session brings on its own, whatever was asked: people seldom follow a script.

Both rulers at once, a step or a moment of their own, a question, or a wish for ideas: each is taken
up where it comes, and the steps in between are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from companion.coaching.flow import Heard, Move, State, option
from companion.coaching.memory import Memory
from companion.coaching.session.ending import leave, rest
from companion.coaching.session.menu import menu
from companion.coaching.session.offering import offered
from companion.coaching.session.own import yours
from companion.coaching.session.planning import (
    drafted,
    drafted_from,
    one_line,
    proposes,
    recited,
    recites,
    saved,
    saves,
    settled,
    take_up,
)
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.rulers import HIGH, confident, height, named, weighed
from companion.coaching.session.scale import rated
from companion.coaching.session.speech import RULERS, Kit, Speech
from companion.coaching.session.talk import Said, plain

_FULL = re.compile(
    r"\b(?:10|ten)\s*(?:/|out of)\s*(?:10|ten)\b|\b(?:fully|totally|100 ?%|really|super) (?:motivated"
    r"|ready|up for)\b",
    re.I,
)
_ASKS_HELP = re.compile(
    r" (?:what (?:do|can|should|could|would) (?:i|we|you) (?:do|try|use)|what (?:helps|works|else)"
    r"|how (?:do"
    r"|can|should) (?:i|we) (?:do|get|stop|start|make|cope|manage|even)"
    r"|any (?:tips|ideas|advice)|dont know (?:who|where|how|what) to|what can i do|tell me how"
    r"|show me how|(?:for|with) what|step one|step by step|where (?:do|should|would) (?:i"
    r"|we) (?:even )?start"
    r"|(?:whats|what is|whats the|what is the) one thing|worth (?:me )?doing) "
)
_WHY_IT_MATTERS = re.compile(
    r" (?:convince me|persuade me|sell it|give me (?:a|one) (?:good )?reason"
    r"|why (?:does|would|should) (?:it|that|this) (?:even |really )?matter|(?:got|has|have) to do with"
    r"|who cares|why (?:is|are) (?:it|that|they) (?:so )?bad"
    r"|what difference does|so what(?= $)) "
)
_UNSURE = frozenset(("ask", "nlu_fallback", "out_of_scope", "how_sure"))  # what an odd question is taken for
_THANKS = 3  # words of a thank-you that ends the talk
_STARTS = frozenset(
    "topic matters importance why why_any confidence permission step idea lift ride offer in_way adapt how"
    " open maybe".split()
)
_OWN = _STARTS | frozenset("confirm change cue time obstacle helped next backup".split())
_NO_PROMISE = re.compile(
    r"^\W*(?:but |and |im |i'm |i am )*(?:not (?:going to |gonna )?(?:promis|commit|signing up)\w*"
    r"|no promises?\b)"
    r"|\b(?:don'?t|do not) (?:make me|ask me to) promise\b|\b(?:can'?t|won'?t) promise (?:anything|you)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\W*(?:\w+[ ,.]+){0,2}(?:an? )?(10|\d)(?:\s*(?:/|out of)\s*10\b.*)?\W*", re.IGNORECASE)
_OUT_OF = re.compile(r"\b(10|\d)\s*(?:/|out of)\s*10\b", re.IGNORECASE)


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
    if recites(heard.text) and drafted(state):
        return recited(speech, state)
    promised = _no_promise(speech, state, heard)
    if promised:
        return promised
    if said.risky or (said.leaving and not offered(heard.text).plans):
        return None
    if heard.intent == "thank" and len(heard.words) <= _THANKS:
        return leave(speech)
    if _WHY_IT_MATTERS.search(plain(heard.text)) and "topic" in state.answers:
        topic = kit.topic(state)
        speech.vary(f"topic.{topic.name}.belongs", topic.belongs).say("choice")
        return _asked_on(speech, state)
    if heard.intent == "ask_reason" and not heard.entry:
        return _asked_on(speech.say("because"), state)
    answer = _leaning(speech, state, heard)
    brought = answer or _brought(speech, state, heard, said) or _asked(speech, state, heard, said)
    return brought or _unanswered(speech, state, heard, said)


def _no_promise(speech: Speech, state: State, heard: Heard) -> Move | None:
    """Nothing has to be promised: what they thought of stays theirs, and no question follows."""
    if not _NO_PROMISE.search(heard.text) or offered(heard.text).plans:
        return None
    return rest(speech.say("no_promise"), state)


def _leaning(speech: Speech, state: State, heard: Heard) -> Move | None:
    """What was told before has an answer, a step or words for what they ask now."""
    found = speech.kit.moments.named(heard.text)
    answer = next((one for one in found if one.answers), None)
    if answer and heard.asks:
        line, speech.memory = speech.kit.moments.line((answer,), speech.memory)
        if line:
            return _answered(speech, state, line, answer.entry)
    wanted = next((one.wants for one in found if one.wants), None)
    own = speech.own(wanted) if wanted else None
    return rest(speech.add(own).say("choice"), state) if own else None


def _brought(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """What they bring that is no question: a number, a wish to be left alone, a plan of their own."""
    rated = _rated(speech, state, heard, said)
    if rated:
        return rated
    told = next(iter(speech.kit.moments.named(heard.text)), None)
    if told and told.quiet and speech.told(heard.text):
        return rest(speech, state)
    taken = take_up(speech, state, heard, said) if state.step in _OWN else None
    if taken or state.step not in _STARTS:
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
    if state.step not in _STARTS or "topic" not in state.answers:
        return None
    if _ASKS_HELP.search(plain(heard.text)):
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
    unsure = heard.intent in _UNSURE and not (heard.known or heard.leans)
    if told or not (unsure and heard.asks) or proposes(heard) or "topic" not in state.answers:
        return None
    return _asked_on(speech.say("no_answer"), state)


def brings(heard: Heard) -> bool:
    """Whether a message that may look like a question is one for the session."""
    words = plain(heard.text)
    return bool(
        recites(heard.text) or proposes(heard) or _WHY_IT_MATTERS.search(words) or _ASKS_HELP.search(words)
    )


def ready(heard: Heard) -> bool:
    """Whether someone is sure of it already, so that rulers would only hold them up."""
    return bool(_FULL.search(heard.text))


def _rated(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
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
    telling = state.step in ("cue", "time", "obstacle", "backup", "in_way", "helped") and len(heard.words) > 2
    return not (choosing or telling or state.answers.get("confidence") is not None)


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
        "n": state.answers.get("importance", 5),
        "name": state.answers.get("name", "the plan"),
    }
