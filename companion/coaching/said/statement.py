"""Statement: what a person tells in a sentence, in their own words, without what only fills it."""

from __future__ import annotations

import re

from companion.coaching.said.asking import wants
from companion.text import APOSTROPHES

_SHORTEST, _LONGEST = 3, 24  # words of what is given back
_BREAK = re.compile(r"(?<=[.!?;:…])\s+|\s[-–—]+\s|\.{2,}|\n+")
_PART = re.compile(r",\s*|\s(?=(?:and|but|because|cos|cuz|so|then)\s)", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|and|but|yeah|yes|no|nah|hm+|oh|ah|lol|haha+|like|tbh|ngl|honestly"
    r"|actually|basically|for context|to be fair|fair cop|btw|by the way|ill be honest|not gonna lie"
    r"|to be honest|im not being funny|yes yes|bro|mate|love|dear|fr|see|listen"
    r"|look|u+m+|u+h+|er+|idk|sorry|thanks|hi|hiya|hello|hey|good (?:morning|evening|afternoon)"
    r"|kia ora|anyway"
    r"|right|because|cos|cuz|then|now|also|just|silly question|i think|i guess|i mean)\b[ ,.!-]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:lol|haha+|tho|though|tbh|ngl|idk|like|innit|rn|fr|(?<!my )(?<!our )(?<!a )mate|you know"
    r"|i guess|i think"
    r"|i suppose|i reckon"
    r"|really|xx?|smh|at all)$",
    re.IGNORECASE,
)
# Words to the companion, wishes, ratings and plans are taken up elsewhere, and so is danger.
_NOT_THIS = re.compile(
    r"\b(?:you|your|youre|u|ur|yous|bot|robot|tell me|give me|help me|please|thank|thanks|lets"
    r"|carry on|bye|gtg|goodnight|what|how|why"
    r"|which|question|suppose|maybe|might|could|confidence|confident|importance|important|rating|out of"
    r"|kill\w*|harm|suicid\w*"
    r"|to myself|better off|on purpose|hit me|hits me|hurts me|f+u+c*k\w*|sh[ia]te?\w*|piss\w*|crap"
    r"|bloody|arse\w*"
    r"|bitch\w*|cunt\w*|dick|bastard\w*|wank\w*|damn)\b|[?<>{}\[\]@]|https?:|\b(?!(?:19|20)\d\d\b)\d{4,}",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:i|im|ive|id|my|me|mine|myself|we|our|us)\b", re.IGNORECASE)
# "Never got it looked at" leaves out who: it is the person who writes.
_LEFT_OUT = (
    (r"(?:been|seen|done|gone|spent|heard|tried|bought|waited|kept|booked|saved)\b", "ive"),
    (r"(?:trying|using|thinking of|planning|saving|looking|going|dreading|hoping|wearing)\b", "im"),
    (
        r"(?:have|had|got|get|never|always|cant|couldnt|didnt|havent|hate|love|used to|work|live|lost"
        r"|went|saw|told|took|started|feel|felt)\b(?! (?:you|u|it is|its)\b)",
        "i",
    ),
)
THEIRS = re.compile(
    r"^(?:he|she|they|hes|shes|theyre|his|her|their|its?|there|theres|this|that|everyone\w*|nobody|people|the)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|had|has|have|did|do|does|got|gets?|go|goes|went|felt|feels?"
    r"|said|says?|calls?|called|told|stares?|thinks?|asks?|laughs?"
    r"|can|cant|will|wont|would|im|ive|hes|shes|its|theyre|theres|thats|dont|didnt|doesnt|isnt|wasnt"
    r"|keeps?|wants?|takes?|uses?|wears?|looks?|shows?|knows?|sticks?|gives?|makes?"
    r"|needs?|hates?|loves?|likes?|\w+ed|\w{3,}ing|lost|left|came|took|made|gave|saw|heard|held"
    r"|broke|fell|woke"
    r"|sat|hid|ran|stood|lay|kept|put|let|cry|cried|skip|gag|grind|fall|wake|eat|drink|smoke|live|work)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"^(?:dont|do|ask|please|stop|just|pick|say|write|show)\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text, whole."""
    return _BREAK.split(text)


def statements(text: str) -> list[str]:
    """What is told in each sentence that tells something, in their own words."""
    return [said for one in sentences(text) if (said := statement(one))]


def statement(sentence: str) -> str:
    """One sentence without fillers, apostrophes and marks, or "" where it tells nothing to give back."""
    if wants(sentence):
        return ""
    said = re.sub(r"\b([Ww]e)['’]re\b", r"\1 are", sentence.strip())
    said = re.sub(r"\bUS\b", "American", APOSTROPHES.sub("", said))
    said = re.sub(r"\b[A-Z]{4,}\b", lambda found: found[0].lower(), said)
    said = re.sub(r"[^\w\s,%£$€./-]|[_*]", "", said).strip(" .,-/")
    said = _cut(_FILLER.sub("", _TAIL.sub("", _TAIL.sub("", said))).strip(" .,-"))
    left_out = next((who for how, who in _LEFT_OUT if re.match(how, said, re.IGNORECASE)), None)
    said = f"{left_out} {said[0].lower()}{said[1:]}" if left_out else said
    words = said.lower().split()
    if not _SHORTEST <= len(words) <= _LONGEST or _NOT_THIS.search(said):
        return ""
    if words[0][0].isdigit() or _ORDER.search(said):
        return ""
    mine = _MINE.search(said) or THEIRS.search(said)
    return said if mine and _VERB.search(said) else ""


def _cut(said: str) -> str:
    """The first parts of a long sentence that fit."""
    if len(said.split()) <= _LONGEST:
        return said
    ends = [found.start() for found in _PART.finditer(said)]
    return next((said[:end] for end in reversed(ends) if len(said[:end].split()) <= _LONGEST), "")
