"""What a person said about a complaint, part by part: since when, what changes it, what they take.

Every part is a piece of their own words, cut out and never reworded.
"""

from __future__ import annotations

import re

LONGEST = 240  # characters of one line on a card

_NUMBER = (
    r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d+|some|few|a few|a couple of|several|many)"
)
_UNIT = r"(?:hours?|days?|nights?|weeks?|wks?|months?|years?|yrs?)"
_SINCE = re.compile(
    rf"\bsince (?:the |my |our |i |we |last |this )*[\w']+(?: (?:ago|{_UNIT}|morning|evening|night))?"
    rf"|\b(?:for|about|over|nearly|almost|more than)? ?(?:about |over |nearly |almost |the (?:last"
    rf"|past) )?{_NUMBER} {_UNIT}(?: now| ago)?\b"
    r"|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:yesterday|the other day|for ages|all my life|last (?:night|week|month|year|summer|winter)"
    r"|this (?:morning|week))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?\n]+|,\s+|\s+(?:but|and|although|though)\s+", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?\n]+|\s+but\s+", re.IGNORECASE)  # wider, so that no medicine of a list is lost
_WORSE = re.compile(
    r"\b(?:worse|hurts? (?:when|if|with|after|at)|aches? (?:when|if|with|at)|bleeds? when|sore when"
    r"|sets? it off"
    r"|pain (?:when|with|if)|sensitive to|stings? (?:when|with)|triggers?|at night|when i)\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\b(?:better|helps?|helped|eases?|eased|soothes?|goes away (?:when|with|if)|calms?|relieves?)\b",
    re.IGNORECASE,
)
_NOT_WORSE = re.compile(r"\bnot? (?:get(?:s|ting)? )?worse\b|\b(?:started|began|begun)\b", re.IGNORECASE)
_TAKING = re.compile(
    r"\b(?:take|takes|taking|took|on|using|use|prescribed|inject|had) (?:[\w']+ ){0,4}?(?:\w+(?:ol|in|am"
    r"|ide|pril|ine|one|ate|ole"
    r"|artan|mab|ban|pram|pine|statin|formin)\b|tablets?|pills?|medicines?|medication|meds|inhaler"
    r"|insulin|statins?"
    r"|blood thinners?|painkillers?|antibiotics?|hrt|the pill|steroids?|aspirin)",
    re.IGNORECASE,
)
_NOT_TAKING = re.compile(
    r"\b(?:in pain|in vain|certain|again|online|holiday|one of|the phone|my own)\b", re.IGNORECASE
)
_ALLERGY = re.compile(
    r"\ballerg\w*|\bcan'?t (?:take|have) (?:penicillin|latex|aspirin|ibuprofen)", re.IGNORECASE
)
_FEAR = re.compile(
    r"\b(?:scared|afraid|fear|terrified|frightened|panic\w*|nervous|anxious|dread\w*|phobi\w*|petrified"
    r"|worr(?:y|ied)"
    r"|ashamed|embarrass\w*|judged|hate (?:the|going)|freak\w* (?:me )?out)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:so |ok |well |and |but |please |hi |hello )*(?:what|why|how|when|where|who|which|can|could|is"
    r"|are|do|does|did"
    r"|will|should|would|am|shall)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"^(?:(?:so|ok|well|and|but|please|hi|hello|no|yes|actually)[, ]+)*(?:help me|make|write|prepare"
    r"|give me|tell me|show me"
    r"|find|book|remember|forget|delete|erase|export|save|stop|i want (?:you )?to (?:talk|speak|prepare"
    r"|get ready)"
    r"|i need (?:a card|help|to prepare|to get ready|a summary)|let'?s|let us|talk to|speak to|visit card"
    r"|questions (?:for|to))\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|because of) ((?:my|our|his|her|the|a|this) (?!visit|appointment|dentist)[^.?!,]+)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"^(?:(?:no|nope|nah|none|nothing|nil|n/?a|never)\b|i (?:don'?t|do not) (?:take|have|use) (?:any"
    r"|anything)|not (?:that|any|really))",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"\b(?:skip|pass|next(?: one| question)?|rather not|prefer not|don'?t want to (?:answer|say)"
    r"|leave (?:it|that) (?:out|blank)"
    r"|none of your|don'?t know|dunno|dont know|no idea|not sure|no clue|can'?t (?:say|remember)|unsure"
    r"|idk)\b",
    re.IGNORECASE,
)


def line(text: str) -> str:
    """One line of the person's words, short enough for a card."""
    flat = " ".join(text.replace('"', "'").split()).strip(" ,;-")
    return flat if len(flat) <= LONGEST else flat[:LONGEST].rsplit(" ", 1)[0] + " ..."


def statements(text: str) -> str:
    """The sentences that tell something: no questions to us and no requests. May be empty."""
    parts = re.findall(r"[^.?!\n]+[.?!]*", text)
    told = [p.strip() for p in parts if p.strip() and not p.strip().endswith("?") and not _to_us(p.strip())]
    # "my tooth hurts, help me get ready": the part that asks for something is for us, not for the card.
    parts = [re.split(r",\s+", sentence) for sentence in told]
    return line(" ".join(", ".join(part for part in clauses if not _to_us(part)) for clauses in parts))


def _to_us(sentence: str) -> bool:
    return bool(_ASKED.search(sentence) or _REQUEST.search(sentence))


def about(text: str) -> str:
    """What a visit is about, when a request says so: "a card for my dentist about my wobbly tooth"."""
    found = _ABOUT.search(text)
    return line(found[1]) if found else ""


def since(text: str) -> str:
    """Since when, in their words, or ""."""
    found = _SINCE.search(text)
    return line(found[0]) if found else ""


def worse(text: str) -> str:
    """What makes it worse, or ""."""
    held = _clauses(text, _WORSE, _NOT_WORSE, _BETTER)
    return held[held.lower().index(" when ") + 1 :] if " when " in held.lower() else held


def better(text: str) -> str:
    """What makes it better, or ""."""
    return _clauses(text, _BETTER)


def medicines(text: str) -> str:
    """Medicines and allergies told, or ""."""
    parts = [
        part.strip() for part in _SENTENCE.split(text) if part and (_takes(part) or _ALLERGY.search(part))
    ]
    return line("; ".join(parts))


def _takes(part: str) -> bool:
    return bool(_TAKING.search(part)) and not _NOT_TAKING.search(part)


def fears(text: str) -> str:
    """Clauses that speak of fear or shame, or ""."""
    return _clauses(text, _FEAR)


def none(text: str) -> bool:
    """Whether there is nothing to tell."""
    return bool(_NONE.search(text.strip()))


def skipped(text: str) -> bool:
    """Whether the question is passed over, or the answer is not known."""
    return len(text.split()) <= 9 and bool(_SKIP.search(text))


def _clauses(text: str, wanted: re.Pattern[str], *unwanted: re.Pattern[str]) -> str:
    held = [part.strip() for part in _CLAUSE.split(text) if part and wanted.search(part)]
    return line("; ".join(part for part in held if not any(other.search(part) for other in unwanted)))
