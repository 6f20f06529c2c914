"""Scale: numbers from 0 to 10 in a message, each for how much it matters or for how sure they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.heard import NUMBERS

_MATTERS = frozenset(
    """
    importance important importantly matter matters mattering want wanting wanted wants care caring motivated
    motivation desire wish fixing bothered keen
    """.split()
)
_SURE = frozenset(
    """
    confidence confident sure believing belief believe believes able manage managing doing chances chance odds
    likely thinkin thinking pulling sticking do hope hopeful faith trust certain ability
    """.split()
)
# Words that are hardly said but of a rating; with none of them in a message the others tell little.
_PLAIN = re.compile(
    r"\b(?:importan\w*|matters?|motivat\w*|confiden\w*|sure|belie\w+|chances?|odds|manag\w+|able)\b|(?:/"
    r"|out of) ?10\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?:years?|yrs?|months?|weeks?|wks?|days?|nights?|mornings?|hours?|hrs?|min\w*|seconds?|secs?|times"
    r"|x\b|kids?|cups?|cans?"
    r"|sugars?|teas?|coffees?|cigs?|fags?|roll|teeth|fillings?|am\b|pm\b|o'?clock|am|quid|pounds|mates"
    r"|people|%|yo\b|ppm|th\b|nd\b|rd\b"
    r"|st\b|monsters?|brush\w*|of (?:them|us|those)|more|less|out of (?!10|ten)|a (?:day|week))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\b(?:scale (?:of|from) )?(?:0|1|zero|one) ?(?:to|-|–) ?(?:10|ten)\b", re.IGNORECASE)
_OF_TEN = re.compile(r"\s*(?:/|out of) ?(?:10|ten)\b", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![\w.:£$€])(?:10|\d|{'|'.join(NUMBERS)})(?![\w:£$€%]|\.\d|,\d)", re.IGNORECASE)
_BEFORE = frozenset("a an like about maybe is say around probably solid it's its more roughly".split())
_FIRST = "first"  # a number that says nothing of what it is for
_AHEAD = ("for ", "to ", "on ", "confident", "sure", "wanting")
_WISHED = re.compile(
    r"\b(?:10|\d) (?:for|to) (?:(?:want|do|keep|stick|manage|try|pull)\w*|actually|really)\b", re.IGNORECASE
)
_BREAK = re.compile(r"[.?!,;:\n]+|\b(?:and|but|though)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Rated:
    """What was said of each; None where nothing was."""

    importance: int | None = None
    confidence: int | None = None

    @property
    def gap(self) -> bool:
        """Whether it matters much more than they trust themselves to do it."""
        return (self.importance or 0) >= 7 > (10 if self.confidence is None else self.confidence)


def rated(text: str) -> Rated:
    """Both numbers of a message, by the word of wanting or of being sure that each stands with."""
    if not any(one.search(text) for one in (_PLAIN, _WISHED, _RANGE)):
        return Rated()
    found: dict[str, int] = {}
    last = ""
    for part in _BREAK.split(_RANGE.sub(" ", text.replace("\u2019", "'"))):
        marked, plainly = _OF_TEN.sub("", part), bool(_OF_TEN.search(part))
        for number in _NUMBER.finditer(marked):
            if not _on_scale(marked, number, plainly):
                continue
            kind = _kind(marked[: number.start()], marked[number.end() :]) or last
            found.setdefault(kind or _FIRST, _value(number[0]))
        last = _kind(part, "") or last
    first = found.get(_FIRST) if "confidence" in found else None  # "8 but 2 confident"
    return Rated(found.get("importance", first), found.get("confidence"))


def _on_scale(part: str, number: re.Match[str], plainly: bool) -> bool:
    """Whether a number is one on a scale: no count of things, and put as one puts a mark."""
    after = part[number.end() :].strip()
    if _UNIT.match(after):
        return False
    before = part[: number.start()].split()
    if before and before[-1].lower() == "at":
        return False  # a time of day
    put = before and before[-1].lower() in _BEFORE
    alone = number[0].isdigit() and len(before) <= 2 and len(after.split()) <= 4
    return bool(plainly or put or alone or (before and _PLAIN.fullmatch(before[-1])))


def _kind(before: str, after: str) -> str:
    """By the nearest word before, else the nearest after; in "9 for wanting" the one after goes first."""
    ahead = after.strip().lower()
    if ahead.startswith("to me"):
        return "importance"
    behind, later = _first(before.split()[::-1]), _first(after.split())
    return (later or behind) if ahead.startswith(_AHEAD) else (behind or later)


def _first(words: list[str]) -> str:
    return next((kind for word in words if (kind := _kind_of(word))), "")


def _kind_of(word: str) -> str:
    bare = word.lower().strip("'\"()")
    return "importance" if bare in _MATTERS else "confidence" if bare in _SURE else ""


def _value(number: str) -> int:
    return NUMBERS[number.lower()] if number.lower() in NUMBERS else int(number)
