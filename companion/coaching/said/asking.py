"""Asking: whether a message asks for something, wherever in it, and which part of it does.

A question may stand in the middle of what is told, and a need is often told without one: "i am not sure how
to clean it properly". Both want an answer, whatever talk they come up in.
"""

from __future__ import annotations

import re

from companion.coaching.heard import asks

_FEW = 2  # words below which a part says too little
_OPENS = (
    r"(?:(?:what|whats|whos|why|how|hows)\b|(?:when|where|which|who) (?:do|does|did|is|are|am|can|could"
    r"|should|will|would|one|kind|sort|type)\b"
    r"|(?:do|does|did|is|are|am|can|could|should|will|would|may|must|shall)"
    r" (?:i|you|we|they|he|she|it|that|this|these|there|my|the|a)\b(?!\W*$))"  # not "and so am i"
)
# A verb before its subject asks, wherever it stands and without a mark: "my sons 6 can he use one".
_TURNED = (
    r"(?<!\bi )(?<!\bwe )(?<!\bhe )(?<!\bit )(?<!\bu )(?<!\byou )(?<!\bshe )(?<!\bthey )(?<!\bnor )"
    r"(?<!neither )"
    r"(?:\b(?:can|could|should|would|will|must|shall) (?:i|we|he|she|they|it|that|my|his|her|these|those)"
    r"|\b(?:ca|could|should|would|wo|is|are|do|does|did|has|have)n?'?t (?:i|we|he|she|they|it|that|this)"
    r"|\b(?:do|did|am) (?:i|we|they|you)|\bdoes (?:he|she)|\bare (?:they|these|those)"
    r"|\bdoes (?:it|that|this) (?:\w+ )?(?:make|mean|matter|help|hurt|work|damage|affect|harm|cause|change"
    r"|count|get|take|need|have|happen|stain|last|stop|heal|spread|come|go)"
    r"|\bis (?:it|that|this) (?:a (?:no|yes|myth|sign)|too|because|just|still|really|any|better|worse|down to"
    r"|dangerous|harmful|common|possible|necessary|like|free|fine))\b(?!\W*$)"
)
_WITHIN = re.compile(
    rf"\?(?:\s|$)|(?:^|[,.;:!?] *|\b(?:and|or|but|so|ok|okay|then|till|until|at|from|for|by|with|aight"
    rf"|right) ){_OPENS}|{_TURNED}"
    r"|\bany (?:way (?:round|to|of)|tips?|ideas?|advice|alternatives?)\b"
    r"|\bis (?:that|it|this) (?:a (?:problem|yes|no)|ok(?:ay)?|bad|normal|safe|alright|true|worth|serious"
    r"|good|enough|right|wrong|weird|strange|infected|catching|contagious|cancer|urgent|an emergency)\b"
    r"|\bor (?:is|are|do|does|can|should)\b|\bor (?:no|not|nah|what)\W*$",
    re.IGNORECASE,
)
# Not "i dont know what to do": that is how it feels, and the talk has words for it.
_NEED = re.compile(
    r"\b(?:(?:not|never|isnt|arent|dont|havent|hardly)(?: really| quite| too| entirely| even)?"
    r" (?:sure|certain|know|clear|understand)|no (?:idea|clue)|unsure|wonder(?:ing)?|like to know"
    r"|need to know|want to know|tell me|show me|explain) (?:how|what|whats|when|where|which|who|whether"
    r"|if)\b(?!(?: i| to)? (?:do|cope|go on|live|feel|say|am|think|believe|can|could)\b)"
    r"|\b(?:cant|cannot|struggle to) get (?:him|her|them|it|my \w+) to\b",
    re.IGNORECASE,
)
# "and for a 3 year old", "even with braces": a few words that add to the question before.
_ADDS = re.compile(
    r"^(?:(?:and|but|ok|so|even|also) )+"
    r"(?:for|with|from|by|if|in|on|at|when|during|after|before)(?: [\w']+){1,5}\W*$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?<=[.!?;\n])\s+|,\s+(?=(?:and|but|so|or) )|\s+-\s+")

_JOINED = re.compile(rf"\s+(?:and|also|plus)\s+(?={_OPENS})", re.IGNORECASE)


def wants(text: str) -> bool:
    """Whether a message asks, or tells of a need to know, anywhere in it."""
    said = text.replace("\u2019", "'")
    if asks(said) or _WITHIN.search(said) or _ADDS.match(said):
        return True
    return bool(_NEED.search(said.replace("'", "")))


def questions(text: str) -> list[str]:
    """The parts of a message that each ask for something, in turn; a message that asks once has none."""
    parts = [half.strip() for part in _PARTS.split(text) for half in _JOINED.split(part)]
    found = [part for part in parts if len(part.split()) >= _FEW and wants(part)]
    return found if len(found) > 1 else []


def asked(text: str) -> str:
    """The last part that asks, of a message that says more than one thing; empty without one."""
    parts = [part.strip() for part in _PARTS.split(text) if part.strip()]
    found = [part for part in parts if len(part.split()) >= _FEW and wants(part)]
    return found[-1] if len(parts) > 1 and found else ""
