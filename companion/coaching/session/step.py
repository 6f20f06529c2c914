"""Step: bare words that name something to do, and the moment they name with it."""

from __future__ import annotations

import re

from companion.coaching.session import timing
from companion.coaching.session.intention import acting, acts
from companion.coaching.session.own import words_of

# What a small step is made of: something that can be done, put somewhere or left.
_DOING = re.compile(
    r"\b(?:brush|floss|clean|rinse|spit|put|set|use|using|drink|eat|ask|call|ring|book|write|swap"
    r"|chew|sing|play|game|song|carry|leave|buy|walk|breathe|switch|cut|take|move|place|wear"
    r"|read|stop|start|once|twice|minutes?|seconds?|water|gum|app|alarm|timer|reminder"
    r"|sweets?|sugar|snacks?|patch(?:es)?|guard|bed|phone|note|text|tell|bring|sit|stand"
    r"|instead|wait|try|sticks?|picks?|gel|mouthwash|skip|keep|less|straw|half|apple|nuts|cheese|music"
    r"|story|sticker|chart|toy|hold|squeeze|listen|count)\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"^(?:\d|one|two|three|four|five) times (?:a|per) week\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"^(?:no|only|\d+|one|two|three|four|five|six|half|less|fewer|leave out)\b", re.IGNORECASE
)
_NO_MORE = re.compile(
    r"^(?:no|only|none|less|fewer|half|one less|\d|one|two|three|four|five|six) (?:\w+ ){0,4}?"
    r"(?:after|before|at|in|on|with|from"
    r"|per|a|instead|less|none|and none)\b",
    re.IGNORECASE,
)
_NO_STEP = re.compile(
    r"^(?:it|its|it's|thats|that|this|im|i'm|you|they|hes|shes|be(?! a\b)|maybe|perhaps|did (?:it|that)"
    r"|start now|have been|later|next time|some day|one day"
    r"|not|so|too|yes|no (?!\w+ (?:after|before|at|in))|do (?:it|that|this)\b|use (?:it|that|this)$"
    r"|try (?:it|that|this)?$|it was|why|what|who|when|if|rather|than"
    r"|go on$|go (?:with|for)(?: (?:it|that|this))?$|(?:embarrassing|awkward|scary|boring|annoying|hard"
    r"|difficult|weird|impossible|easy) (?:to|for|when)\b|put (?:it|that|this) (?:in|on|down)\b|start$"
    r"|(?:stick|put|leave|keep|do"
    r"|have) (?:it|that|this)$)",
    re.IGNORECASE,
)
_A_THING = re.compile(r"^an? \w+", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:less|half|once|twice|instead|minutes?|seconds?|start|stop|count|wait|try|take|keep|skip"
    r"|respect)\b",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:every|each) (?!other|second|third|two|three)", re.IGNORECASE)
_DO = re.compile(r"^do (?=\d|one\b|half\b|no\b|an? )", re.IGNORECASE)
_LIES = re.compile(r"^(?:in|on|at|by|beside|next to|under|near) (?:the|my|our)\b", re.IGNORECASE)
_KEPT = re.compile(r"(?:no|only|maybe)\b", re.IGNORECASE)  # what else is taken for a hedge
_FEW = 8  # words up to which a bare clause is a step

Part = tuple[str, str]  # what it is for the plan (a field of Offered), and the words


def doing(text: str) -> bool:
    """Whether words tell of something that can be done."""
    return bool(_DOING.search(text))


def names(core: str, asked: bool, led: bool, hedged: bool) -> bool:
    """Whether bare words name a step: an order to oneself, less of something, or a short thing to do."""
    first = core.split()[0].strip(",")
    if acts(first) or acting(first) or _NO_MORE.match(core) or counted(core) or core.endswith(" only"):
        return True
    if len(core.split()) > _FEW:
        return False
    says = doing(_VAGUE.sub(" ", core))
    return bool((asked and says) or (led and _A_THING.match(core)) or (hedged and not _VAGUE.match(core)))


def limits(core: str) -> bool:
    """Whether it keeps to part of something: "only the ones after lunch"."""
    return bool(re.match(r"(?:only|just|no|half|\d+|one|two|three|four) \w", core, re.IGNORECASE))


def counted(core: str) -> bool:
    """Whether it says how often in a week."""
    return bool(_OFTEN.match(core))


def long(core: str) -> bool:
    """Whether there are too many words for a bare step with its moment."""
    return len(core.split()) > 2 * _FEW


def parted(core: str) -> list[Part]:
    """Words that name a step, a moment or both, taken apart."""
    core = _DO.sub("", core if _KEPT.match(core) else words_of(core)).strip(" ,")
    if start := timing.start(core, alone=True):
        return [("start", start)]
    if (_WHOLE.match(core) or core.lower().endswith(" only")) and len(core.split()) > 1:
        return [("step", core)]
    if timing.told(core) or (_EACH.match(core) and not doing(core)):
        return [("cue", core)]
    when = timing.named(core)
    step = re.sub(r"\s+", " ", core.replace(when, "")).strip(" ,") if when else core
    when = re.sub(r",? again$", "", when)
    if when.lower() == "after":
        step, when = core, ""  # "water after": the moment has no sense without the step
    if start := timing.start(step, alone=True):
        return [("start", start), ("cue", when)]
    if _LIES.match(step):
        return [("cue", ", ".join(part for part in (when, step) if part))]
    keep = (len(step) > 3 or step.isdigit()) and not _NO_STEP.match(step)
    return [("step", step if keep else ""), ("cue", when or (timing.place(step) if keep else ""))]
