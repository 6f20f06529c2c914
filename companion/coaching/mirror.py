"""Mirror: what a person told, turned to them: "i was alone with twins" is "You were alone with twins".

A simple reflection in the sense of motivational interviewing (MITI 4): it repeats what was said and
adds nothing, so it fits whatever was told, where no line was written for just that. What they say
against themselves is given back as how it feels to them, never as a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.flow import asks
from companion.guard import claims

_SHORTEST, _LONGEST = 3, 24  # words of what is given back
_BREAK = re.compile(r"(?<=[.!?;:…])\s+|\s[-–—]+\s|\.{2,}|\n+")
_PART = re.compile(r",\s*|\s(?=(?:and|but|because|cos|cuz|so|then)\s)", re.IGNORECASE)
_FILLER = re.compile(
    r"^(?:(?:ok(?:ay)?|so|well|and|but|yeah|yes|no|nah|hm+|oh|ah|lol|haha+|like|tbh|ngl|honestly"
    r"|actually|basically|for context|to be fair|fair cop|btw|by the way|ill be honest|not gonna lie"
    r"|to be honest|im not being funny|yes yes|bro|mate|love|fr|see|listen"
    r"|look|u+m+|u+h+|er+|idk|sorry|thanks|hi|hiya|hello|hey|good (?:morning|evening|afternoon)"
    r"|kia ora|anyway"
    r"|right|because|cos|cuz|then|also|just|silly question|i think|i guess|i mean)\b[ ,.!-]*)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:lol|haha+|tho|though|tbh|ngl|idk|like|innit|rn|fr|mate|you know|i guess|i think"
    r"|i suppose|i reckon"
    r"|really|xx?|smh|at all)$",
    re.IGNORECASE,
)
# Words to the companion, wishes, ratings and plans are taken up elsewhere, and so is danger.
_NOT_THIS = re.compile(
    r"\b(?:you|your|youre|u|ur|yous|bot|robot|tell me|give me|help me|please|thank|thanks|lets"
    r"|carry on|bye|gtg|goodnight|what|how|why"
    r"|which|suppose|maybe|might|could|confidence|confident|importance|important|rating|out of"
    r"|kill\w*|harm|suicid\w*"
    r"|to myself|better off|on purpose|hit me|hits me|hurts me|f+u+c*k\w*|sh[ia]te?\w*|piss\w*|crap"
    r"|bloody|arse\w*"
    r"|bitch\w*|cunt\w*|dick|bastard\w*|wank\w*|damn)\b|[?<>{}\[\]@]|https?:|\b(?!(?:19|20)\d\d\b)\d{4,}",
    re.IGNORECASE,
)
# What they say against themselves is told as it feels, so that it is no verdict of ours.
_VERDICT = re.compile(
    r"\b(?:stupid|idiot\w*|lazy|disgust\w*|gross|ugly|useless|pathetic|failure|fault|blame|ruin\w*"
    r"|wreck\w*|silly|fool|hopeless|worthless|doomed|freak|monster|weak|dumb|did this|deserve|too late"
    r"|cant stick|vile|a mess)\b",
    re.IGNORECASE,
)
_FELT = re.compile(
    r"\b(?:cr(?:y|ied|ying)|tears|scared|afraid|terrified|panic\w*|shak\w+|sweat\w*|hate|tired"
    r"|exhausted|ashamed"
    r"|embarrass\w*|lonely|alone|miss|died|passed|lost|hurts?|worr\w+|angry|furious|guilt\w*|sad"
    r"|sick of|fed up"
    r"|irritated|proud|love|dread\w*|can still|nobody|hid(?:e|ing)|stopped)\b",
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
_THEY = re.compile(
    r"^(?:he|she|they|hes|shes|theyre|his|her|their|its?|there|theres|this|that|everyone\w*|nobody|people|the)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|been|had|has|have|did|do|does|got|gets?|go|goes|went|felt|feels?"
    r"|said|says?|calls?|called|told|stares?|thinks?|asks?|laughs?"
    r"|can|cant|will|wont|would|im|ive|hes|shes|its|theyre|theres|thats|dont|didnt|doesnt|isnt|wasnt"
    r"|keeps?|wants?"
    r"|needs?|hates?|loves?|likes?|\w+ed|\w{3,}ing|lost|left|came|took|made|gave|saw|heard|held"
    r"|broke|fell|woke"
    r"|sat|hid|ran|stood|lay|kept|put|let|cry|cried|skip|gag|grind|fall|wake|eat|drink|smoke|live|work)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(r"^(?:dont|do|please|stop|just|pick|say|write|show)\b", re.IGNORECASE)
# What typing leaves out.
_SPELT = {
    "dont": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't",
    "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't", "werent": "weren't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "aint": "ain't",
    "hes": "he's", "shes": "she's", "theyre": "they're", "theyve": "they've", "thats": "that's",
    "theres": "there's", "its": "it's", "everybodys": "everybody's", "everyones": "everyone's",
    "cos": "because", "cuz": "because", "bc": "because", "n": "and", "w": "with", "wanna": "want to",
    "gonna": "going to", "gotta": "have to", "thru": "through", "tho": "though",
}  # fmt: skip
_TURNED = (
    (r"\bam i\b", "are you"), (r"\bi am\b|\bim\b", "you are"), (r"\bi was\b", "you were"),
    (r"\bi (just|only|also|really|always|never|still|even) was\b", r"you \1 were"),
    (r"\bive\b|\bi have\b", "you have"), (r"\bid\b", "you would"), (r"\bill\b(?= [a-z])", "you will"),
    (r"\bi\b", "you"), (r"\bmyself\b", "yourself"), (r"\bmy\b", "your"), (r"\bmine\b", "yours"),
    (r"\bme\b", "you"), (r"\bwe are\b", "you are"), (r"\bwe\b", "you"), (r"\bourselves\b", "yourselves"),
    (r"\bours\b", "yours"), (r"\bour\b", "your"), (r"\bus\b", "you"),
)  # fmt: skip


@dataclass(frozen=True)
class Mirror:
    """What was told, turned to the person, without a capital or a stop; `hard`: said against themselves."""

    words: str
    hard: bool

    @property
    def theirs(self) -> bool:
        """Whether it is their view of somebody or something else, and not of themselves."""
        return bool(_THEY.search(self.words)) and "you" not in self.words.split()

    @property
    def key(self) -> str:
        """The name of the wordings that fit it."""
        return "mirrored_hard" if self.hard else "mirrored_view" if self.theirs else "mirrored"

    @property
    def values(self) -> dict[str, str]:
        """For a wording: {words} within a sentence, {Words} at its beginning."""
        return {"words": self.words, "Words": f"{self.words[0].upper()}{self.words[1:]}"}


def mirror(text: str, apart: str = "") -> Mirror | None:
    """What a message tells, or None where nothing can be given back well.

    `apart` is a part, in small letters, that is met otherwise: its sentence is left out.
    """
    met = " ".join(apart.split())
    sentences = (one for one in _BREAK.split(text) if not (met and met in _bare(one)))
    found = [turned for sentence in sentences if (turned := _turned(sentence))]
    line = max(found, key=_weight, default="")
    return Mirror(line, bool(_VERDICT.search(line))) if line and not claims(line) else None


def _bare(sentence: str) -> str:
    return " ".join(sentence.lower().replace("\u2019", "'").replace("'", "").split())


def told(text: str) -> list[str]:
    """The sentences in which a person tells something, in their own words, without what only fills."""
    return [said for sentence in _BREAK.split(text) if (said := _cleaned(sentence))]


def _turned(sentence: str) -> str:
    """One sentence, cut to what can be given back and turned to the person, or ""."""
    said = _cleaned(sentence)
    if not said:
        return ""
    for pattern, word in _TURNED:
        said = re.sub(pattern, word, said, flags=re.IGNORECASE)
    said = re.sub(r"[a-zA-Z]+", lambda found: _SPELT.get(found[0].lower(), found[0]), said)
    return f"{said[0].lower()}{said[1:]}"


def _cleaned(sentence: str) -> str:
    """One sentence without fillers, apostrophes and marks, or "" where it tells nothing to give back."""
    if asks(sentence) or "?" in sentence:
        return ""
    said = re.sub(r"\b([Ww]e)['’]re\b", r"\1 are", sentence.strip())
    said = re.sub(r"\bUS\b", "American", re.sub(r"['’‘`´]", "", said))
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
    mine = _MINE.search(said) or _THEY.search(said)
    return said if mine and _VERB.search(said) else ""


def _cut(said: str) -> str:
    """The first parts of a long sentence that fit."""
    if len(said.split()) <= _LONGEST:
        return said
    ends = [found.start() for found in _PART.finditer(said)]
    return next((said[:end] for end in reversed(ends) if len(said[:end].split()) <= _LONGEST), "")


def _weight(line: str) -> tuple[bool, bool, int]:
    """A sentence that tells of a feeling goes first, then one about themselves, then the longest."""
    return bool(_FELT.search(line)), bool(re.search(r"\byou", line, re.IGNORECASE)), len(line.split())
