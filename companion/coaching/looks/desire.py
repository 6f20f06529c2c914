"""Desire: whether a message tells of a wish about looks, plain enough to open the talk about them."""

from __future__ import annotations

import re

from companion.coaching.feelings.felt import FEELS
from companion.coaching.heard import Heard
from companion.coaching.looks.wish import WishReader
from companion.coaching.said.belief import FIRST, HALF, LOST, Sense
from companion.text import plain

WANTS = re.compile(
    r"\b(?:want|wants|wanna|thinking|considering|looking at|looking into|would like|id like|love to"
    r"|love a|thought of|thought about"
    r"|getting|gonna|going to|going for|planning|tempted|dream|dreaming|wish|saving|been (?:using"
    r"|rubbing|doing)"
    r"|swears? by|i (?:do|use|put|rub|swish|gargle|shave|file|glue)|works|offers?|offered|need|fancy"
    r"|after a|keen|book(?:ed|ing)|paid|deposit|ordered"
    r"|buying|bought)\b"
)
_PLANS = re.compile(
    r"\b(?:thinking (?:of|about)|considering|planning|looking (?:at|into)|tempted|im (?:getting|going)"
    r"|i (?:want|would like|would love)|id (?:like|love)|going (?:to|for))\b"
)
_HACK = re.compile(r"\b(?:myself|at home|diy|own|nail file|superglue|glue)\b")
_OLD = re.compile(
    r"\b(?:ever since|years ago|for years|as a kid|as a child|when i was|since i was|at (?:[5-9]|1\d)"
    r"|(?:19|20)\d\d)\b"
)
_LOOKS_TOLD = re.compile(r"\b(?:teeth|tooth|smile|mouth|mirror|looks?|appearance)\b")
# These open the talk, whatever is told of them.
PROMISED = frozenset(("perfect-smile", "perfect-genetics", "smile-makeover", "veneer-tech"))
_CARE = frozenset(("straightening",))  # that a child gets one is no wish about looks, unless that is said
OF_A_CHILD = re.compile(
    r"\b(?:my|our) (?:\w+ )?(?:daughters?|sons?|kids?|child|children|boys?|girls?|grandson|granddaughter)\b"
)
_SEEN = frozenset(("dark-tooth", "marked-tooth"))  # told of, these are about how they look


def tells(sense: Sense, wishes: WishReader) -> bool:
    """A procedure that is wanted or praised, a hack, or worry about looks."""
    heard, wish, words = sense.heard, sense.wish, sense.words
    if wish.worry and sense.asks and sense.scene.score >= HALF and heard.intent == "ask":
        return False
    if wish.worry and (_LOOKS_TOLD.search(words) or heard.intent == "worry_about_looks"):
        return heard.intent != "report_symptom"
    if sense.weak and wish.press == "preachy" and wish.procedures:
        return True
    if not wish.names_one or heard.intent in ("report_symptom", "prepare_visit", "set_goal"):
        return False
    if sense.asks:
        return _asked(sense, wishes)
    fair = [one for one in wish.procedures if one.fair]
    seen = any(one.id in _SEEN for one in fair) or bool(fair and _OLD.search(words))
    if _care(sense):
        return False
    hidden = wish.reason in ("hide", "teased", "said")
    promised = any(one.id in PROMISED for one in wish.procedures)
    told = wish.done or wish.press or WANTS.search(words)
    return bool(told or seen or hidden or promised or sense.weak)


def _care(sense: Sense) -> bool:
    """Whether it is about a child's treatment, and no reason in it is about looks."""
    wish = sense.wish
    child = OF_A_CHILD.search(sense.words) and {one.id for one in wish.procedures} <= _CARE
    return bool(child and not (wish.reason or wish.press or wish.aim))


def plainly(sense: Sense) -> bool:
    """Whether a procedure is wished for or planned, and no word of it tells of a feeling."""
    ahead = sense.wish.names_one and not sense.wish.done and _PLANS.search(sense.words)
    return bool(ahead and not (sense.heard.feeling or FEELS.search(sense.words)))


def _asked(sense: Sense, wishes: WishReader) -> bool:
    """Whether a question is for the talk: no entry answers it, a wish stands before it, or it would harm."""
    if sense.heard.intent in LOST and sense.scene.score < HALF:
        return True
    if _told_before(sense.heard.text, wishes):
        return True
    own = bool(_HACK.search(sense.words))
    hack = own or any(one.harmful for one in sense.wish.procedures)
    return bool(hack and (own or sense.wish.press == "how") and FIRST.search(sense.words))


def _told_before(text: str, wishes: WishReader) -> bool:
    """Whether a message that ends in a question tells of a wish before it."""
    parts = re.findall(r"[^.!?,]+[.!?,]?", text)
    told = [part for part in parts if not part.rstrip().endswith("?")]
    return any(
        wishes.read(part).names_one and WANTS.search(plain(part)) and not Heard(part.strip()).asks
        for part in told
    )
