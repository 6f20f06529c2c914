"""Ages and durations, read from the text: "my 4 yr old", "for three weeks", "since Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from companion.language.words import number

_NUMBER = (
    r"(\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|couple(?: of)?|few|several)"
)
_SPAN = re.compile(
    rf"\b{_NUMBER}(?:\s*(?:-|to|or)\s*{_NUMBER})?\s*"
    r"(?:more |whole |long |solid |and a half )?"
    r"(minutes?|mins?|hours?|hrs?|nights?|days?|weeks?|wks?|months?|mths?|years?|yrs?)\b"
)
_VAGUE = re.compile(r"\b(?:for|in|over) (months|weeks|years|ages|days)\b|\b(months|weeks|years) now\b")
_SINCE = re.compile(
    r"\bsince (?:last )?(yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:the )?weekend"
    r"|week|month|year"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|christmas|easter|summer|winter|spring|autumn)\b"
)
_AGE = re.compile(
    r"\b(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*-?\s*"
    r"(?:(?:years?|yrs?|y)\s*-?\s*(?:olds?|o)\b|y/?o\b|yr\b(?= (?:old|girl|boy)))"
)
_MONTHS_OLD = re.compile(
    r"\b(\d{1,2}|six|nine|ten|eleven|twelve|eighteen)\s*-?\s*(?:months?|mths?|mo|weeks?)\s*-?\s*old\b"
)
_AGED = re.compile(
    r"\b(?:aged?|(?:he|she) (?:is|s) (?:only |just |about )?"
    r"|(?:he|she|i)['’]?(?:s|m) (?:only |just |about )?|i am (?:only |just )?)\s?(\d{1,2})\b"
    r"(?!\s*(?:days?|weeks?|months?|hours?|minutes?|mins?|%|stone|kg))"
)
_YEAR = re.compile(
    r"\b(?:in|of|since|from|around|about|summer|during|until|late|early)"
    r" (?:((?:19|20)\d\d)|'(\d\d))\b"
)
_THING = re.compile(r"\s*(?:filling|crown|bridge|denture|implant|brace|veneer|toothbrush|habit|root canal)")
_DAYS = {"minute": 0.0, "min": 0.0, "hour": 0.04, "hr": 0.04, "night": 1, "day": 1, "week": 7, "wk": 7,
         "month": 30, "mth": 30, "year": 365, "yr": 365}  # fmt: skip
_SINCE_DAYS = {"yesterday": 1, "week": 7, "month": 30, "year": 365, "weekend": 3, "the weekend": 3}
_VAGUE_DAYS = {"days": 3, "weeks": 21, "months": 60, "years": 730, "ages": 30}


def durations(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield (days, start, end) for each stretch of time in lower-case text, offsets in characters.

    Ages ("4 years old") are left out. A range counts with its longer end.
    """
    counted = []
    for match in _SPAN.finditer(text):
        counted.append(match.span())
        if re.match(r"\s*-?\s*olds?\b|s?\s*pregnant", text[match.end() :]):
            continue
        count = _value(match.group(2) or match.group(1))
        yield count * _DAYS[match.group(3).rstrip("s")], match.start(), match.end()
    for match in _VAGUE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in counted):
            continue
        yield _VAGUE_DAYS[match.group(1) or match.group(2)], match.start(), match.end()
    for match in _SINCE.finditer(text):
        word = match.group(1)
        days = _SINCE_DAYS.get(word, 4 if word.endswith("day") else 45)
        yield days, match.start(), match.end()


def bygone_years(text: str, this_year: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each "in 1987", "back in '98" of a year before `this_year`."""
    for match in _YEAR.finditer(text):
        year = int(match.group(1) or match.group(2))
        if year < this_year and year != this_year % 100:
            yield match.start(), match.end()


def ages(text: str) -> Iterator[tuple[float, int, int]]:
    """Yield (years, start, end) for each person's age in lower-case text."""
    for match in _MONTHS_OLD.finditer(text):
        yield _value(match.group(1)) / 12, match.start(), match.end()
    for match in _AGE.finditer(text):
        if not _THING.match(text[match.end() :]):
            yield _value(match.group(1)), match.start(), match.end()
    for match in _AGED.finditer(text):
        yield _value(match.group(1)), match.start(), match.end()


def _value(word: str) -> float:
    word = word.split(" ", 1)[0]
    if word in ("a", "an"):
        return 1
    try:
        return float(word)
    except ValueError:
        return float(number(word) or 1)
