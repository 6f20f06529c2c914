"""Snag: what gets in the way of a step, in the words of a person who sees it coming."""

from __future__ import annotations

import re

_LABEL = re.compile(r"^(?:obstacles?|snags?|hurdle|problem|worry)\s*[:=-]\s*(.+)", re.IGNORECASE)
_TRIPS = re.compile(
    r"^(?:and |but )?(?:what|(?:the|one|only) thing(?: that)?)(?:'ll| will| might| would| could|s gonna)?"
    r" (?:(?:trips?|gets?|catch(?:es)?|throws?|stops?|ruins?)(?: me| us| it)(?: up| out| off)?"
    r"|go(?:es)? wrong|gets? in the way)"
    r"\s*(?:is|would be|will be|:)?\s+(?:if |when |that )?(.+)",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"^(?:what |it )?(?:might|could|will|would|'ll)?\s*gets? in the way\s*(?:is|:|would be)\s*(.+)"
    r"|^(?:but |and )?(?:the |my )?(?:hard|hardest|tricky|trickiest|worst)(?: (?:bit|part|thing|time"
    r"|moment|one)s?)?"
    r" (?:is|are|was|would be|will be) (.+)"
    r"|^(?:but |and |only )*(.+) (?:is|are) when i (?:want|need|crave|smoke|vape|snack|slip|cave|forget)\b.*"
    r"|^(?:but |and |only )*(.+) (?:worries|scares|bothers|tempts) me\b.*"
    r"|^(?:the |my )?(?:only )?(?:problem|snag|trouble|worry|danger|risk)(?: is|'s|s| would be)(?: that"
    r"| if| when)? (.+)"
    r"|^(?:and |but |ok )*what if ((?:im|i'm|i am|we're|its|it's|he's|she's|hes|shes|i get|i fall"
    r"|i forget|i come|i have) .+)",
    re.IGNORECASE,
)
_HINDERS = re.compile(
    r"\b(?:\w*days?|nights?|mornings?|evenings?|weekends?|shifts?) (?:is|are|be) (?:the |a "
    r"|my |always )?(?:problem|bad|worse|a nightmare|chaos|hard|harder|tricky"
    r"|worst|difficult|killer|issue|trouble)\b"
    r"|\b(?:days?|nights?|ends?) (?:wont|won't|dont|don't) work|what gets me is|goes wrong|falls apart"
    r"|it'?s (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|except (?:on|when|for)\b|(?:cant"
    r"|can't) promise",
    re.IGNORECASE,
)


def snag(sentence: str) -> str:
    """What they see getting in the way, where a sentence says that it does."""
    for pattern in (_LABEL, _TRIPS, _WAY):
        found = pattern.match(sentence.strip())
        if found:
            return next(group for group in found.groups() if group).strip(" .,?!")
    return ""


def hinders(sentence: str) -> bool:
    """Whether a sentence tells which day or what else stands in the way."""
    return bool(_HINDERS.search(sentence))
