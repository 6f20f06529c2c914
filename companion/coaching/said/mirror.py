"""Mirror: what a person told, turned to them: "i was alone with twins" is "You were alone with twins".

A simple reflection in the sense of motivational interviewing (MITI 4): it repeats what was said and
adds nothing, so it fits whatever was told, where no line was written for just that. What they say
against themselves is given back as how it feels to them, never as a fact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.said.contraction import written
from companion.coaching.said.statement import THEIRS, sentences, statement
from companion.guard import claims
from companion.text import bare

# What they say against themselves is told as it feels, so that it is no verdict of ours.
_VERDICT = re.compile(
    r"\b(?:stupid|idiot\w*|lazy|disgust\w*|gross|ugly|useless|pathetic|failure|fault|blame|ruin\w*"
    r"|wreck\w*|silly|fool|hopeless|worthless|doomed|freak|monster|weak|dumb|did this|deserve|too late"
    r"|cant stick|vile|a mess|looks? (?:like|old|awful|terrible|rough|bad|poor|common|\d\d))\b",
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
# What typing shortens.
_SHORT = {
    "cos": "because", "cuz": "because", "bc": "because", "n": "and", "w": "with", "wanna": "want to",
    "gonna": "going to", "gotta": "have to", "thru": "through", "tho": "though",
}  # fmt: skip
_TURNED = (
    (r"^(?:i )?dunno\b", "you do not know"),
    (r"\bam i\b", "are you"), (r"\bi am\b|\bim\b", "you are"), (r"\bi was\b", "you were"),
    (r"\bi (just|only|also|really|always|never|still|even) was\b", r"you \1 were"),
    (r"\bive\b|\bi have\b", "you have"), (r"\bid\b", "you would"), (r"\bill\b(?= [a-z])", "you will"),
    (r"\bi\b", "you"), (r"\bmyself\b", "yourself"), (r"\bmy\b", "your"), (r"\bmine\b", "yours"),
    (r"\bme\b", "you"), (r"\bwe are\b", "you are"), (r"\bwe\b", "you"), (r"\bourselves\b", "yourselves"),
    (r"\bours\b", "yours"), (r"\bour\b", "your"), (r"\bus\b", "you"),
)  # fmt: skip


# "part of me wants it, the other half is already lighting up"
_PART = r"(?:(?:one |a |the )?(?:part|half|bit|side) of me|(?:the |an)other (?:part|half|bit|side))\b"
_SIDES = re.compile(rf"[.;!?\n]+\s*|,?\s+(?:(?:and|but|yet) )?(?={_PART})", re.IGNORECASE)
_SIDE = re.compile(rf"\W*{_PART}", re.IGNORECASE)


@dataclass(frozen=True)
class Mirror:
    """What was told, turned to the person, without a capital or a stop; `hard`: said against themselves."""

    words: str
    hard: bool

    @property
    def theirs(self) -> bool:
        """Whether it is their view of somebody or something else, and not of themselves."""
        return bool(THEIRS.search(self.words)) and "you" not in self.words.split()

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
    kept = (one for one in sentences(text) if not (met and met in bare(one)))
    found = [turned for sentence in kept if (turned := _turned(sentence))]
    line = max(found, key=_weight, default="")
    return Mirror(line, bool(_VERDICT.search(line))) if line and not claims(line) else None


def torn(text: str) -> Mirror | None:
    """Both sides of what somebody is in two minds about, as they put them; None where not two are told."""
    sides = [
        _turned(part) or _about_them(part.strip().lower()) for part in _SIDES.split(text) if _SIDE.match(part)
    ]
    line = ", and ".join(sides[:2])
    return Mirror(line, False) if len(sides) > 1 and not claims(line) else None


def _turned(sentence: str) -> str:
    """One sentence, cut to what can be given back and turned to the person, or ""."""
    said = statement(sentence)
    if not said:
        return ""
    said = written(_about_them(said), _SHORT)
    return f"{said[0].lower()}{said[1:]}"


def _about_them(said: str) -> str:
    """What is said of "me" said of "you"."""
    for pattern, word in _TURNED:
        said = re.sub(pattern, word, said, flags=re.IGNORECASE)
    return said


def _weight(line: str) -> tuple[bool, bool, int]:
    """A sentence that tells of a feeling goes first, then one about themselves, then the longest."""
    return bool(_FELT.search(line)), bool(re.search(r"\byou", line, re.IGNORECASE)), len(line.split())
