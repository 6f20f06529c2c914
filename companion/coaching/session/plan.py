"""A plan confirmed or corrected, and whether it may be remembered.

A confirmed plan stands in memory.notes["plan"], as draft.parts gives it, with "keep": true, false
or null for the answer to "may it be remembered after this chat?". Within the conversation it is
there either way; whatever keeps things longer may take it only when "keep" is true.
"""

from __future__ import annotations

import re
from dataclasses import replace

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session import teachback
from companion.coaching.session.cue import ask_cue, named
from companion.coaching.session.draft import HALF, neighbour, parts, said_back
from companion.coaching.session.ending import close, counted, leave, lost, tells
from companion.coaching.session.idea import states
from companion.coaching.session.intention import intended
from companion.coaching.session.menu import menu
from companion.coaching.session.own import quoted, words_of
from companion.coaching.session.sentence import states as is_told
from companion.coaching.session.sentence import tells as does
from companion.coaching.session.speech import FITS, NOTE, OTHER_STEP, OTHER_TIME, SMALLER, Kit, Speech
from companion.coaching.session.timing import clock, clocked, moment
from companion.coaching.taking import option

_BRIEF = 4  # words up to which a yes is no more than that
_SMALLER = frozenset("smaller small less easier shorter tiny lighter".split())
_TIME = frozenset("time moment when cue later earlier morning evening night".split())
_STEP = frozenset("step action else thing".split())
_SURE = frozenset("fits good great perfect fine correct right works happy".split())
_YES_FIRST = frozenset("yes yeah yep yup ya yh aye ok okay".split())
_TURNED = frozenset("but not except dont don't isnt isn't".split())
_OFF = frozenset("not but wrong different change dont don't isnt isn't hm except".split())
# What got in the way before, and may do so again.
_OPENS = re.compile(r"(?:when|while|after|before|once|as soon as)\b", re.IGNORECASE)
_SAID_YES = re.compile(
    r"\b(?:i|already) (?:just |have |already )?(?:said|told you) (?:yes|so)\b|\byes already\b", re.IGNORECASE
)
_STOPPED = re.compile(
    r"\b(?:(?:that|it|which)(?:'s| is|s) what (?:stopped|got|put|finished|ruined)|(?:that"
    r"|it) (?:stopped|ruined) (?:me|it)"
    r"|that(?:'s|s| is) the (?:problem|trouble|hard (?:bit|part)|thing)|happened (?:last|the other) time)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"(?:no,? )?(?:then )?i(?:'ll| ?will|'d| would| could| can)\b", re.IGNORECASE)


def on_confirm(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Yes makes it a plan; anything else changes it."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    words = words_of(heard.text)
    when = "" if states(heard.text) else moment(words) or clock(words)
    moved = when and picked is None and when.lower() not in str(state.answers.get("cue", "")).lower()
    if picked == FITS or (picked is None and (restates(kit, state, heard) or (_agrees(heard) and not moved))):
        plan = {**parts(state), "keep": None}
        speech.memory = speech.memory.note(plan=plan, wishes=state.answers.get("reasons", []))
        return speech.say("plan_yes").ask(state, "keep", plan=plan)
    if said.leaving and not heard.no:
        return leave(speech)
    return _change(speech, state, heard, picked)


def restates(kit: Kit, state: State, heard: Heard) -> bool:
    """Whether somebody says the plan again in their own words, which is a yes to it."""
    if heard.no or heard.asks or {*heard.words} & (_OFF | _SMALLER) or len(heard.words) <= _BRIEF:
        return False
    return state.step == "confirm" and not {"step", "cue"} & {*teachback.missing(kit, state, heard.text)}


def on_change(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """What to change, asked on its own."""
    if option(state, heard) == FITS or _agrees(heard):
        return on_confirm(kit, state, heard, memory)
    return _change(Speech(kit, memory), state, heard, option(state, heard))


def on_keep(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Consent, asked once, in plain words; not sure is a no."""
    yes = heard.yes or heard.intent == "remember_me" or _SAID_YES.search(heard.text)
    if heard.asks and not (yes or heard.no):
        return Speech(kit, memory).say("no_answer").ask(state, "keep")
    if not yes and {"thanks", "thank", "ta", "cheers"} & {*heard.words}:
        return close(Speech(kit, memory).say("keep_no"), state)
    plan = {**memory.notes.get(NOTE, parts(state)), "keep": bool(yes and not heard.no)}
    speech = Speech(kit, memory.note(plan=plan))
    return teachback.ask_teach(speech.say("keep_yes" if plan["keep"] else "keep_no"), state)


def smaller(speech: Speech, state: State) -> Move:
    """The next smaller step of the topic, or half of this one, with the same moment."""
    less = neighbour(speech.kit.topic(state), state.answers.get("do", ""), -1)
    if less:
        state = state.at("confirm", do=less.do, name=less.name)
    else:
        state = state.at("confirm", snag="it still feels like too much", then=HALF)
    return said_back(speech.say("plan_smaller"), state)


def _change(speech: Speech, state: State, heard: Heard, picked: str | None) -> Move:
    words = set(heard.words)
    if picked == SMALLER or words & _SMALLER:
        return smaller(speech, state)
    when = clocked(heard.text)
    if not when and _OPENS.match(heard.text):
        when = moment(words_of(heard.text))
    when = when or ("" if states(heard.text) else moment(words_of(heard.text)) or clock(words_of(heard.text)))
    other = _INSTEAD.match(heard.text)
    if picked is None and other and not when and intended(heard.text):
        state = state.at("confirm", then=quoted(words_of(heard.text)))
        return said_back(speech.say("backup_heard"), state)
    if picked is None and when:
        return named(speech.say("chose_cue", cue=f'"{when}"'), state, when)
    if picked is None and _STOPPED.search(heard.text) and (words_told := words_of(heard.text)):
        return speech.say("obstacle_heard").ask(state.at("confirm", snag=quoted(words_told)), "backup")
    known = speech.kit.topic(state).obstacles
    doubts = speech.kit.talk.read(heard.text).against if picked is None else ()
    snag = next((one for one in known if one.theme in doubts), None)
    if snag:
        speech.theme(speech.kit.talk.doubt(snag.theme))
        return said_back(speech, state.at("confirm", snag=snag.when, then=snag.then))
    if picked == OTHER_TIME or (
        picked is None and words & _TIME and not heard.asks and len(words) <= 2 * _BRIEF
    ):
        kept = {key: value for key, value in state.answers.items() if key not in ("cue", "time")}
        return ask_cue(speech.say("plan_off"), replace(state, step="cue", answers=kept))
    if picked == OTHER_STEP or (picked is None and words & _STEP):
        return menu(speech.say("plan_off"), state, tiny=True)
    if state.step == "change":
        return lost(speech, state, heard, lambda speech, state: speech.ask(state, "change"))
    detail = words_of(heard.text)
    if picked is None and _adds(heard, detail):
        do = f"{state.answers.get('do', '')}, {quoted(detail)}"
        return said_back(speech.say("to_hand"), state.at("confirm", do=do))
    if picked is None and not (heard.no or words & _OFF) and tells(heard):
        if not speech.told(heard.text):
            speech.say("heard")
        return counted(speech.ask(state, "confirm"), state)
    return speech.say("plan_off").ask(state, "change")


def _adds(heard: Heard, detail: str) -> bool:
    """Whether a few bare words say more precisely what the step is: "the afternoon one"."""
    few = 1 < len(heard.words) <= 2 * _BRIEF and len(detail) > 3
    plain = not (heard.no or heard.asks or {*heard.words} & (_OFF | _TURNED)) and heard.feeling in (
        None,
        "none",
    )
    return few and plain and not (is_told(detail) or does(detail) or heard.intent in ("thank", "gibberish"))


def _agrees(heard: Heard) -> bool:
    if _SAID_YES.search(heard.text):
        return True
    sure = _SURE & {*heard.words}
    plainly = bool(sure) or len(heard.words) <= _BRIEF or {"plan", "save", "that", "this"} & {*heard.words}
    yes_first = heard.words[:1] and heard.words[0] in _YES_FIRST and len(heard.words) <= 2 * _BRIEF
    if yes_first and not heard.asks and not _TURNED & {*heard.words} and not intended(heard.text):
        return True
    if not plainly or heard.words[:1] == ["please"]:
        return False  # "ok quiz me", "please keep it small"
    return (heard.yes or bool(sure)) and not _TURNED & {*heard.words} and not heard.no
