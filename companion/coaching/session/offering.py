"""What a message offers for a plan, in the person's own words: a step, a moment, a thing to hand, a snag.

A message is read sentence by sentence. A step is only what someone means to do or could do
(companion.coaching.session.intention), or a bare step where one was asked for or is led in ("ok so ...").
What is asked, told, complained of or said to the companion is none; what is turned down is kept as a no.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.flow import asks
from companion.coaching.session.anchor import snag, steady, stuck
from companion.coaching.session.intention import acting, acts, intended, marked
from companion.coaching.session.own import LONGEST, doing, moment, tells_time, words_of
from companion.coaching.session.talk import plain

_SENTENCE = re.compile(r"(?<=[.!?])\s+|[;\n]+|\s-\s")
_CLAUSE = re.compile(r",\s|\bbut\b", re.IGNORECASE)
_LED = re.compile(
    r"^(?:ok(?:ay)?|right|fine|fair(?: enough)?|deal|go on then|alright|yeah|yes|yep|grand|sure"
    r"|so)\b(?! i )",
    re.IGNORECASE,
)
_LEAN = re.compile(
    r"^(?:(?:hm+|uh+m?|um+|oh|ok|okay|yeah|yes|yep|right|well|so|and|because|cos|fine|fair(?: enough)?"
    r"|alright|grand|tbh"
    r"|i mean|go on then|no wait|wait|deal|righto|aye|ah|cool|great|thanks|sure|honestly|actually|then"
    r"|honest at least)(?:[ ,:.]+|$))+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ ,]+(?:(?:i|we) (?:can|could|will|might|would)(?: (?:try|do|manage)(?: that| it)?)?$"
    r"|(?:i suppose|i guess|i reckon|reckon|maybe|perhaps|lol|tho|though|then|tbh|i start"
    r"|thats unrealistic|please)$"
    r"|if (?:that|it|thats) (?:helps|relevant|counts)$)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:when|cue|time|where|step|action|plan)\s*:\s*|my (?:own )?(?:idea|thought|plan)"
    r" (?:is|was|would be)\s*:?\s+)(?=\S)",
    re.IGNORECASE,
)
# Said to the companion: an order, a request, or anything with "you" in it.
_TO_YOU = re.compile(
    r"^(?:please |kindly |pls |plz |just |now |so |and |ok |then )*(?:tell|write|say|give|show|make (?:me"
    r"|that|it|a)|list|explain"
    r"|save|store|forget|help|state|read|answer|speak|talk|listen|as an?|as \w*gpt|do not|dont|don't"
    r"|stop$|stop \w+ing"
    r"|no (?:more )?(?:advice|tips|questions|lectures?)|pick (?:it|one) for|put that in|thank|thanks"
    r"|keep it (?:small|short|simple|brief)"
    r"|let me (?:think|know|see)|lets make|let's make)\b"
    r"|\b(?:you|your|youre|you're|u|ur)\b",
    re.IGNORECASE,
)
_ASKS_IDEA = re.compile(
    r"^(?:\w+[ ,]+){0,3}(?:maybe|perhaps|what about|how about|what if (?:i|we)|could i|could we"
    r"|could (?!(?:you|it|they|that|this|there|he|she|the)\b)\w+"
    r"|can i (?:just )?)\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    r"^(?:what|all) (?:id|i would|i|i'd) need (?:is"
    r"|would be)(?: something)?(?: (?:that )?i (?:can )?do)?\s*",
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
_SNAG = re.compile(
    r"\b(?:\w*days?|nights?|mornings?|evenings?|weekends?|shifts?) (?:is|are|be) (?:the |a "
    r"|my )?(?:problem|hard|harder|tricky"
    r"|worst|difficult|killer|issue|trouble)\b"
    r"|\b(?:days?|nights?|ends?) (?:wont|won't|dont|don't) work|what gets me is|goes wrong|falls apart"
    r"|its? (?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|except (?:on|when|for)\b|(?:cant"
    r"|can't) promise",
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
_PLACE = re.compile(
    r"\b(?:in|on|by|next to|at|under|near|beside) (?:the|my|our) \w+(?: \w+)?$", re.IGNORECASE
)
_THING = re.compile(
    r"^(?:there(?:'s|s| is)|(?:i(?:'ve|ve)? (?:have|got|keep)|we (?:have|got)) (?:the |my "
    r"|an? )?(?=\w*(?:brush|floss|paste|mug|cup|bottle|gum|pack))"
    r"|(?:my|the|a) \w+ (?:is|lives|stays)|brush is|(?=it'?s (?:right )?(?:next to|by|on|in|near)\b)it'?s"
    r"|(?=\w*brush\w* (?:kept|by|in|on)\b)) ?(.*\b(?:on|in|by|next to|at|under|near|beside) (?:my|the"
    r"|our)\b.*)",
    re.IGNORECASE,
)
_LIES = re.compile(r"^(?:in|on|at|by|beside|next to|under|near) (?:the|my|our)\b", re.IGNORECASE)
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
_OFTEN = re.compile(r"^(?:\d|one|two|three|four|five) times (?:a|per) week\b", re.IGNORECASE)
_WHOLE = re.compile(r"^(?:no|only|\d+|one|two|half|less|fewer|leave out)\b", re.IGNORECASE)
_NO_MORE = re.compile(
    r"^(?:no|only|none|less|fewer|half|one less|\d|one|two) (?:\w+ ){0,4}?(?:after|before|at|in|on|with"
    r"|per|a|instead|less|none|and none)\b",
    re.IGNORECASE,
)
_NO_STEP = re.compile(
    r"^(?:it|its|it's|thats|that|this|im|i'm|you|they|hes|shes|be(?! a\b)|maybe|perhaps|did (?:it|that)"
    r"|start now|have been|later|next time|some day|one day"
    r"|not|so|too|yes|no (?!\w+ (?:after|before|at|in))|do (?:it|that|this)\b|use (?:it|that|this)$"
    r"|try (?:it|that|this)?$|it was|why|what|who|when|if|rather|than"
    r"|go on$|go for it|start$|(?:stick|put|leave|keep|do|have) (?:it|that|this)$)",
    re.IGNORECASE,
)
# Told as a fact: somebody does, was or has something.
_STATES = re.compile(
    r"\b(?:is|are|was|were|has|had|have|says|said|wants|tastes?|means|makes|made|got|gets|started|keeps"
    r"|feels|feel|im|i'm|its|it's|thats|that's|dont|don't|didnt|didn't|couldnt|couldn't|know|think|like"
    r"|need|wish|forget|hate"
    r"|impossible|turns?|works?|worked|came|told|tried|asked|stopped|hurts?|looks?)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:i|we|he|she|they|there|who|that|everyone|people)(?:'\w+)? \w+"
    r"|\bit (?:is|was|has|does|will|just|all|felt|\w+s)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:right |just |straight |directly )?(?:after|before|when|while|once|as soon as|whenever)"
    r" (?:(?:i|we|he|she|they)\b[^,]*|(?:the|my) \w+(?: \w+)?)",
    re.IGNORECASE,
)
_BARE_CUE = re.compile(
    r"^(?:right |just |straight |directly )?(?:after|before|when|while|once|at|in the|on (?:mon|tue|wed"
    r"|thu|fri|sat|sun|my|the|a)"
    r"|every|each|as soon as|tonight|tomorrow|today|weekdays|mornings|evenings?|nights|sunday|saturday"
    r"|monday|tuesday|wednesday|thursday|friday)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?:before|after|when) you\b|^because\b", re.IGNORECASE)
_A_THING = re.compile(r"^an? \w+", re.IGNORECASE)
_HEDGES = re.compile(r"^(?:maybe|perhaps|possibly|could|just|then|try)\s+", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(?:less|half|once|twice|instead|minutes?|seconds?|start|stop|count|wait|try|take|keep|skip"
    r"|respect)\b",
    re.IGNORECASE,
)
_DO = re.compile(r"^do (?=\d|one\b|half\b|no\b|an? )", re.IGNORECASE)
_CLOCK = re.compile(
    r"\b(?:at|around|by) \d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?(?= when| once|,|$)(?: (?:when|once) .*)?",
    re.IGNORECASE,
)
_UNSURE = re.compile(r" (?:maybe|perhaps|possibly|might|dunno|not sure|could be|what if) ")
# A condition that ends in a question: "if i only do the top, will it show".
_OPEN_END = re.compile(
    r"\b(?:will|would|does|is that|what then|what happens|can) (?:it|they|that|i|she|he)?\b|\bwhat then\b"
)
_FEW = 8  # words up to which a bare clause is a step
_STEADY = re.compile(r"\bnever (?:skip|miss|forget) (?:that|it|them)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Offered:
    """The parts, each in the person's words or empty; `unsure` when they only try it on."""

    step: str = ""
    cue: str = ""
    start: str = ""  # from when on
    thing: str = ""  # what lies ready for it
    snag: str = ""
    worked: str = ""  # when or where it holds already, or went well before
    refused: str = ""
    unsure: bool = False
    leaves: bool = False  # the step is to leave that out

    @property
    def plans(self) -> bool:
        """Whether there is a step or a moment in it."""
        return bool(self.step or self.cue or self.start)

    @property
    def opens(self) -> bool:
        """Whether there is enough in it for a talk about a habit to begin with."""
        return bool(self.cue or self.leaves or self.worked or (self.step and doing(self.step)))


Part = tuple[str, str]


def offered(text: str, expected: bool = False) -> Offered:
    """What `text` offers. `expected`: a step or a moment was asked for, so a bare one is an offer too."""
    text = text.replace("\u2019", "'")
    found = _joined(_read(text, expected))
    step_told = bool(found.get("step"))
    meant = step_told or "cue" in found or any(intended(one) for one in _sentences(text))
    if _STEADY.search(text) and (held := moment(text)):
        found.setdefault("worked", _CLAUSE.split(held)[0].strip())
    if (days := _DAYS.search(text)) and (expected or step_told):
        found.setdefault("cue", days[0].strip(" ,"))
    elif (start := _START.search(text)) and meant:
        found.setdefault("start", start[1])
    if "start" in found and found["start"].lower() in f"{found.get('cue')} {found.get('step')}".lower():
        del found["start"]
    unsure = bool(found.pop("maybe", "")) or bool(_UNSURE.search(plain(text)))
    leaves = any(
        _LEAVES.search(_LEAN.sub("", clause)) for clause in _CLAUSE.split(text) for clause in [clause.strip()]
    )
    return Offered(**found, unsure=unsure, leaves=leaves and step_told)


def questions(text: str) -> bool:
    """Whether a message asks something beside an idea of their own, or what to do about a snag."""
    asked = [one for one in _sentences(text) if asks(one) and not _NEEDS.match(one)]
    return any(not _ASKS_IDEA.search(one) and not snag(_LEAN.sub("", one).strip()) for one in asked)


def needs(text: str) -> bool:
    """Whether a message names what would be needed, in words that look like a question."""
    return any(_NEEDS.match(one) for one in _sentences(text))


def states(text: str) -> bool:
    """Whether a message tells how things are, and offers nothing to do."""
    if any(intended(clause) for one in _sentences(text) for clause in _clauses(one)):
        return False
    return all(
        _STATES.search(clause) or _ELSE.match(clause) or marked(clause) is None
        for one in _sentences(text)
        for clause in _clauses(one)
    )


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.split(text) if one.strip(" .!?")]


def _clauses(sentence: str) -> list[str]:
    parts = [_LEAN.sub("", part.strip()).strip(" ,.!?") for part in _CLAUSE.split(sentence)]
    return [part for part in parts if part]


def _joined(parts: list[Part]) -> dict[str, str]:
    """One text for each kind of part; a step that was taken back in the same breath gives way."""
    found: dict[str, str] = {}
    for key, words in parts:
        before = found.get(key, "")
        if words and words.lower() in before.lower():
            continue
        joins = key in ("step", "thing", "cue") and before and not _same(before, found.get("refused", ""))
        if words:
            found[key] = f"{before}, {words}" if joins and len(before) + len(words) < LONGEST else words
    return found


def _same(step: str, refused: str) -> bool:
    """Whether a step was taken back: "could be a race. no, not a race"."""
    return bool(step and refused and step.split()[-1].lower() in refused.lower().split())


def _read(text: str, expected: bool) -> list[Part]:
    sentences, parts = _sentences(text), list[Part]()
    asks = any("?" in one and not _ASKS_IDEA.search(one) for one in sentences)
    led = bool(sentences and _LED.match(sentences[0])) and not asks
    means = any(_means(one) for one in sentences)
    for sentence in sentences:
        parts += _sentence(sentence, expected and not asks, led or means)
    return parts


def _means(sentence: str) -> bool:
    clauses = _clauses(sentence)
    return any(intended(one) or _LABEL.match(one) or marked(one) for one in clauses) or bool(_chain(sentence))


def _sentence(sentence: str, expected: bool, led: bool) -> list[Part]:
    bare = _LEAN.sub("", sentence).strip(" ,")
    if held := stuck(bare):
        return [("worked", held)]
    if (held := steady(bare)) and not _means(sentence):
        return [("worked", held)]
    if trips := snag(bare):
        return [("snag", words_of(trips))]
    if _TO_YOU.search(bare) or ("?" in sentence and not _ASKS_IDEA.search(bare)):
        return []
    if chain := _chain(bare):
        return chain
    if _SNAG.search(bare):
        return [("snag", words_of(bare))]
    tries: list[Part] = [("maybe", "yes")] if "?" in sentence else []
    clauses = _clauses(bare)
    told = any(_telling(clause) for clause in clauses)
    parts = [part for one in clauses for part in _clause(one, expected and not told, led and not told)]
    return [*parts, *tries] if parts else []


def _telling(clause: str) -> bool:
    """Whether a clause tells what somebody does or did, beside a moment in it."""
    if intended(clause) or marked(clause) or _LABEL.match(clause):
        return False
    return bool(_TELLS.search(_WHEN.sub("", _TAIL.sub("", clause))))


def _chain(sentence: str) -> list[Part]:
    """Bare steps in a row, with their moment: "lenses out, then brush, before I go near the bed"."""
    when = [found[0].strip(" ,.") for found in _WHEN.finditer(sentence)]
    rest = _WHEN.sub("", sentence)
    clock = _CLOCK.search(rest)
    if clock:
        when.append(clock[0].strip(" ,."))
        rest = rest.replace(clock[0], "")
    rest = _LEAN.sub("", rest).strip(" ,.!:")
    steps = re.search(r"(?:,|\bon|\bout|\bin|\bdown) ?(?:and )?then\b|,.*\bthen\b", rest, re.IGNORECASE)
    told = _TELLS.search(rest) or _STATES.search(rest) or "?" in sentence
    if not steps or told or not doing(rest) or _TO_YOU.search(rest):
        return []
    return [("step", words_of(re.sub(r"\s+,", ",", rest))), ("cue", ", ".join(when))]


def _clause(clause: str, expected: bool, led: bool) -> list[Part]:
    """What one clause brings, as (part, words)."""
    labelled = bool(_LABEL.match(clause))
    clause = _LABEL.sub("", clause)
    for worked in (_WORKED.search(clause), _ITS_WHEN.match(clause)):
        if worked:
            return [("worked", words_of(worked[1]))]
    if works := _WORKS.search(clause):
        return [("thing", works[1].strip())]
    if leave := _LEAVES.search(clause):
        return [("step", words_of(_TAIL.sub("", next(group for group in leave.groups() if group))))]
    if idea := _WERE.match(clause):
        return [] if _OPEN_END.search(clause) else [*_parted(idea[1]), ("maybe", "yes")]
    if did := _IF_DID.match(clause):
        return [] if _OPEN_END.search(clause) else [("cue", moment(did[1])), ("maybe", "yes")]
    if apart := _APART.match(clause):
        return [("cue", apart[1].strip(" ,")), ("step", words_of(apart[2]))]
    needed = _NEEDS.sub("", clause)
    if needed != clause:
        return _parted(needed)
    if meant := intended(clause):
        return _meant(clause, meant)
    if _TURNED.search(clause):
        return [("refused", words_of(clause))]
    if (thing := _THING.match(clause)) and _OWNED.search(clause):
        return [("thing", words_of(thing[1]))]
    return _bare(clause, expected or labelled, led or labelled or marked(clause))


def _meant(clause: str, meant: str) -> list[Part]:
    """A step that is meant; its moment may stand before the mark of intention."""
    before = clause[: clause.find(meant)]
    early = moment(before) if not moment(meant) else ""
    early = re.sub(r"[ ,]+(?:maybe |perhaps )?(?:i|we|he|she)\b.*$", "", early, flags=re.IGNORECASE)
    return [*_parted(_TAIL.sub("", _TAIL.sub("", meant))), ("cue", early)]


def _bare(clause: str, expected: bool, led: bool) -> list[Part]:
    """A step or a moment without a mark of intention, where one was asked for or led in."""
    hedged = marked(clause)
    core = _TAIL.sub("", _TAIL.sub("", _HEDGES.sub("", clause)))
    if not core or not (expected or led) or _ELSE.match(core):
        return [("step", core)] if _OFTEN.match(core or "") else []
    rest = _WHEN.sub("", core)
    if _STATES.search(rest) or _TELLS.search(rest) or len(core.split()) > 2 * _FEW:
        return []
    timed = _BARE_CUE.match(core) or (tells_time(core) and len(core.split()) < 3)
    return _parted(core) if timed or _names(core, expected or hedged, led, hedged) else []


def _names(core: str, asked: bool, led: bool, hedged: bool) -> bool:
    """Whether bare words name a step: an order to oneself, less of something, or a short thing to do."""
    first = core.split()[0].strip(",")
    if acts(first) or acting(first) or _NO_MORE.match(core) or _OFTEN.match(core):
        return True
    if len(core.split()) > _FEW:
        return False
    says = doing(_VAGUE.sub(" ", core))
    return bool((asked and says) or (led and _A_THING.match(core)) or (hedged and not _VAGUE.match(core)))


def _parted(core: str) -> list[Part]:
    """Words that name a step, a moment or both, taken apart."""
    core = _DO.sub("", words_of(core) if not re.match(r"(?:no|only|maybe)\b", core, re.I) else core).strip(
        " ,"
    )
    if start := _START.fullmatch(core):
        return [("start", start[1])]
    if _WHOLE.match(core) and len(core.split()) > 1:
        return [("step", core)]
    same = re.search(r"\bat the same time\b", core, re.IGNORECASE)
    clock = _CLOCK.search(core)
    when = same[0] if same else moment(core)
    when = clock[0] if clock and (not when or when in clock[0]) else when
    when = when or (core if tells_time(core) and len(core.split()) < 3 else "")
    step = core.replace(when, "").strip(" ,") if when else core
    when = re.sub(r",? again$", "", when)
    if when.lower() == "after":
        step, when = core, ""  # "water after": the moment has no sense without the step
    if start := _START.fullmatch(step):
        return [("start", start[1]), ("cue", when)]
    if _LIES.match(step):
        return [("cue", ", ".join(part for part in (when, step) if part))]
    keep = (len(step) > 3 or step.isdigit()) and not _NO_STEP.match(step)
    place = _PLACE.search(step) if keep and not when else None
    return [("step", step if keep else ""), ("cue", when or (place[0] if place else ""))]
