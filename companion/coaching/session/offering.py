"""What a message offers for a plan, in the person's own words: a step, a moment, a thing to hand, a snag.

A message is read clause by clause. What sounds unsure ("maybe", "might") is offered, but is no plan
yet; what is turned down ("is a step too far") or only imagined ("if i knew ...") is none at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.session.own import LONGEST, doing, moment, tells_time, words_of
from companion.coaching.session.talk import plain

_CLAUSE = re.compile(r"[.!?;:\n]+|,\s|\s-\s|\bbut\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;\n]+")
_LEAN = re.compile(
    r"^(?:(?:hm+|oh|ok|okay|yeah|yes|yep|right|well|so|and|because|cos|fine|alright|tbh|i mean|go on then"
    r"|no wait|wait)[ ,]+)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:(?:i|we) (?:can|could|will|might|would)(?: (?:try|do|manage)(?: that| it)?)?$"
    r"|(?:i suppose|i guess|maybe|perhaps|lol|tho|though|then|tbh|i start|thats unrealistic)$"
    r"|if (?:that|it|thats) (?:helps|relevant|counts)$)",
    re.IGNORECASE,
)
_COULD = re.compile(
    r"^(?:(?:maybe|perhaps|possibly|i|we|(?:he|she|they) (?:could|can|might|would)|id|ill|i'd|i'll"
    r"|could|might|can|would|may|just|try"
    r"|start|then) )+",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^(?:what|all) (?:id|i would|i|i'd) need (?:is"
    r"|would be)(?: something)?(?: (?:that )?i (?:can )?do)?\s*",
    re.IGNORECASE,
)
# How one's own idea sounds: offered to oneself, not told as a fact.
_OFFERS = re.compile(
    r" (?:maybe|perhaps|(?:i|we) (?:could|can|might|will|ll)|ill|could|might|what about"
    r"|how about|id (?:do|try|need|be ok|start|rather (?:do|have|try|use|brush|go))|i need is|one less"
    r"|instead|lets (?:do|try|go|keep|say|start|make)|start|go on then"
    r"|would work for me|i can try|plan is|my idea) "
)
_OPENS = re.compile(
    r"^(?:after|before|when|while|once|at|in the|on (?:mon|tue|wed|thu|fri|sat|sun|my|the)|every|each"
    r"|right after"
    r"|tonight|tomorrow|today|from|only|just|swap|one|half|less|water|stick|keep|put|leave"
    r"|\d+ (?!years?|yrs?|mins)"
    r"|weekdays|mornings|evenings|evening|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat"
    r"|sun) (?:and )?(?:mon|tue|tues|wed"
    r"|thu|thur|thurs|fri|sat|sun))\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(
    r"^no (?!wait|spit|saliva|energy|strength|time|money|teeth|luck|one|help|sleep|idea|thank|one|i\b"
    r"|no\b|pain|way|point|interest|need|medic|problem|worries|clue"
    r"|reason|chance)\w+",
    re.IGNORECASE,
)
_UNSURE = re.compile(r" (?:maybe|perhaps|possibly|might|dunno|not sure|could be) ")
_IF = re.compile(
    r"\b(?:if (?:i|they|you|it|there|she|he|we)|only if|unless|i wish|would have to)\b", re.IGNORECASE
)
_WERE = re.compile(
    r"^if (?:it (?:was|were)|there (?:was|were)|i (?:just |only )?had|i (?:just|only)) (.*)", re.IGNORECASE
)
_APART = re.compile(
    r"^((?:every time|each time|whenever|when|once|after|as soon as|while) .+?),? (?:i|we)(?:'ll"
    r"| (?:could|can|will"
    r"|would|ll|might)) (?!be )(\w+ \w+.*)$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:too far|too much|not (?:doing|going|happening|for me|every|in|at|on|before|after)\b|cant"
    r"|can't|cannot|wont"
    r"|won't|dont|don't|no way|not an? |is out|unrealistic|not \d)",
    re.IGNORECASE,
)
_SNAG = re.compile(
    r"\b(?:(?:is|are|be) (?:the |a |my )?(?:problem|hard|harder|tricky|worst|difficult|killer|issue"
    r"|trouble)\b"
    r"|(?:days?|nights?|ends?) (?:wont|won't|dont|don't) work|the problem is|what gets me is|goes wrong"
    r"|falls apart"
    r"|gets? in the way|its? (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|except (?:on|when"
    r"|for)\b|(?:cant|can't) promise)",
    re.IGNORECASE,
)
_LEAVES = re.compile(
    r"^(?:(?:maybe |perhaps |i could |could |just )*not (the (?:one|ones)\b.*)"
    r"|(?:maybe |perhaps |i could |could )+not ((?:at|in|on|after|before|with) .*)"
    r"|(the (?:\w+ ){1,3})(?:can|could) go\b.*)",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"^(?:i|we|he|she) (?:only|just|always|never|usually|mostly|normally|often)\b", re.IGNORECASE
)
_SAME = re.compile(r"\bat the same time\b", re.IGNORECASE)
_STEADY = re.compile(r"\bnever (?:skip|miss|forget) (?:that|it|them)\b", re.IGNORECASE)
_ITS_WHEN = re.compile(
    r"^its? (?:mostly |usually |always |only )?((?:when|while|at|in|on|after|before|during) (?!\w+day).+)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:in|on|by|next to|at|under|near|beside) (?:the|my|our) \w+(?: \w+)?$", re.IGNORECASE
)
_ACTS = re.compile(r"\b(?:i|we|he|she|they) \w+ (?:it|him|her|them|that|after|first)\b", re.IGNORECASE)
_THING = re.compile(
    r"^(?:there(?:'s|s| is)|i(?:'ve|ve)? (?:have|got|keep)|we (?:have|got)|(?:my|the|a) \w+ (?:is|lives"
    r"|stays)"
    r"|brush is|(?=it'?s (?:right )?(?:next to|by|on|in|near)\b)it'?s) ?(.*\b(?:on|in|by|next to|at"
    r"|under|near|beside)"
    r" (?:my|the|our)\b.*)",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:streak|it worked|worked (?:when|best)|only time|used to (?:do|brush|floss)|i was good"
    r"|managed)\b.*?"
    r"((?:in|at|on|by|after|before|while|with|right after) (?:the |my |a )?\w+(?: \w+){0,3})$",
    re.IGNORECASE,
)
_WORKS = re.compile(r"\b(?:know|found)? ?(the (?:\w+ ){1,3})works\b", re.IGNORECASE)
_START = re.compile(
    r"\b(?:from |on |start(?:ing)? )?(tonight|tomorrow(?: (?:morning|night|evening))?|today|(?:mon|tues"
    r"|wednes|thurs|fri"
    r"|satur|sun)day|next week|this week)\b",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|sday|nesday|rsday"
    r"|urday)?s?\b[ ,/]*(?:and |& )?){2,}"
    r"|\bweekdays(?: only)?\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^(?:no|only|\d+|one|two|half|less|fewer|leave out)\b", re.IGNORECASE)
_NO_STEP = re.compile(
    r"^(?:it|its|it's|thats|that|this|im|i'm|you|they|hes|shes|be(?! a\b)|have been|later|next time"
    r"|some day|one day"
    r"|not|so|too|yes|no|do (?:it|that|this)|it was|why|what|who|when|if|rather|than|feel|think|know"
    r"|hope|wish|want|like|love|hate|need|go on|go for it|start$|(?:stick|put|leave|keep) it$)\b",
    re.IGNORECASE,
)
# What is told as a fact, not offered as a step.
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|had|says|said|wants|tastes?|means|makes|made|got|gets|started|keeps"
    r"|feels|im|i'm|its"
    r"|it's|thats|that's|dont|don't|didnt|didn't|couldnt|couldn't|know|think|like|need|wish|forget|hate"
    r"|impossible)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?:before|after|when) you\b|^because\b", re.IGNORECASE)
_DO = re.compile(r"^do (?=\d|one\b|half\b|no\b|an? )", re.IGNORECASE)
_A_THING = re.compile(r"^(?:an?|some) \w+", re.IGNORECASE)
_FEW = 6  # words up to which a clause is an offer by itself, where one was asked for


@dataclass(frozen=True)
class Offered:
    """The parts, each in the person's words or empty; `unsure` when they only try it on."""

    step: str = ""
    cue: str = ""
    start: str = ""  # from when on
    thing: str = ""  # what lies ready for it
    snag: str = ""
    worked: str = ""  # when it went well before
    refused: str = ""
    unsure: bool = False
    leaves: bool = False  # the step is to leave that out

    @property
    def plans(self) -> bool:
        """Whether there is a step or a moment in it."""
        return bool(self.step or self.cue or self.start)


def offered(text: str, expected: bool = False) -> Offered:
    """What `text` offers. `expected`: a step or a moment was asked for, so a bare one is an offer too."""
    text = text.replace("\u2019", "'")
    whole = plain(text)
    marked = bool(_OFFERS.search(whole)) or expected
    clauses, found = _clauses(text), dict[str, str]()
    leaves = any(_LEAVES.search(clause) for clause in clauses)
    for key, words in (part for clause in clauses for part in _parts(clause, marked)):
        before = found.get(key, "")
        joins = (
            key in ("step", "thing") and before and not leaves and not _same(before, found.get("refused", ""))
        )
        if words:
            found[key] = f"{before}, {words}" if joins and len(before) + len(words) < LONGEST else words
    if _STEADY.search(text) and (steady := moment(text)):
        found.setdefault("worked", _CLAUSE.split(steady)[0].strip())
    if (days := _DAYS.search(text)) and (marked or found.get("step")):
        found.setdefault("cue", days[0].strip(" ,"))
    elif (start := _START.search(text)) and (marked or {"cue", "step"} & set(found)):
        found.setdefault("start", start[1])
    if "start" in found and found["start"].lower() in f"{found.get('cue')} {found.get('step')}".lower():
        del found["start"]
    unsure = bool(found.pop("maybe", "")) or bool(_UNSURE.search(whole))
    return Offered(**found, unsure=unsure, leaves=leaves)


def needs(text: str) -> bool:
    """Whether a message names what would be needed, in words that look like a question."""
    return any(_NEEDS.match(clause) for clause in _clauses(text))


def states(text: str) -> bool:
    """Whether a message tells how things are, and offers nothing to do."""
    return all(
        (_STATES.search(clause) or _ELSE.match(clause)) and not _OFFERS.search(plain(clause))
        for clause in _clauses(text)
    )


def _same(step: str, refused: str) -> bool:
    """Whether a step was taken back in the same breath: "could be a race. no, not a race"."""
    return bool(step and refused and step.split()[-1].lower() in refused.lower().split())


def _clauses(text: str) -> list[str]:
    """The sentences of a text; one that tells no snag is taken apart further."""
    found: list[str] = []
    for sentence in _SENTENCE.split(text):
        found += [sentence] if _SNAG.search(sentence) else _CLAUSE.split(sentence)
    bare = [_LEAN.sub("", part.strip()).strip(" ,") for part in found]
    return [part for part in bare if part]


def _parts(clause: str, marked: bool) -> list[tuple[str, str]]:
    """What one clause brings, as (part, words)."""
    if worked := _WORKED.search(clause):
        return [("worked", worked[1].strip())]
    if works := _WORKS.search(clause):
        return [("thing", works[1].strip())]
    if _SNAG.search(clause):
        return [("snag", words_of(clause))]
    if leave := _LEAVES.search(clause):
        return [("step", words_of(_TAIL.sub("", next(group for group in leave.groups() if group))))]
    if habit := _ITS_WHEN.match(clause):
        return [("worked", words_of(habit[1]))]
    if idea := _WERE.match(clause):
        return [("step", words_of(idea[1])), ("maybe", "yes")]
    if apart := _APART.match(clause):
        return [("cue", apart[1].strip(" ,")), ("step", words_of(apart[2]))]
    if _IF.search(clause):
        return []
    needs = _NEEDS.sub("", clause)
    if needs == clause and _TURNED.search(clause):
        return [("refused", words_of(clause))]
    if thing := _THING.match(clause):
        return [("thing", words_of(thing[1]))]
    return _own(needs, marked or needs != clause)


def _own(clause: str, marked: bool) -> list[tuple[str, str]]:
    """A step and a moment of their own, where a clause offers one."""
    bare = _TAIL.sub("", _TAIL.sub("", clause))
    core = bare if _NO_MORE.match(bare) and words_of(bare) else words_of(_COULD.sub("", bare))
    core = _DO.sub("", core)
    if _HABIT.match(clause):
        return []
    if not _OFFERS.search(plain(clause)) and (_STATES.search(clause) or _ELSE.match(clause)):
        return []
    offers = bool(_OFFERS.search(plain(clause)))
    starts = _OPENS.match(bare) or _OPENS.match(core) or _NO_MORE.match(bare)
    if not core or not (offers or starts or (marked and len(core.split()) <= _FEW)):
        return []
    if _WHOLE.match(core) and len(core.split()) > 1:
        return [("step", core)]
    same = _SAME.search(core)
    when = same[0] if same else moment(core) or (core if tells_time(core) and len(core.split()) < 3 else "")
    if start := _START.fullmatch(core):
        return [("start", start[1])]
    step = core.replace(when, "").strip(" ,") if when else core
    if when.lower() == "after":
        step, when = core, ""  # "water after": the moment has no sense without the step
    says = (
        doing(step)
        or (starts and _ACTS.search(step))
        or (offers and len(step.split()) > 1)
        or (marked and _A_THING.match(step))
    )
    keep = says and len(step) > 3 and not _NO_STEP.match(step)
    place = _PLACE.search(step) if keep and not when else None
    return [("step", step if keep else ""), ("cue", when or (place[0] if place else ""))]
