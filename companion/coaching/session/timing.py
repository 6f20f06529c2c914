"""Timing: the moments, times and days that a person names for a step, in their own words."""

from __future__ import annotations

import re

_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_MOMENT = re.compile(
    r"\b(?:(?:right |just |straight |directly )?(?:after|before|when|while|during|once)|as soon as"
    r"|first thing"
    r"|last thing|(?:at|in|on|with|every) (?:the |my )?(?:night|bedtime|bed|breakfast|lunch|dinner|morning"
    r"|mornings|evening|evenings|afternoon|shower|bath|way|bus|train|car|coffee|tea|grub|meals?|food|work"
    r"|weekend|sofa"
    r"|alarm|kettle))\b.*",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:morning|mornings|night|nights|evening|evenings|afternoon|noon|midday|midnight|bed|bedtime"
    r"|breakfast"
    r"|lunch|dinner|supper|tea ?time|school|work|(?:at |around |about )?\d{1,2}(?::\d\d)? ?(?:am|pm"
    r"|o'?clock)"
    r"|(?:at|around|about) \d{1,2}(?::\d\d)?|wake up|get up|alarm|bath)\b",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:from |on |start(?:ing)? )?(tonight|tomorrow(?: (?:morning|night|evening))?|today|(?:mon|tues"
    r"|wednes|thurs|fri"
    r"|satur|sun)day|next week|this week)\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday"
    r"|urday)?s?\b[ ,/]*(?:and |& )?){2,}"
    r"|\bweekdays(?: only)?\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"\b(?:at|around|by|about) (?:half (?:past )?|quarter (?:past|to) )?(?:\d{{1,2}}(?:[:.]\d\d)?"
    rf"|{_HOURS})(?: ?[ap]m)?"
    r"(?= when| once|,|$)(?: (?:when|once) .*)?",
    re.IGNORECASE,
)
_CLOCKED = re.compile(
    rf"^(?:and |so |well )?((?:the |my |our |his |her )?\w+(?: time)?)(?:'s| is| starts)"
    rf" ((?:usually |always |about |around |at )+(?:half (?:past )?)?(?:\d{{1,2}}(?:[:.]\d\d)?"
    rf"|{_HOURS})\b.*)$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:right |just |straight |directly )?(?:after|before|when|while|once|as soon as|whenever)"
    r" (?:(?:i|we|he|she|they|it|its|it's)\b[^,]*|(?:the|my) \w+(?: \w+)?)",
    re.IGNORECASE,
)
_BARE_CUE = re.compile(
    r"^(?:right |just |straight |directly )?(?:after|before|when|while|once|at|in the|on (?:mon|tue|wed"
    r"|thu|fri|sat|sun|my|the|a)"
    r"|every|each|as soon as|tonight|tomorrow|today|weekdays|mornings|evenings?|nights|sunday|saturday"
    r"|monday|tuesday|wednesday|thursday|friday)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|on|by|next to|at|under|near|beside) (?:the|my|our) \w+(?: \w+)?$", re.IGNORECASE
)


def moment(text: str) -> str:
    """The part of a message that names a moment to tie a step to, or ""."""
    found = _MOMENT.search(text)
    return found[0].strip(" ,.") if found else ""


def tells_time(text: str) -> bool:
    """Whether a moment says what time of day it is."""
    return bool(_TIME.search(text))


def start(text: str, alone: bool = False) -> str:
    """From when on, or ""; `alone`: where the text says nothing else."""
    found = _START.fullmatch(text) if alone else _START.search(text)
    return found[1] if found else ""


def days(text: str) -> str:
    """Two days of the week or more, or weekdays, or ""."""
    found = _DAYS.search(text)
    return found[0].strip(" ,") if found else ""


def clocked(text: str) -> str:
    """A moment that is told with its time, as a moment: "bath time is about 6" is "bath time, about 6"."""
    found = _CLOCKED.match(text.strip(" .!"))
    return f"{found[1].strip()}, {found[2].strip()}" if found else ""


def told(text: str) -> bool:
    """Whether it tells at what time something is: "bath's at half six so straight after that"."""
    return bool(_CLOCKED.match(text))


def clock(text: str) -> str:
    """A time on the clock, with what follows it ("at 9 when ..."), or ""."""
    found = _CLOCK.search(text)
    return found[0] if found else ""


def place(text: str) -> str:
    """The place at the end of a text, or ""."""
    found = _PLACE.search(text)
    return found[0] if found else ""


def moments(text: str) -> list[str]:
    """All that is tied to something else: "after the news", "when i get in"."""
    return [found[0] for found in _WHEN.finditer(text)]


def without_moments(text: str) -> str:
    """The text without these."""
    return _WHEN.sub("", text)


def opens(core: str) -> bool:
    """Whether bare words begin with a moment."""
    return bool(_BARE_CUE.match(core) or timed(core))


def timed(core: str) -> bool:
    """Whether one or two words are a time of day."""
    return tells_time(core) and len(core.split()) < 3


def named(core: str) -> str:
    """The moment that is named beside a step, or ""."""
    same = re.search(r"\bat the same time\b", core, re.IGNORECASE)
    when, at = same[0] if same else moment(core), clock(core)
    when = at if at and (not when or when in at) else when
    return when or (core if timed(core) else "")
