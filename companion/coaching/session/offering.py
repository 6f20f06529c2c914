"""What a message offers for a plan, in the person's own words: a step, a moment, a thing to hand, a snag.

A message is read sentence by sentence. A step is only what someone means to do or could do
(companion.coaching.session.intention), or a bare step where one was asked for or is led in ("ok so ...").
What is asked, told, complained of or said to the companion is none; what is turned down is kept as a no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from companion.coaching.session import clause, timing
from companion.coaching.session.anchor import steady, stuck
from companion.coaching.session.idea import asks_idea
from companion.coaching.session.intention import acts, intended, marked
from companion.coaching.session.own import LONGEST, words_of
from companion.coaching.session.sentence import (
    clauses,
    cut_short,
    led_off,
    sentences,
    split_clauses,
    states,
    tells,
    to_us,
)
from companion.coaching.session.snag import hinders, snag
from companion.coaching.session.step import Part, doing, limits
from companion.coaching.session.talk import spaced

_LED = re.compile(
    r"^(?:ok(?:ay)?|right|fine|fair(?: enough)?|deal|go on then|alright|yeah|yes|yep|grand|sure"
    r"|so)\b(?! i )",
    re.IGNORECASE,
)
_THEN = re.compile(r"(?:,|\bon|\bout|\bin|\bdown) ?(?:and )?then\b|,.*\bthen\b", re.IGNORECASE)
_UNSURE = re.compile(r" (?:maybe|perhaps|possibly|might|dunno|not sure|could be|what if) ")
# A number on a scale is no step.
_RATES = re.compile(r"\b(?:10|\d)\s*(?:/|out of)\s*(?:10|ten)\b(?: that)?", re.IGNORECASE)
_STEADY = re.compile(r"\bnever (?:skip|miss|forget) (?:that|it|them)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Offered:
    """The parts, each in the person's words or empty; `unsure` when they only try it on."""

    step: str = ""
    cue: str = ""
    start: str = ""  # from when on
    thing: str = ""  # what lies ready for it
    snag: str = ""
    worked: str = ""  # when or where it holds already, or went well before
    refused: str = ""
    unsure: bool = False
    leaves: bool = False  # the step is to leave that out

    @property
    def plans(self) -> bool:
        """Whether there is a step or a moment in it."""
        return bool(self.step or self.cue or self.start)

    @property
    def opens(self) -> bool:
        """Whether there is enough in it for a talk about a habit to begin with."""
        does = bool(self.step) and (doing(self.step) or acts(self.step.split()[0]) or limits(self.step))
        return bool(self.cue or self.leaves or self.worked or does)


@lru_cache(maxsize=8)  # one message is asked for by the lead, its talk and its steps
def offered(text: str, expected: bool = False) -> Offered:
    """What `text` offers. `expected`: a step or a moment was asked for, so a bare one is an offer too."""
    text = _RATES.sub(" ", text.replace("\u2019", "'"))
    found = _joined(_read(text, expected))
    step_told = bool(found.get("step"))
    meant = step_told or "cue" in found or any(map(intended, sentences(text)))
    if _STEADY.search(text) and (held := timing.moment(text)):
        found.setdefault("worked", split_clauses(held)[0].strip())
    if (days := timing.days(text)) and (expected or step_told):
        cue = found.get("cue", "")
        found["cue"] = cue if days in cue else ", ".join(part for part in (days, cue) if part)
    elif (start := timing.start(text)) and meant:
        found.setdefault("start", start)
    if "start" in found and found["start"].lower() in f"{found.get('cue')} {found.get('step')}".lower():
        del found["start"]
    unsure = bool(found.pop("maybe", "")) or bool(_UNSURE.search(spaced(text)))
    leaves = any(clause.leaves(led_off(one.strip())) for one in split_clauses(text))
    return Offered(**found, unsure=unsure, leaves=leaves and step_told)


def _joined(parts: list[Part]) -> dict[str, str]:
    """One text for each kind of part; a step that was taken back in the same breath gives way."""
    found: dict[str, str] = {}
    for key, words in parts:
        before = found.get(key, "")
        if words and words.lower() in before.lower():
            continue
        joins = key in ("step", "thing", "cue") and before and not _same(before, found.get("refused", ""))
        if words:
            found[key] = f"{before}, {words}" if joins and len(before) + len(words) < LONGEST else words
    return found


def _same(step: str, refused: str) -> bool:
    """Whether a step was taken back: "could be a race. no, not a race"."""
    return bool(step and refused and step.split()[-1].lower() in refused.lower().split())


def _read(text: str, expected: bool) -> list[Part]:
    each, parts = sentences(text), list[Part]()
    asks = any("?" in one and not asks_idea(one) for one in each)
    led = bool(each and _LED.match(each[0])) and not asks
    means = any(map(_means, each))
    for sentence in each:
        parts += _sentence(sentence, expected and not asks, led or means)
    return parts


def _means(sentence: str) -> bool:
    """Whether a sentence tells of something that is meant to be done."""
    return any(map(_marked, clauses(sentence))) or bool(_chain(sentence))


def _marked(part: str) -> bool:
    return bool(intended(part) or marked(part) or clause.labelled(part))


def _sentence(sentence: str, expected: bool, led: bool) -> list[Part]:
    bare = led_off(sentence).strip(" ,")
    if held := stuck(bare):
        return [("worked", held)]
    if (held := steady(bare)) and not _means(sentence):
        return [("worked", held)]
    if trips := snag(bare):
        return [("snag", words_of(trips))]
    if to_us(bare) or ("?" in sentence and not asks_idea(bare)):
        return []
    if chain := _chain(bare):
        return chain
    if hinders(bare):
        return [("snag", words_of(bare))]
    each = clauses(bare)
    told = any(map(_telling, each))
    parts = [part for one in each for part in clause.read(one, expected and not told, led and not told)]
    return [*parts, ("maybe", "yes")] if parts and "?" in sentence else parts


def _telling(part: str) -> bool:
    """Whether a clause tells what somebody does or did, beside a moment in it."""
    return not _marked(part) and tells(timing.without_moments(cut_short(part)))


def _chain(sentence: str) -> list[Part]:
    """Bare steps in a row, with their moment: "lenses out, then brush, before I go near the bed"."""
    when = timing.moments(sentence)
    rest = timing.without_moments(sentence)
    if clock := timing.clock(rest):
        when.append(clock)
        rest = rest.replace(clock, "")
    rest = led_off(rest).strip(" ,.!:")
    if not _THEN.search(rest) or tells(rest) or states(rest) or "?" in sentence:
        return []
    if not doing(rest) or to_us(rest):
        return []
    steps, cues = re.sub(r"\s+,", ",", rest), [one.strip(" ,.") for one in when]
    return [("step", words_of(steps)), ("cue", ", ".join(cues))]
