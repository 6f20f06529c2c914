"""What a message in a session brings on its own, whatever was asked: people seldom follow a script.

Both rulers at once, a step or a moment of their own, a question, or a wish for ideas: each is taken
up where it comes, and the steps in between are left out.
"""

from __future__ import annotations

import re
from dataclasses import replace

from companion.coaching.flow import Heard, Move, State, option
from companion.coaching.memory import Memory
from companion.coaching.session.draft import no_snag, said_back
from companion.coaching.session.ending import leave
from companion.coaching.session.menu import menu
from companion.coaching.session.own import OWN, doing, moment, quoted, words_of, yours
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.rulers import HIGH, confident, height, named
from companion.coaching.session.speech import Kit, Speech
from companion.coaching.session.talk import Said, plain
from companion.coaching.session.topics import Obstacle

_IMPORTANCE = re.compile(
    r"(?:importan\w*|matters?|want(?:ing)? (?:it|to)|motivat\w*)\W+(?:\w+\W+){0,3}?(\d{1,2})\b", re.I
)
_CONFIDENCE = re.compile(
    r"(?:confiden\w*|doing it|sure|able|manag\w+|can i|chances?|will i"
    r"|belie\w+)\W+(?:\w+\W+){0,3}?(\d{1,2})\b",
    re.I,
)
_FULL = re.compile(
    r"\b(?:10|ten)\s*(?:/|out of)\s*(?:10|ten)\b|\b(?:fully|totally|100 ?%|really|super) (?:motivated"
    r"|ready|up for)\b",
    re.I,
)
# How one's own idea sounds: offered to oneself, not told as a fact.
_OFFERS = re.compile(
    r" (?:maybe|perhaps|could (?:do|try|brush|put|use|have|swap|go|just|start|keep)|i could|i can (?:do"
    r"|try)|could do|ill|i will|i might|might (?:try|do)"
    r"|i suppose|i guess|id (?:do|try)|id rather|what about|how about|id be ok with|one less|instead|then) "
)
_TAKES = re.compile(
    r"^ (?:(?:ok|okay|yeah|yes|yep|hm|hmm|well|alright|fine|right|i|we) )*(?:after|before|when|while|at"
    r"|in the|once|tues|mon|on|every|just|#|\d|maybe|could|swap|one)\b"
)
_OFTEN = re.compile(
    r"\b(?:\d|once|twice|one|two|three|four|five) (?:times? |days? |nights? )?(?:a|per|each) week\b"
    r"|\bevery other (?:day|night)\b|\bweekdays\b",
    re.I,
)
_DAYS = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?\b", re.I
)
_NOT_ONE = re.compile(
    r"^(?:maybe|perhaps|i could|could|ok|well|hm+|\W)*\W*not (the (?:one|ones)\b[^.!?,;]*)", re.I
)
_ASKS_HELP = re.compile(
    r" (?:what (?:do|can|should|could) (?:i|we) (?:do|try|use)|what (?:helps|works|else)|how (?:do|can"
    r"|should) (?:i|we) (?:do|get|stop|start|make|cope|manage|even)"
    r"|any (?:tips|ideas|advice)|dont know (?:who|where|how|what) to|what can i do|tell me how"
    r"|show me how|(?:for|with) what) "
)
_LESS = re.compile(
    r"\b(?:one|two|three|a few|a bit|\d) (?:less|fewer)\b|\bcut (?:down|back)\b", re.IGNORECASE
)
_HEDGES = re.compile(
    r"(?:^|\s)(?:i suppose|i guess|i can do|i could do|i could|could do|maybe|perhaps|lol|tho|though|then"
    r"|ok|okay"
    r"|yeah|hm+|tbh)(?=\s|$)[,.]?",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"^ (?:maybe|perhaps|what about|how about|what if i|could i|could|can i) |^ (?:a|the|some) \w+(?: \w+)? $"
)
_WHY_IT_MATTERS = re.compile(
    r" (?:convince me|persuade me|sell it|give me (?:a|one) (?:good )?reason"
    r"|why (?:does|would|should) (?:it|that|this) (?:even |really )?matter|(?:got|has|have) to do with"
    r"|who cares|why (?:is|are) (?:it|that|they) (?:so )?bad"
    r"|what difference does|so what) "
)
_THANKS = 3  # words of a thank-you that ends the talk
_STARTS = frozenset(
    "topic matters importance why why_any confidence permission step idea offer in_way adapt how".split()
)
_ELSEWHERE = frozenset(
    "cue time obstacle backup confirm change idea".split()
)  # a bare number is no answer there
_PLANNED = frozenset("confirm change".split())


def attend(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move | None:
    """The reply to what a message brings on its own; None where it answers the open question."""
    if heard.chosen or option(state, heard):
        return None
    said = kit.talk.read(heard.text)
    if said.leaving or said.risky:
        return None
    speech = Speech(kit, memory)
    if heard.intent == "thank" and len(heard.words) <= _THANKS:
        return leave(speech)
    if _WHY_IT_MATTERS.search(plain(heard.text)) and "topic" in state.answers:
        topic = kit.topic(state)
        speech.vary(f"topic.{topic.name}.belongs", topic.belongs).say("choice")
        return speech.ask(state, state.step, state.options, _values(kit, state))
    if heard.intent == "ask_reason" and not heard.entry:
        return speech.say("because").ask(state, state.step, state.options, _values(kit, state))
    rated = _rated(speech, state, heard, said)
    if rated:
        return rated
    own_step = state.step == "cue" and state.answers.get("name") == OWN
    if "topic" in state.answers and (own_step or state.step in _STARTS | _PLANNED):
        own = _own(speech, state, heard, said)
        if own:
            return own
    if state.step not in _STARTS or "topic" not in state.answers:
        return None
    if "less" in said.against:
        state = merged(state, said)
        return reflect(speech, said, state).say("choice").ask(state, "idea")
    if _ASKS_HELP.search(plain(heard.text)):
        state = merged(state, said)
        other = kit.topics.named(heard.text)
        state = state.at(state.step, topic=other.name) if other else state
        if said.against or said.reasons or not heard.asks:
            reflect(speech, said, state, text=heard.text)
        else:
            speech.say("menu_fast")
        return menu(speech, state)
    if heard.asks and heard.answer and not said.change:
        return _answered(speech, state, heard)
    return None


def brings(heard: Heard) -> bool:
    """Whether a message that may look like a question is one for the session."""
    words = plain(heard.text)
    return bool(_PROPOSES.search(words) or _WHY_IT_MATTERS.search(words) or _ASKS_HELP.search(words))


def ready(heard: Heard) -> bool:
    """Whether someone is sure of it already, so that rulers would only hold them up."""
    return bool(_FULL.search(heard.text))


def _rated(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """Importance and confidence named in words, in one message or each on its own."""
    matters, sure = _IMPORTANCE.search(heard.text), _CONFIDENCE.search(heard.text)
    bare = re.fullmatch(r"\W*(?:\w+ )?(?:an? )?(10|\d)(?:\s*/\s*10)?\W*", heard.text)
    if bare and state.step in _ELSEWHERE and state.answers.get("confidence") is None:
        number = int(bare[1])
        speech.say("confidence_high" if number >= HIGH else "confidence_low", **named(number))
        if state.step == "cue" and state.answers.get("name") == OWN:
            cue = speech.kit.topic(state).cues[0]
            words = f"{cue.title[0].lower()}{cue.title[1:]}"
            speech.say("cue_for_you", cue=yours(words))
            return said_back(speech, no_snag(state.at("cue", cue=words, time=cue.time, confidence=number)))
        after = state.at(state.step, state.expects, state.options, confidence=number)
        return speech.ask(after, state.step, state.options, _values(speech.kit, state))
    if not sure or int(sure[1]) > 10 or "topic" not in state.answers:
        return None
    state = merged(state, said)
    if matters and int(matters[1]) <= 10:
        number = int(matters[1])
        speech.say(f"importance_{height(number)}", **named(number))
        state = state.at(state.step, importance=number)
    return confident(speech, state, int(sure[1]))


def _own(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """A step, a moment or a measure of their own becomes the plan, without further questions."""
    words = plain(heard.text)
    often = _OFTEN.search(heard.text)
    proposes = _PROPOSES.search(words)
    offered = proposes or _OFFERS.search(words) or _TAKES.search(words) or (often and not heard.no)
    if not offered or (heard.asks and not proposes):
        return None
    if heard.unsure and not doing(words):
        return None
    core = _core(heard.text)
    less, fewer = _NOT_ONE.search(heard.text), _LESS.search(heard.text)
    when = _when(less[1] if less else core)
    days = " ".join(match[0] for match in _DAYS.finditer(heard.text))
    topic = speech.kit.topic(state)
    if less:
        do = f"leave out {quoted(less[1].strip())}"
    elif often:
        do, when = f"{topic.does} {often[0]}", days or when
    elif fewer:
        do = fewer[0] if fewer[0].startswith("cut") else f"have {fewer[0]}"
    elif when and not doing(core.replace(when, "")):
        do = state.answers.get("do") or topic.does
    elif doing(core):
        bare = core.replace(when, "").strip(" ,") if when else core
        do = (
            quoted(bare)
            if len(bare.split()) > 1
            else f"go for {quoted(bare)}"
            if len(bare) > 2
            else topic.does
        )
    else:
        return None
    if len(do) < 4:
        return None
    state = merged(state, said).at(state.step, do=do, name=OWN)
    if said.against and not often:
        reflect(speech, said, state)
    else:
        speech.say("own_plan")
    if when or state.answers.get("cue"):
        cue = quoted(when) if when else state.answers["cue"]
        state = state.at(state.step, cue=cue, time="")
        return said_back(speech, _snag(topic.obstacles, state))
    return speech.ask(state, "cue", tuple(cue.title for cue in topic.cues[:3]))


def _core(text: str) -> str:
    """The sentence that tells of something to do, or of a moment, without the hedging round it."""
    parts = [words_of(_HEDGES.sub(" ", part)) for part in re.split(r"[.!?;]+", text) if part.strip()]
    telling = [part for part in parts if doing(part) or moment(part)]
    return (telling or parts or [""])[0]


def _when(core: str) -> str:
    """The moment in it, when it says more than "after"."""
    found = moment(core) or (
        match[0] if (match := re.search(r"\b(?:at|on|in the|from|every|each) \w+.*", core)) else ""
    )
    return found if len(found.split()) > 1 else ""


def _snag(obstacles: tuple[Obstacle, ...], state: State) -> State:
    """The way round a doubt that was told, else one plain rule."""
    told = state.answers.get("against", [])
    found = next((one for one in obstacles if one.theme in told), None)
    return state.at(state.step, snag=found.when, then=found.then) if found else no_snag(state)


def _answered(speech: Speech, state: State, heard: Heard) -> Move:
    """A question is answered in short, and the talk goes on from there."""
    move = speech.add(heard.brief).ask(state, state.step, state.options, _values(speech.kit, state))
    first, *rest = move.replies
    return replace(move, replies=(replace(first, entry=heard.entry), *rest))


def _values(kit: Kit, state: State) -> dict[str, object]:
    return {
        "title": kit.topic(state).title,
        "n": state.answers.get("importance", 5),
        "name": state.answers.get("name", "the plan"),
    }
