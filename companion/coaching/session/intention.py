"""Intention: whether a clause tells what someone means to do, or could do, and in which words.

A step of a plan is a mark of intention ("i could", "maybe i'll", "she could") before a word for doing.
What is asked, refused, only wished for, told as a fact or said to the companion has no such shape.
"""

from __future__ import annotations

import re

_ACTS = frozenset(
    """
    brush floss clean rinse spit swish gargle scrape wash wipe soak chew drink sip eat have swap switch
    change replace drop cut halve reduce skip leave keep stick put place move hang tie set use take bring
    carry pack buy get order book ring call phone email text message write ask tell try start restart
    begin stop quit do make go walk wait pause stand sit lie read play sing count listen watch breathe
    stretch hold press wear dilute mix pour fill park charge turn lock pop slip fit squeeze shut close
    open finish pair add limit throw bin give pick choose note log track send drive work practise practice
    focus aim remember lay shove tape pick have alternate return link stash nick stay look
    visit search download join hide freeze
    """.split()
)
# What a body is able to do, after "can": no step.
_ABLE = frozenset("eat drink chew breathe open close shut stand sit walk lie hold go take tell stay".split())
_SOFT = frozenset(
    """
    just only maybe perhaps prob probably possibly also even then at least actually always easily honestly
    totally to and try start manage still well really simply go back first both each instead do
    """.split()
)
_DEEDS = frozenset("do go start try".split())  # soft words that may be the deed itself
_SUBJECTS = frozenset("i we he she".split())
_MODALS = frozenset("could can might may will would shall gonna".split())
_MINE = frozenset("ill id i'll i'd we'll we'd".split())
# What may stand before "i could"; after anything else it is part of another thought: "a note i can show"
_BEFORE = frozenset(
    """
    and but then maybe perhaps possibly guess suppose think reckon say ok okay or well honestly actually
    probably tonight today tomorrow monday tuesday wednesday thursday friday saturday sunday days weekends
    mornings evenings nights least if uh uhh hmm right so yeah
    """.split()
)
_PAST = {"did": "do", "had": "have", "put": "put", "kept": "keep", "left": "leave", "took": "take",
         "brushed": "brush", "flossed": "floss", "used": "use", "set": "set", "moved": "move",
         "swapped": "swap", "started": "start", "went": "go", "made": "make", "got": "get"}  # fmt: skip
_STARTS = frozenset("could might gonna try lets let's maybe perhaps possibly".split())
_NOT = re.compile(
    r"\b(?:not|never|cannot|cant|can't|wont|won't|dont|don't|aint|ain't|hardly)\b",
    re.IGNORECASE,
)
# "i could start with not smoking in the car": the "not" is part of the step.
_LEFT_OUT = re.compile(
    r"\b(?:start(?:ing)?|begin|try(?:ing)?)(?: with| by| to| and)? not (?=\w)", re.IGNORECASE
)
_WISHED = re.compile(
    r"\b(?:wish|if (?:they|you|it|there|someone|somebody|only)|(?:if|unless) i (?:knew|had the)|so that"
    r"|could have (?:\w+ed|been|done|gone|had|known))\b",
    re.IGNORECASE,
)
_TRAILS = re.compile(
    r"[ ,]+(?:i|we) (?:can|could|will|might|would)(?: (?:try|do|manage)(?: that| it)?)?$"
    r"|[ ,]+(?:maybe|perhaps|i suppose|i guess|i reckon)$",
    re.IGNORECASE,
)
_LIVES = re.compile(
    r"^(?:maybe |perhaps )+((?:the|my|a) [\w ]+? (?:should|could|can|needs to|has to) "
    r"(?:live|go|stay|be|sit|stand|move|come)\b.*)",
    re.IGNORECASE,
)
_DOES = re.compile(r"^(?:maybe |perhaps )+(?:i|we|he|she|they) (?:\w+ly )?(\w+)\b", re.IGNORECASE)


def intended(clause: str) -> str:
    """What someone means to do or could do, from the word for doing on; empty where none is meant."""
    if _NOT.search(_LEFT_OUT.sub("", _TRAILS.sub("", clause))) or _WISHED.search(clause):
        return ""
    if lives := _LIVES.match(clause):
        return lives[1]
    does = _DOES.match(clause)
    if does and _act(does[1]):
        return re.sub(r"^(?:maybe |perhaps )+(?:i |we )?", "", clause, flags=re.IGNORECASE)
    words = list(re.finditer(r"[\w'-]+", clause))
    said = [word[0].lower() for word in words]
    for at, _word in enumerate(said):
        after = _marked(said, at)
        if after and (act := _after(said, after, "can" in said[at:after])) is not None:
            return clause[words[act].start() :]
    return ""


def marked(clause: str) -> bool:
    """Whether a clause has a mark of intention, before or after what it names."""
    first = clause.split()[0].lower().strip(",") if clause.split() else ""
    return first in _STARTS or bool(_TRAILS.search(clause))


def acts(word: str) -> bool:
    """Whether a word tells somebody to do something, as it stands: "swap", "put"."""
    return word.lower() in _ACTS


def acting(word: str) -> bool:
    """Whether a word is a form in which one's own step is named: "swapping", "stopping"."""
    word = word.lower()
    if not word.endswith("ing"):
        return False
    stem = word[:-3]
    return stem in _ACTS or f"{stem}e" in _ACTS or stem[:-1] in _ACTS


def _marked(said: list[str], at: int) -> int:
    """Where the mark of intention that begins at a word ends, or 0 where none does."""
    word, following = said[at], said[at + 1] if at + 1 < len(said) else ""
    before = said[at - 1] if at else ""
    free = not at or before in _BEFORE
    if word in _SUBJECTS and following in _MODALS and free:
        return at + 2
    if word == "could" and following in ("i", "we") and free:
        return at + 2
    if word in ("i", "im", "i'm", "we") and said[at : at + 4].count("going") and "to" in said[at : at + 4]:
        return at + said[at:].index("to") + 1 if free else 0
    if word in _MINE and free:
        return at + 1
    if word in ("i", "we") and at >= 2 and said[at - 2 : at] == ["what", "if"]:
        return at + 1
    return at + 1 if word in _STARTS and not at else 0


def _after(said: list[str], at: int, able: bool) -> int | None:
    """The place of the word for doing that follows a mark, past soft words; None where another follows."""
    place = at
    while place < len(said) and said[place] in _SOFT and not _last_soft(said, place):
        place += 1
    if said[place : place + 2] == ["have", "to"]:
        return None  # what has to be done first is no step
    if place < len(said) and _act(said[place]):
        return None if able and said[place] in _ABLE else place
    # "do just the front ones", "go to the chemist": what was passed over is what is done.
    return next((one for one in range(at, min(place, len(said) - 1)) if said[one] in _DEEDS), None)


def _last_soft(said: list[str], place: int) -> bool:
    """Whether a soft word is itself what is done: "start again", "do nights"."""
    following = said[place + 1] if place + 1 < len(said) else ""
    if [said[place], following] == ["go", "back"]:
        return True
    return said[place] in _ACTS and not (following in _ACTS or following in _SOFT)


def _act(word: str) -> bool:
    word = word.lower()
    return (
        word in _ACTS
        or _PAST.get(word) in _ACTS
        or (word.endswith("s") and word.rstrip("s") in _ACTS)
        or word in ("does", "goes")
    )
