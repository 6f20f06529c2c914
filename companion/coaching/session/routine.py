"""Routine: whether a message tells of a habit as one's own, so that a talk about it may open."""

from __future__ import annotations

import re

from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.said.belief import FIRST, HALF, HURTS, LATELY, LOST, SERIOUS, Sense
from companion.coaching.session.idea import questions
from companion.coaching.session.offering import offered
from companion.coaching.session.scale import rated
from companion.coaching.session.topics import AWAY, CONSUMED, Topics

_HABIT = re.compile(
    r"\b(?:i|we|he|she|they) (?:\w+ )?(?:grind|clench|smokes?|vapes?|skip|snack|forget|never|hardly|keep"
    r"|bite|drink"
    r"|eat|scroll|cant stop|fall asleep|just dont|refuses?|screams?|fights?|hates?|wont)\b"
    r"|\b(?:screams?|refuses?|fights?|cries|tantrum) (?:every|each|when|whenever)\b"
)
# How things are with a habit, told plainly: how often, since when, what others say of it.
_TELLS = re.compile(
    r"\b(?:only|never|always|hardly|barely|rarely|mostly|usually|every|keep|used to|dont (?:clean|floss"
    r"|brush|bother)|a day|per day|all day"
    r"|daily"
    r"|\d+ years of"
    r"|years of|\d+ years|wake up|fall asleep|says i|say i|told me i|lasted|tbh|in bed|so loud"
    r"|mornings are|by ten)\b"
)
_OFTEN = re.compile(
    r"\b(?:a day|per day|all day|every (?:day|night|morning)|\d+ (?:cans|cups|cigs|bags|sugars))\b"
)
_SIGN = re.compile(
    r"\b(?:pink|blood(?!s\b| (?:tests?|sugars?|pressure))\w*|bleed\w*|bled|hurts?|hurting|pain\w*|sore"
    r"|aches?|aching|swollen|swelling|loose|lump|clicks?"
    r"|numb|ulcer\w*|wakes me)\b"
)
_ADULT = re.compile(r"\b(?:husband|wife|mum|dad|nan|gran|mother|father|dementia)\b")
# "He asked if we could have them pulled" is what somebody else wants.
_REPORTED = re.compile(
    r"\b(?:he|she|they) (?:has |have |keeps? )?(?:ask(?:s|ed|ing)?|wants?|wanted|begs?|begged|said|says)"
    r" (?:me |us )?(?:if|whether|to|that)\b",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\bmy (?:\w+ ){0,2}(?:kid|son|daughter|child|toddler|baby|boy|girl|grandson|granddaughter)\b"
)
_DOES = re.compile(r"\bi (?:grind|clench|smoke|vape|snore|never|always)\b")
_MAY_I = re.compile(r"\W*(?:so |and |but )?(?:could|can) (?:i|we)\b", re.IGNORECASE)
STAYS = frozenset(("not_stopping", "lived", "sent"))  # said against a change, by one who is told to make it
# Years away, or the way back: a dentist who is only named is no habit.
_AWAY = re.compile(
    r"\b(?:years|ages|decades?|months|since|long time|avoid\w*|put(?:ting)? (?:it|them|that)? ?off"
    r"|never (?:go|been)|(?:not|havent|dont|hardly|stopped) (?:been|gone|go|going)"
    r"|(?:go|going|went|get|got) back|scared|afraid|terrified"
    r"|should (?:go|book|call|ring)|need to (?:go|book|call|ring)|keep (?:meaning|cancelling|missing))\b"
)
_HARD = frozenset(("fine", "hurts", "fear", "shame", "money"))  # against it, and no matter of habit

_NO_OFFER = frozenset("report_symptom report_injury ask_medicine ask_dose find_dentist prepare_visit".split())
_NO_HABIT = frozenset((AWAY, "dental-fear"))  # what is done there is no matter of each day


def tells(sense: Sense) -> bool:
    """A habit with a wish, a doubt or a plain account of it."""
    heard, said, topic = sense.heard, sense.said, sense.topic
    if heard.intent in ("worry_about_looks", "want_procedure"):
        return False
    consumed = topic is not None and topic.name in CONSUMED
    if consumed and (STAYS | {"pleasure"}) & {*said.against}:
        return True
    if heard.intent == "express_feeling" and (heard.confidence >= HALF or not consumed):
        return False
    if "nagged" in said.against and (topic or (sense.weak and not heard.answered)):
        return True
    if topic is None or not _own(sense) or sense.scene.level in SERIOUS:
        return False
    if topic.name == AWAY and (
        heard.feeling in HURTS or not (sense.said.change or _AWAY.search(sense.words))
    ):
        return False  # what the years feel like comes first
    return _told(sense)


def offers(sense: Sense, memory: Memory, topics: Topics) -> bool:
    """A step or a moment of their own, offered on a habit that is named or was just read about."""
    if sense.scene.level in SERIOUS or sense.heard.intent in _NO_OFFER or questions(sense.heard.text):
        return False
    known = sense.topic or topics.leading(sense.heard.answered)
    offer = offered(sense.heard.text)
    told = (offer.worked or (offer.cue and offer.cue not in offer.step)) and sense.heard.answered
    aside = told and memory.notes.get(LATELY) is None  # on what was just read out
    return bool(offer.opens and (known or topics.spoken_of(memory) or aside))


def plans(heard: Heard, memory: Memory, topics: Topics) -> bool:
    """Whether a talk about feelings has come to a habit: a step or a moment of their own is named."""
    offer = offered(heard.text)
    topic = topics.named(heard.text) or topics.spoken_of(memory)
    if _MAY_I.match(heard.text) and not offer.cue:
        return False  # "could i just do 30 seconds": whether that counts is for the content to say
    if topic and rated(heard.text).confidence is not None and not heard.chosen:
        return True
    daily = topic.name not in _NO_HABIT if topic else bool(heard.answered and (offer.cue or offer.worked))
    known = topic or topics.leading(heard.answered)
    # An errand with its moment is a plan, whatever it is about.
    when = bool(known and offer.step and (offer.cue or offer.start))
    theirs = _REPORTED.search(heard.text)
    return bool((daily or when) and offer.opens and not (theirs or heard.chosen or questions(heard.text)))


def _own(sense: Sense) -> bool:
    """Whether it is the person's own habit."""
    if sense.topic and sense.topic.name == "grinding-and-stress" and _CHILD.search(sense.words):
        return False  # milk teeth that are ground down are no habit of the one who writes
    if _ADULT.search(sense.words) and not _DOES.search(sense.words):
        return False
    return bool(FIRST.search(sense.words) or _OFTEN.search(sense.words) or sense.said.change)


def _told(sense: Sense) -> bool:
    """Whether something is said of it that a talk can begin with."""
    heard, said, words = sense.heard, sense.said, sense.words
    complaint = heard.intent == "report_symptom"
    changing = said.change and not complaint
    news = bool({"badly", "mixed"} & {*said.went})
    sign = _SIGN.search(words.replace("when it hurts", ""))
    plainly = not complaint and bool(_TELLS.search(words)) and not sign
    if heard.intent == "ask" and sense.scene.score >= HALF and not (changing or news or plainly):
        return False  # the content knows what to say to that
    lost = heard.intent in LOST and sense.scene.score < HALF and not sign
    slipped = news and heard.intent in (*LOST, "ask")
    against = {*said.against} - _HARD
    return bool(against or changing or slipped or lost or plainly or _HABIT.search(words))
