"""Request: what a message asks of a session: to save the plan or say it back, for help, for a reason."""

from __future__ import annotations

import re

from companion.coaching.session.talk import spaced
from companion.text import plain

_RECITES = re.compile(
    r"\b(?:state|say|read|repeat|hear|tell me|give me|write|put|show me|whats|what is"
    r"|what's)\b.{0,25}\b(?:plan|it|that)\b"
    r".{0,25}\b(?:back|if.?then|in (?:one|a) (?:sentence|line))\b|\b(?:whats|what is|what's|show me"
    r"|write (?:out|down)) my plan\b",
    re.IGNORECASE,
)
_ONE_LINE = re.compile(r"\b(?:one|a single) (?:sentence|line)\b", re.IGNORECASE)
_SAVES = re.compile(
    r"\b(?:save|store|note|remember) (?:it|that|this|the plan|my plan|them)\b|^(?:yes |ok "
    r"|yeah )*(?:save|lets keep that"
    r"|keep (?:it|that|the plan))$|\b(?:stick|put|write|get|note) (?:it|that|this) (?:down|in)\b"
    r"|\bas (?:the|my) plan\b"
    r"|\b(?:thats|that is|make (?:it|that)) (?:the|my) plan\b|\block it in\b",
    re.IGNORECASE,
)
_NO_SAVE = re.compile(
    r"\b(?:dont|do not|not|never|no need to|rather not|stop|wont|without) (?:\w+ ){0,2}"
    r"(?:save|saving|store|storing|write|writing|keep|keeping|note|record|recording)"
    r" (?:any of (?:it|this|that)|it|that|this|any|my|the plan)\b(?! (?:up|going|simple|short|small))",
    re.IGNORECASE,
)
_ASKS_IF = re.compile(r"\b(?:do|does|did|are|have|is|will|would) (?:you|it|this)\b.*\?", re.IGNORECASE)
_ASKS_HELP = re.compile(
    r" (?:what (?:do|can|should|could|would) (?:i|we|you) (?:do|try|use)|what (?:helps|works|else)"
    r"|what (?:one |small |tiny |little |easy |single )*(?:thing|step|change)s? (?:would|could|can"
    r"|might|will)"
    r" (?:help|i|work)"
    r"|how (?:do"
    r"|can|should) (?:i|we) (?:do|get|stop|start|make|cope|manage|even)"
    r"|any (?:tips|ideas|advice)|dont know (?:who|where|how|what) to|what can i do|tell me how"
    r"|show me how|(?:for|with) what|step one|step by step|where (?:do|should|would) (?:i"
    r"|we) (?:even )?start"
    r"|(?:whats|what is|whats the|what is the) one thing|worth (?:me )?doing) "
)
_ASKS_WHO = re.compile(
    r" (?:where|who) (?:would|do|can|could|should|might|will|is|else) (?:\w+ ){0,3}(?:help|support)\w* "
    r"|(?:is there|are there|can i get|could i get) (?:\w+ ){0,2}(?:help|support|people|someone|anyone)"
    r" (?:with|for|to|who|that|out there) "
)
_ASKS_WORKS = re.compile(
    r"\b(?:would|will|does|might|could) (?:that|it|this) (?:even |really |actually )?(?:help|work"
    r"|do (?:it|anything)"
    r"|make (?:a|any) difference|be enough)\b(?! (?:my|the|with|for))|\bthink (?:it|that"
    r"|this) (?:really )?(?:works|helps|will)\b",
    re.IGNORECASE,
)
_WHY_IT_MATTERS = re.compile(
    r" (?:convince me|persuade me|sell it|give me (?:a|one) (?:good )?reason"
    r"|why (?:does|would|should) (?:it|that|this) (?:even |really )?matter|(?:got|has|have) to do with"
    r"|who cares|why (?:is|are) (?:it|that|they) (?:so )?bad"
    r"|what difference does|so what(?= $)) "
)
_NO_PROMISE = re.compile(
    r"^\W*(?:but |and |im |i'm |i am )*(?:not (?:going to |gonna )?(?:promis|commit|signing up)\w*"
    r"|no promises?\b)"
    r"|\b(?:don'?t|do not) (?:make me|ask me to) promise\b|\b(?:can'?t|won'?t) promise (?:anything|you)\b",
    re.IGNORECASE,
)


def saves(text: str) -> bool | None:
    """Whether a message asks to save what was agreed on, or not to; None where it says neither."""
    said = plain(text)
    if _ASKS_IF.search(text) and "please" not in said:
        return None  # "do you save that?" is no request
    if _NO_SAVE.search(said):
        return False
    return True if _SAVES.search(said) else None


def one_line(text: str) -> bool:
    """Whether they want it in a single sentence."""
    return bool(_ONE_LINE.search(text))


def recites(text: str) -> bool:
    """Whether a message asks to hear the plan."""
    return bool(_RECITES.search(text))


def asks_help(text: str) -> bool:
    """Whether a message asks what to do, or how."""
    return bool(_ASKS_HELP.search(spaced(text)))


def asks_who(text: str) -> bool:
    """Whether a message asks who could help, or where help is to be had."""
    return bool(_ASKS_WHO.search(spaced(text)))


def asks_works(text: str) -> bool:
    """Whether a message asks if what they thought of will help."""
    return bool(_ASKS_WORKS.search(text))


def asks_why(text: str) -> bool:
    """Whether a message asks why it should matter."""
    return bool(_WHY_IT_MATTERS.search(spaced(text)))


def no_promise(text: str) -> bool:
    """Whether somebody says that they promise nothing."""
    return bool(_NO_PROMISE.search(text))
