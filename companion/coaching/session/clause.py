"""What one clause of a message brings for a plan, as parts with the person's words."""

from __future__ import annotations

import re

from companion.coaching.session import timing
from companion.coaching.session.idea import explains, needed
from companion.coaching.session.intention import acts, intended, marked
from companion.coaching.session.own import words_of
from companion.coaching.session.sentence import cut_short, states, tells
from companion.coaching.session.step import Part, counted, long, names, parted

_LABEL = re.compile(
    r"^(?:(?:when|cue|time|where|step|action|plan)\s*:\s*|my (?:own )?(?:idea|thought|plan)"
    r" (?:is|was|would be)\s*:?\s+)(?=\S)",
    re.IGNORECASE,
)
_WERE = re.compile(
    r"^(?:maybe |perhaps |what )*if (?:it (?:was|were)|there (?:was|were)|i (?:just |only )?(?:had (?!to)"
    r"|could)|i (?:just|only)\b"
    r"|(?=the \w+ (?:was|were|lived|sat|stood)\b)) ?(.*)",
    re.IGNORECASE,
)
_IF_DID = re.compile(
    r"^if i (?:did|brushed|put|kept|left|flossed|started)\b(?: it| that| them)? ?(.+)", re.IGNORECASE
)
# A condition that ends in a question: "if i only do the top, will it show".
_OPEN_END = re.compile(
    r"\b(?:will|would|does|is that|what then|what happens|can) (?:it|they|that|i|she|he)?\b|\bwhat then\b"
)
_APART = re.compile(
    r"^((?:every time|each time|whenever|when|once|after|as soon as|while) .+?),? (?:i|we)(?:'ll"
    r"| (?:could|can|will|would|ll|might)) (?!be )(\w+ \w+.*)$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:too far|too much|not (?:doing|going|happening|for me|every|in|at|on|before|after)\b|cant"
    r"|can't|cannot|wont|won't|dont|don't|no way|not an? |is out|unrealistic|not \d)",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"^(?:(?:maybe |perhaps |i could |could |just )*not (the (?:one|ones)\b.*)"
    r"|(?:maybe |perhaps |i could |could )+not ((?:at|in|on|after|before|with) .*)"
    r"|(the (?:\w+ ){1,3})(?:can|could) go\b.*)",
    re.IGNORECASE,
)
_ITS_WHEN = re.compile(
    r"^its? (?:mostly |usually |always |only )?((?:when|while|at|in|on|after|before|during) (?!\w+day).+)",
    re.IGNORECASE,
)
_THING = re.compile(
    r"^(?:there(?:'s|s| is)|(?:i(?:'ve|ve)? (?:have|got|keep)|we (?:have|got)) (?:the |my "
    r"|an? )?(?=\w*(?:brush|floss|paste|mug|cup|bottle|gum|pack))"
    r"|(?:my|the|a) \w+ (?:is|lives|stays)|brush is|(?=it'?s (?:right )?(?:next to|by|on|in|near)\b)it'?s"
    r"|(?=\w*brush\w* (?:kept|by|in|on)\b)) ?(.*\b(?:on|in|by|next to|at|under|near|beside) (?:my|the"
    r"|our)\b.*)",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:brush\w*|floss\w*|picks?|sticks?|paste|mug|cup|glass|bottle|gum|pack|box|drawer|bag|tube"
    r"|kettle)\b",
    re.I,
)
_WORKED = re.compile(
    r"\b(?:streak|it worked|worked (?:when|best)|only time|used to (?:do|brush|floss)|i was good"
    r"|managed)\b.*?"
    r"((?:in|at|on|by|after|while|with|right after|before (?=\w+ \w)) (?:the |my |a )?\w+(?: \w+){0,3})$",
    re.IGNORECASE,
)
_WORKS = re.compile(r"\b(?:know|knew|found)(?: that)? (the (?:\w+ ){1,3})works\b", re.IGNORECASE)
# "every other day would be enough for me", "i'd be ok with one"
_ENOUGH = re.compile(
    r"^(.+?) (?:would|could|might|will|is|should|'d) (?:just )?(?:be )?"
    r"(?:enough|ok|okay|fine|plenty|doable|manageable|realistic|possible|do me|suit me)"
    r"(?: for me| to start| with me| i think)*$",
    re.IGNORECASE,
)
# "if i did anything it'd be the evening ones"
_WOULD_BE = re.compile(
    r"^(?:if (?:i|we) (?:did|changed|dropped|cut|gave up|had to|were to)[\w' ]*?,? )"
    r"(?:it(?:'d| would|d) (?:have to )?be|i(?:'d|d| would) (?:start with|pick|choose|drop|lose|cut)) (.+)",
    re.IGNORECASE,
)
_CONTENT = re.compile(
    r"^(?:like )?i(?:'d| ?would| ?could|d) (?:be )?(?:just )?(?:ok|okay|fine|happy|alright|settle|live"
    r"|cope|get by|manage|do)"
    r" (?:with|on|for) (.+)",
    re.IGNORECASE,
)
_JUST = re.compile(r"^(?:just|only) (\w+) (?!that\b|it\b|this\b|so\b|me\b)", re.IGNORECASE)
_HEDGES = re.compile(r"^(?:maybe|perhaps|possibly|could|just|then|try)\s+", re.IGNORECASE)


def read(clause: str, expected: bool, led: bool) -> list[Part]:
    """The parts. `expected`: a step was asked for; `led`: the message leads one in, or means one."""
    label = labelled(clause)
    clause = _LABEL.sub("", clause)
    if worked := _WORKED.search(clause) or _ITS_WHEN.match(clause):
        return [("worked", words_of(worked[1]))]
    if works := _WORKS.search(clause):
        return [("thing", works[1].strip())]
    if leave := _LEAVES.search(clause):
        return [("step", words_of(cut_short(next(group for group in leave.groups() if group))))]
    if idea := _WERE.match(clause):
        return [] if _OPEN_END.search(clause) else [*parted(idea[1]), ("maybe", "yes")]
    if did := _IF_DID.match(clause):
        return [] if _OPEN_END.search(clause) else [("cue", timing.moment(did[1])), ("maybe", "yes")]
    if apart := _APART.match(_HEDGES.sub("", clause)):
        return [("cue", apart[1].strip(" ,")), ("step", words_of(apart[2]))]
    if first := _WOULD_BE.match(clause):
        return [("step", words_of(cut_short(first[1]))), ("maybe", "yes")]
    if mild := _CONTENT.match(clause):
        return [("step", words_of(cut_short(mild[1])))]
    enough = _ENOUGH.match(clause)
    if (
        enough
        and (len(enough[1].split()) > 1 or enough[1].isdigit())
        and not (states(enough[1]) or tells(enough[1]))
    ):
        return parted(enough[1])
    if (need := needed(clause)) is not None:
        return parted(need)
    if meant := intended(clause):
        return _meant(clause, meant)
    if _TURNED.search(clause):
        return [("refused", words_of(clause))]
    if (thing := _THING.match(clause)) and _OWNED.search(clause):
        return [("thing", words_of(thing[1]))]
    return _bare(clause, expected or label, led or label or marked(clause))


def labelled(clause: str) -> bool:
    """Whether a clause says what it names: "step: ...", "my idea is ..."."""
    return bool(_LABEL.match(clause))


def leaves(clause: str) -> bool:
    """Whether its step is to leave something out."""
    return bool(_LEAVES.search(clause))


def _meant(clause: str, meant: str) -> list[Part]:
    """A step that is meant; its moment may stand before the mark of intention."""
    before = clause[: clause.find(meant)]
    early = timing.moment(before) if not timing.moment(meant) else ""
    early = re.sub(r"[ ,]+(?:maybe |perhaps )?(?:i|we|he|she)\b.*$", "", early, flags=re.IGNORECASE)
    return [*parted(cut_short(cut_short(meant))), ("cue", early)]


def _bare(clause: str, expected: bool, led: bool) -> list[Part]:
    """A step or a moment without a mark of intention, where one was asked for or led in."""
    hedged, ordered = marked(clause), _JUST.match(clause)
    led = led or bool(ordered and acts(ordered[1]))
    core = cut_short(cut_short(_HEDGES.sub("", clause)))
    if not core or not (expected or led) or explains(core):
        return [("step", core)] if counted(core) else []
    rest = timing.without_moments(core)
    if states(rest) or tells(rest) or long(core):
        return []
    return parted(core) if timing.opens(core) or names(core, expected or hedged, led, hedged) else []
