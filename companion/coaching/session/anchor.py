"""Anchor: what holds each day already, or held once, for a step to be tied to."""

from __future__ import annotations

import re

# Things that people do each day without being told.
_DAILY = (
    r"(?:kettle|brew|cuppa|tea|coffee|chai|tablets?|pills?|meds|medicines?|inhaler|insulin|sugar(?= at)"
    r"|lens(?:es)?|contacts|shower|bath|alarm|dog|cat|pray\w*|prayers?|moisturis\w*|make-?up|skincare"
    r"|phone on charge|charger|lock\w* up|news|bins?|keys?|bus|train|school run|breakfast|dinner|supper"
    r"|mouthguard|gumshield|blazer|uniform|pyjamas|milk|feeds?|prick my finger|radio|wireless"
    r"|(?:brush|clean)(?:es|ing)? my teeth|walk|gym|footy|training|machine|journal|diary|crossword|wordle)"
)
_STEADY = re.compile(
    r"\b(?:always|whatever happens|no matter what|every (?:single )?(?:day|night|morning|evening)"
    r"|each (?:day|night|morning)|never (?:miss|skip|forget)|like clockwork|without fail|anyway"
    r"|set your watch by|religiously|on autopilot|without thinking)\b",
    re.IGNORECASE,
)
_STUCK = re.compile(
    r"\b(?:what|the (?:only |one )?thing (?:that|which)?) ?(?:did|does|has|ever|actually)? ?"
    r"(?:stick|stuck|work|worked|last|lasted|works|sticks|i (?:do |did )?(?:keep up|manage|stick to))"
    r"(?: (?:for me|before|once|last time))? (?:is|was|were|has been)(?: (?:taking|doing"
    r"|having))?(?: (?:it|that|them|this)(?= ))? (.+)",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:because|cos|cause|since|as)[ ,]+(?:.*?\b)?((?:beside|next to|by|near|with|on|in|under) "
    r"(?:the|my|our) \w+(?: \w+)?)",
    re.IGNORECASE,
)
_HARMS = re.compile(
    r"\b(?:forget|forgot|fall asleep|snack|smoke|vape|bite|grind|scroll|end up|lose|skip(?! that)|give up"
    r"|(?<!without )fail|sweet|biscuits?|chocolate|crisps|war|scream\w*|fight|hate|sugars?|crying|cry"
    r"|hurts?|pain"
    r"|hurts?|pain|late|never (?:brush|floss|clean|do))\b",
    re.IGNORECASE,
)
_SELDOM = re.compile(
    r"\b(?:only|never|hardly|rarely|sometimes|not|dont|don't|skip|gums?|bleed\w*)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,;]|\b(?:and|but|because|cos|so|whatever happens|no matter what|anyway|without (?:fail|thinking)"
    r"|like clockwork)\b",
    re.IGNORECASE,
)
# "i do it before footy", "i clean my teeth after the news": where the habit itself holds.
_DOES_IT = re.compile(
    r"\bi (?:do |always )*(?:do it|brush|floss|clean) ?(?:it|them|my teeth)? ?"
    r"((?:before|after|when|while|at \d|mornings\b|evenings\b)(?!.*\b(?:but|nah)\b)(?:[^,.;]"
    r"|\.\d)*?)(?= (?:cos|because|so)\b|[,;]|\.(?!\d)|$)",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:i|we)(?: (?:do|did)(?! (?:my|the|an?|it|our)\b)| always| just| still)* ([a-z]+) ", re.IGNORECASE
)


def stuck(sentence: str) -> str:
    """What did hold, by their own word for it: "what did stick was ...", with why it held."""
    found = _STUCK.search(sentence)
    if not found:
        return ""
    beside = _BESIDE.search(found[1])
    if beside:
        return beside[1].strip(" .,")
    return re.split(r",|\bbecause\b|\bcos\b", found[1])[0].strip(" .,")


def steady(sentence: str) -> str:
    """What is done each day without trouble, as a moment ("when i make a brew at 10"), or empty."""
    done = _DOES_IT.search(sentence)
    if done and not (_HARMS.search(sentence) or _SELDOM.search(sentence)):
        return done[1].strip(" .,")
    told = re.search(rf"\b{_DAILY}\b", sentence, re.IGNORECASE) and _STEADY.search(sentence)
    did = next(reversed([*_DID.finditer(sentence)]), None)
    if not (told and did) or _HARMS.search(sentence):
        return ""
    words = _ENDS.split(sentence[did.start(1) :])[0].strip(" .,")
    return f"when i {words}"
