"""Coming back: how did it go? Good news is affirmed, a slip meets no blame and a smaller step."""

from __future__ import annotations

import re
from dataclasses import replace

from companion.coaching.flow import Heard, Move, State, option
from companion.coaching.memory import Memory
from companion.coaching.mirror import mirror
from companion.coaching.session.cue import ask_cue
from companion.coaching.session.draft import neighbour, said_back
from companion.coaching.session.ending import close, counted, heard_out, leave, lost
from companion.coaching.session.menu import menu
from companion.coaching.session.opening import ask_topic, wanted
from companion.coaching.session.plan import smaller
from companion.coaching.session.reflection import gives_back, merged, reflect
from companion.coaching.session.speech import (
    ENOUGH,
    KEEP,
    LEAVE,
    LESS,
    MORE,
    NAME,
    OTHER_TIME,
    SAME,
    YIELDS,
    Kit,
    Speech,
)
from companion.coaching.session.topics import AWAY

SURE_OF_NEWS = 0.6  # confidence from which the intent alone decides
# What tells of a try that came to an end, not of how things always are.
_TRIED = re.compile(
    r"\b(?:lasted|stopped|gave (?:up|in)|given up|back (?:on|to)|relaps\w*|slipp\w*|fail\w*|broke|caved"
    r"|(?:was|were) doing"
    r"|missed|skipped|fell off|off the wagon|lapse\w*|had (?:one|a|two)|messed up|forgot|didnt|did not"
    r"|havent|this week|last night|yesterday)\b"
)
_ENDED = re.compile(
    r"\b(?:then|but) (?:\w+ ){0,6}(?:stopped|gave up|quit|forgot|caved|slipped"
    r"|(?:went|fell|gone) (?:out the window|apart|to pot|down the drain|by the board|off))\b"
)
_SPAN = re.compile(
    r"\b(?:(\d+|two|three|four|five|six|seven|eight|nine|ten) (days|weeks|wks|months|nights)|an? (week"
    r"|month"
    r"|fortnight))\b"
)
_OFTEN = re.compile(
    r"\b(?:\d+|two|three|four|five|six) (?:days|nights|times|mornings|evenings)? ?(?:out )?of (?:the )?"
    r"(?:\d+|seven|five|ten)\b(?! ?(?:stars|people|dentists))"
)
_DID = re.compile(
    r"\b(?:gave up|given up|stop(?:ped)?|quit|managed|lasted|kept(?: \w+){0,2}(?: up| going)?|went without"
    r"|did (?:it|that|them|stop|(?:the|my) \w+(?: \w+)?)|doing (?:so |really |very )?well|had a streak"
    r"|been (?:off|without)|not had (?:a|any|one))\b"
)
_BACK = re.compile(
    r"\b(?:i|ive)\b[^.?!]*\b(?:started|stopped|smoking|vaping|biting|skipping) (?:\w+ ){0,2}again\b"
    r"|\bwent (?:right |straight )?back (?:to|on) (?:it|them|smoking|vaping|the (?:fags|cigs|sweets|vape))\b"
)
_FEWER = re.compile(
    r"\bin (?:\d+|a|one|two|three|four|five|six) (?:days?|weeks?|months?)\b[^.?!]*\bi(?:ve)? (?:only )?"
    r"(?:had|smoked|ate|eaten|drunk|drank) (?:only |just )?(?:\d+|a|one|two|three|four|five)\b"
)
_BRIEF = 6  # words up to which an answer picks how to go on
_PLAN = ("topic", "do", "name", "cue", "time", "snag", "then")


def news(kit: Kit, heard: Heard) -> str | None:
    """The intent, put right by the words where it is a near thing between good news and a slip."""
    told = ("report_progress", "report_setback")
    went = kit.talk.read(heard.text).went
    topic = kit.topics.named(heard.text)
    if topic and topic.name == AWAY:
        return None  # years without a visit are no slip from a plan
    words = heard.text.lower().replace("'", "")
    if _ENDED.search(words) or (_BACK.search(words) and heard.intent != "set_goal"):
        return "report_setback"
    if _FEWER.search(words):
        return "report_progress"
    if (
        heard.intent == "report_progress"
        and _SPAN.search(heard.text.lower())
        and not _TRIED.search(heard.text)
    ):
        return heard.intent  # "no coke for five days": the "no" is the good news
    if heard.intent != "report_progress" and not _TRIED.search(heard.text.lower().replace("'", "")):
        return None
    if heard.intent in ("ask", "nlu_fallback", "out_of_scope", "set_goal") and {"badly", "mixed"} & {*went}:
        return "report_setback"
    if heard.intent not in told or heard.confidence >= SURE_OF_NEWS:
        return heard.intent
    if not went:
        return None
    if ("well" in went) == ("badly" in went):
        return heard.intent
    return told[0] if "well" in went else told[1]


def tally(text: str) -> tuple[str, str]:
    """How long, or how often, somebody says that they did it, and the wording for it; empty for none."""
    words = text.lower()
    often = _OFTEN.search(words)
    if often:
        return "counted", often[0]
    span = _SPAN.search(words)
    if not span or not _DID.search(words[: span.start()]):
        return "", ""
    return "kept", f"{span[1]} {span[2].replace('wks', 'weeks')}" if span[1] else f"a {span[3]}"


def tells(text: str) -> bool:
    """Whether somebody tells how a change of theirs went, as their own words show."""
    words = text.lower().replace("'", "").replace("\u2019", "")
    return bool(tally(text)[0] or _BACK.search(words) or _FEWER.search(words))


def returned(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """First words to a person who has a plan and comes back without saying how it went."""
    state = _recalled(kit, heard, memory)
    speech = Speech(kit, memory).say("returning", title=kit.topic(state).title)
    return ask_how(speech, state)


def ask_how(speech: Speech, state: State) -> Move:
    """How did the two minutes go?"""
    return speech.ask(state, "how", values={"name": state.answers.get("name", "the plan")})


def progressed(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """Good news, told without being asked."""
    speech = Speech(kit, memory)
    if not speech.told(heard.text):
        if _FEWER.search(heard.text.lower()):
            gives_back(speech, heard.text)
        speech.say("progress")
    state = _recalled(kit, heard, memory)
    return _well(kit, state.at("how", wanted=wanted(heard.text) or None), heard, speech)


def slipped(kit: Kit, heard: Heard, memory: Memory) -> Move:
    """A slip, told without being asked."""
    speech = Speech(kit, memory)
    if not speech.told(heard.text):
        speech.say("setback")
    span = _SPAN.search(heard.text.lower())
    if span:
        count = f"{span[1]} {span[2].replace('wks', 'weeks')}" if span[1] else f"a {span[3]}"
        speech.say("kept", span=count)
    return _badly(kit, _recalled(kit, heard, memory).at("how", slipped=True), heard, speech)


def on_how(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Well, badly, or a bit of both."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    if said.leaving:
        return leave(speech)
    if picked == state.options[2] if len(state.options) > 2 else False:
        return _badly(kit, state, heard, speech.say("setback"))
    told = news(kit, heard)
    if "mixed" in said.went or {"well", "badly"} <= {*said.went}:
        return _badly(kit, state, heard, speech.say("mixed"))
    if told == "report_progress" or "well" in said.went:
        return _well(kit, state, heard, speech.say("progress_said"))
    if told in ("report_setback", "resist") or "badly" in said.went or said.against:
        return _badly(kit, state, heard, speech.say("setback"))
    return lost(speech, state, heard, ask_how)


def on_helped(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """What helped is theirs; keep it, or add a little."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving:
        return close(speech, state, "close_keep")
    turned = heard.no or re.match(r"\W*(?:i know|dont|don't|do not|nothing)\b", heard.text, re.IGNORECASE)
    back = mirror(heard.text)
    if turned or heard.asks or (back and back.hard):
        return heard_out(speech, said, state, heard)
    speech.say("heard_unsure" if heard.unsure else "helped_heard")
    return speech.ask(state, "next")


def on_next(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Keep it, a little more, or enough."""
    speech = Speech(kit, memory)
    picked = option(state, heard)
    if picked is None and len(heard.words) > _BRIEF:
        return heard_out(speech, kit.talk.read(heard.text), state, heard)
    more = picked == MORE or (bool({"more", "add", "next", "bigger"} & set(heard.words)) and not heard.no)
    if picked in (KEEP, ENOUGH) or not more:
        return close(speech, state, "close_keep")
    if "topic" not in state.answers:
        return ask_topic(speech.say("plan_larger"), state.at("next", quick=True))
    larger = neighbour(kit.topic(state), state.answers.get("do", ""), 1)
    if larger is None:
        return menu(speech.say("plan_larger"), state.at("next", confidence=10))
    state = state.at("next", do=larger.do, name=larger.name)
    speech.say("plan_larger")
    return said_back(speech, state) if state.answers.get("cue") else ask_cue(speech, state)


def on_in_way(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """What got in the way is given back, and something is changed about the plan."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving:
        return leave(speech)
    state = merged(state, said)
    if heard.unsure or not said.against:
        if heard.unsure or not speech.told(heard.text):
            speech.say("heard_unsure" if heard.unsure else "heard")
    else:
        reflect(speech, said, state)
    return speech.ask(state, "adapt")


def on_adapt(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Smaller, another moment, the same again, or leave it."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    words = set(heard.words)
    if picked == LEAVE or said.leaving:
        return leave(speech)
    if picked == SAME or {"same", "again"} & words:
        return close(speech, state, "close_again")
    if said.against and picked is None and not {"smaller", "moment", "time"} & words:
        state = merged(state, said)
        return counted(reflect(speech, said, state).ask(state, "adapt"), state)
    if picked is None and len(heard.words) > _BRIEF and not said.impatient:
        return heard_out(speech, said, state, heard)
    if "topic" not in state.answers:
        topic = kit.topics.named(heard.text)
        if topic is None:
            return ask_topic(speech.say("plan_smaller"), state.at("adapt", quick=True))
        state = state.at("adapt", topic=topic.name)
    if "do" not in state.answers:
        return menu(speech.say("menu_tiny"), state, tiny=True)
    if picked == OTHER_TIME or {"moment", "time", "cue", "when"} & words:
        kept = {key: value for key, value in state.answers.items() if key not in ("cue", "time")}
        return ask_cue(speech.say("plan_off"), replace(state, step="adapt", answers=kept))
    if picked == LESS or ("smaller" in words and not heard.no) or heard.yes or heard.unsure or said.impatient:
        return smaller(speech, state.at("adapt", plan=True))
    if heard.no:
        return close(speech, state, "close_again")
    return lost(speech, state, heard, lambda speech, state: speech.ask(state, "adapt"))


def _well(kit: Kit, state: State, heard: Heard, speech: Speech) -> Move:
    return speech.ask(state, "helped")


def _badly(kit: Kit, state: State, heard: Heard, speech: Speech) -> Move:
    said = kit.talk.read(heard.text)
    state = merged(state, said)
    moment = speech.moment
    if moment and moment.ask and moment in kit.moments.named(heard.text):
        return speech.pose(state)
    told = [name for name in said.against if name not in ("hard", "low")]
    if told:
        speech.theme(kit.talk.doubt(told[0]))
        return speech.ask(state, "adapt")
    if "low" in said.against:
        reflect(speech, said, state)
    return speech.ask(state, "in_way")


def _recalled(kit: Kit, heard: Heard, memory: Memory) -> State:
    """The plan of before, unless the message is about another topic."""
    topic = kit.topics.named(heard.text)
    plan = memory.notes.get("plan") or {}
    if plan and (topic is None or topic.name == plan["topic"]):
        return State(NAME, "how", answers={key: plan[key] for key in _PLAN}, yields=YIELDS)
    return State(NAME, "how", answers={"topic": topic.name} if topic else {}, yields=YIELDS)
