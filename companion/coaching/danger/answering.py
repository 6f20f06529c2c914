"""What an answer to a list of red flags says: which of them, none, "not sure", or nothing of that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from companion.coaching.danger.complaint import Flag
from companion.coaching.heard import Heard, asks
from companion.text import plain

NONE, UNSURE = "None of these", "Not sure"
_SHORT = 5  # words up to which a flag's words are an answer
_CLAIMED = 8  # the same where it begins like one
_CLAIMS = re.compile(
    r"(?:i (?:do|have|got|take|am on)|ive|im on|theres|there is|(?:he|she) (?:has|does|takes))\b"
)
_OPENS = re.compile(r"(?:yes|yeah|yep|just|only|well|no just|no only|no (?:\w+ ){1,3}but|not sure)\b")
_BARE_YES = 5  # words up to which a "yes" names nothing
_TAG = 3  # words up to which a question is an answer all the same: "the first?"
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
# A place in the list, and no time: "found it last night", "the first time", "at first".
_PLACE = re.compile(
    r"\b(?<!at )(?<!a )(first|second|third|fourth|fifth|sixth|last|1st|2nd|3rd|4th|5th|6th)\b"
)
_A_PLACE = re.compile(
    rf"{_PLACE.pattern}"
    r"(?! (?:tooth|teeth|dentist|days?|\w+day|nights?|weeks?|months?|years?|times?|thing|summer|winter|spring"
    r"|autumn|few|couple|visit|noticed|felt|saw|started|appeared|came|of all|jan|feb|march|april|may|june"
    r"|july|aug|sep|oct|nov|dec))"
)
_THE_PLACE = re.compile(rf"{_PLACE.pattern} (?:ones?|thing|of (?:these|those|them))\b")
_NUMBERS = re.compile(
    r"(?:(?:number|no|nr|option|and|both|just|only|yes|yeah|yep|i have|its|the|or|think|maybe) )*"
    r"\d(?: (?:and |or |number )*\d)*"
)
_TWO = re.compile(r"(?:yes |yeah |its |i have )?(?:the )?(?:first two|both)(?: of (?:them|these|those))?")
_ALL = re.compile(r"\b(?:all (?:of )?(?:them|these|those|it)|^(?:yes )?everything$|all of the above|^all$)")
_NONE = re.compile(
    r"\b(?:none|no(?:ne)? of (?:these|them|those|that|it)|nothing|neither|not any|dont have any"
    r"|havent got any"
    r"|no symptoms|nowt|all (?:clear|good|fine)|nope|nah|i dont|he doesnt|she doesnt|not really"
    r"|not (?:that i know|as far as i know|at the moment|at all))\b|^(?:no|n)\b"
)
_PERHAPS = "maybe|perhaps|possibly|might|could be|i think so|sort of|kind of|kinda"
_UNSURE = re.compile(
    r"\b(?:not (?:really |quite |too |entirely )?sure|unsure|dont know|dunno|no idea|no clue|idk"
    rf"|hard to (?:say|tell)|cant (?:tell|say)|a bit|sometimes|{_PERHAPS})\b"
)
_KNOWS = re.compile(r"\b(?:know|knew|sure|certain|tell|say|idea|clue|see|check|guess|think|thought|wonder)")
_HEDGE = 4  # words up to which a "maybe" anywhere is all that is said
_FILLED = r"(?:(?:um+|well|er+m?|i|im|really|honestly) )*"
_DOUBTS = re.compile(
    rf"{_FILLED}(?:not (?:really |quite |too )?sure|unsure|dont know"
    r"|dunno|no idea|no clue|idk|hard to (?:say|tell)|cant (?:really |quite )?(?:tell|say))\b"
    # "Not sure i can stop" is about something else.
    r"(?! (?:i|we|how|what|when|why|where|who|to(?! be honest))\b)"
)
_MAYBE = re.compile(rf"{_FILLED}(?:{_PERHAPS})\b")
_HEDGED = re.compile(r"\b(?:maybe|perhaps|possibly|might be|could be|sort of|kind of|a bit|a little)\b")
_YES = re.compile(
    r"\b(?:yes|yeah|yep|yup|ye|aye|yh|ya|definitely|i do|i have|he does|he has|she does|she has|correct"
    r"|one of)\b"
)
_CLAUSE = re.compile(
    r"[.,;!?\n]+|\b(?:but|just|only|apart from|except|although|though|however)\b", re.IGNORECASE
)
_SENTENCES = re.compile(r"(?<=[.!?\n])\s+")
_NOT = re.compile(
    r"\b(?:no|not(?! (?:really |quite |too )?sure)|none|never|without|nor|dont(?! know)|doesnt|isnt|havent"
    r"|hasnt|nothing|arent|didnt)\b"
)


@dataclass(frozen=True)
class Answer:
    """`yes`: the flags named. `vague`: a yes that names none. Else one of the others, or none of all."""

    yes: tuple[Flag, ...] = ()
    vague: bool = False
    none: bool = False
    unsure: bool = False

    @property
    def empty(self) -> bool:
        """Whether it was no answer."""
        return not (self.yes or self.vague or self.none or self.unsure)


def read(flags: Sequence[Flag], heard: Heard) -> Answer:
    """The answer in a message to a list of `flags` in this order."""
    text = plain(_told(heard))
    if text == plain(NONE):
        return Answer(none=True)
    if text == plain(UNSURE):
        return Answer(unsure=True)
    named = _named(flags, heard)
    if named:
        return Answer(named)
    if _ALL.search(text) and not _NOT.search(text) and len(text.split()) <= _BARE_YES:
        return Answer(tuple(flags))
    placed = _placed(flags, text)
    if placed:
        return Answer(placed)
    unsure = _doubts(text, heard)
    if unsure and not re.match(r"(?:no|none)\b(?! (?:idea|clue))", text):
        return Answer(unsure=True)
    if _NONE.search(text) or heard.intent == "deny":
        return Answer(none=True)
    if len(heard.words) <= _BARE_YES and (_YES.search(text) or heard.intent == "affirm"):
        return Answer(vague=True)
    return Answer(unsure=unsure)


def _doubts(text: str, heard: Heard) -> bool:
    """Whether a text in small letters says that they do not know: "since two months maybe more" tells.

    "Could be that?" asks, and "nobody has looked at it" is no doubt of theirs.
    """
    if heard.asks:
        return bool(_DOUBTS.search(text) or _MAYBE.fullmatch(text))
    if heard.intent == "be_unsure" and _KNOWS.search(text):
        return True
    if len(text.split()) <= _HEDGE:
        return bool(_UNSURE.search(text))
    return bool(_DOUBTS.search(text) or _MAYBE.match(text))


def _told(heard: Heard) -> str:
    """A message without the sentences in it that ask: "is it a bit vain?" is no "a bit" to a flag."""
    if not heard.asks or len(heard.words) <= _TAG:
        return heard.text
    told = [part for part in _SENTENCES.split(heard.text) if not asks(part) or _DOUBTS.match(plain(part))]
    return " ".join(told)


def _named(flags: Iterable[Flag], heard: Heard) -> tuple[Flag, ...]:
    """Flags that the words name without a "no" before them.

    Only a short message, or one that says yes or maybe, is read so: triage itself reads what longer ones
    tell.
    """
    text = plain(heard.text)
    hedged = _HEDGED.search(text) or _DOUBTS.search(text)
    short = _CLAIMED if _CLAIMS.match(text) else _SHORT
    if len(heard.words) > short and not (_OPENS.match(text) or hedged):
        return ()
    clauses = [plain(part) for part in _CLAUSE.split(heard.text)]
    found = []
    for flag in flags:
        said = [before for part in clauses for before in _before(flag, part)]
        if any(not _NOT.search(before) for before in said):
            found.append(flag)
    return tuple(found)


def _before(flag: Flag, clause: str) -> list[str]:
    """What stands in a clause before each mention of the flag."""
    title = plain(flag.title)
    starts = [match.start() for one in flag.named if (match := one.search(clause))]
    starts += [clause.index(title)] if title in clause else []
    return [clause[:start] for start in starts]


def _placed(flags: Sequence[Flag], text: str) -> tuple[Flag, ...]:
    """Flags picked by their place: "the second one", "1 and 3", "both", "the last".

    A longer message says so in so many words: "it touches first before the others" picks none.
    """
    places: set[int] = set()
    brief = len(text.split()) <= _HEDGE
    for word in (_A_PLACE if brief else _THE_PLACE).findall(text):
        number = int(word[0]) - 1 if word[0].isdigit() else _PLACES.index(word) if word in _PLACES else -1
        places.add(number if number >= 0 else len(flags) - 1)
    if _NUMBERS.fullmatch(text):
        places |= {int(digit) - 1 for digit in re.findall(r"\d", text)}
    if _TWO.fullmatch(text) and len(flags) >= 2:
        places |= {0, 1}
    return tuple(flag for place, flag in enumerate(flags) if place in places)
