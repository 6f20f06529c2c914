"""News: what somebody tells of a try: that it went well, that it slipped, and for how long it held."""

from __future__ import annotations

import re

from companion.coaching.heard import Heard
from companion.coaching.session.speech import Kit
from companion.coaching.session.topics import AWAY

SURE_OF_NEWS = 0.6  # confidence from which the intent alone decides
# What tells of a try that came to an end, not of how things always are.
_TRIED = re.compile(
    r"\b(?:lasted|stopped|gave (?:up|in)|given up|back (?:on|to)|relaps\w*|slipp\w*|fail\w*|broke|caved"
    r"|(?:was|were) doing"
    r"|missed|skipped|fell off|off the wagon|lapse\w*|had (?:one|a|two)|messed up|forgot|didnt|did not"
    r"|havent|this week|last night|yesterday)\b"
)
_ENDED = re.compile(
    r"\b(?:then|but) (?:\w+ ){0,6}(?:stopped|gave up|quit|forgot|caved|slipped"
    r"|(?:went|fell|gone) (?:out the window|apart|to pot|down the drain|by the board|off))\b"
    r"|\bdoing (?:so |really |very )?(?:well|good)\b.*\b(?:then|but|until)\b"
)
_SPAN = re.compile(
    r"\b(?:(\d+|two|three|four|five|six|seven|eight|nine|ten) (days|weeks|wks|months|nights)|an? (week"
    r"|month"
    r"|fortnight))\b"
)
_OFTEN = re.compile(
    r"\b(?:\d+|two|three|four|five|six) (?:days|nights|times|mornings|evenings)? ?(?:out )?of (?:the )?"
    r"(?:\d+|seven|five|ten)\b(?! ?(?:stars|people|dentists))"
)
_DID = re.compile(
    r"\b(?<!n't )(?<!not )(?:(?:gave up|given up|stop(?:ped)?|quit)(?! (?:brush|floss|clean|wear|go|us"
    r"|tak|my |the ))|managed|lasted|kept(?: \w+){0,2}(?: up| going)?|went without"
    r"|did (?:it|that|them|stop|(?:the|my) \w+(?: \w+)?)|doing (?:so |really |very )?(?:well|good)"
    r"|had a streak"
    r"|been (?:off|without)|not had (?:a|any|one))\b"
)
_BACK = re.compile(
    r"\bgave up\b.*\b(?:all back|back again|back to|its back|again)\b|"
    r"\b(?:i|ive)\b[^.?!]*\b(?:started|stopped|smoking|vaping|biting|skipping) (?:\w+ ){0,2}again\b"
    r"|\bwent (?:right |straight )?back (?:to|on) (?:it|them|smoking|vaping|the (?:fags|cigs|sweets|vape))\b"
)
_QUIT = re.compile(
    r"\bi(?:ve)? (?:just |finally )?(?:quit|stopped|gave up|given up|packed in) (?:the )?"
    r"(?:smok|vap|cig|fags|sugar|sweets|coke|cola|nicotine|biting)\w*(?!.*\bagain\b)"
)
# Days without: "10 days no cigarettes".
_FREE = re.compile(r" (?:now )?(?:without|no|off|clean|free|smoke free|vape free|sober|not one)\b")
_UNDONE = re.compile(
    r"\b(?:didnt|did not|hasnt|has not|never) (?:really |quite |actually )?(?:happen\w*|work(?:ed)? out"
    r"|stick|stuck"
    r"|go (?:well|to plan))\b|\b(?:went (?:badly|wrong)|(?:went|was|all) downhill|(?:blown|blew) it"
    r"|back (?:to|at) square one|only did it (?:once|twice))\b"
)
_COPED = re.compile(
    r"\bi (?:went|had|did|took|chewed|drank|washed|walked|made|used|waited|called|rang|put|ate|brushed)\b"
    r".*\binstead\b"
)
# Somebody comes back to a plan of theirs without saying how it went.
_PLAN = re.compile(
    r"\b(?:about my plan|(?:had|made) a plan|my plan (?:was|to)|remember (?:my|our|the) plan|the plan was"
    r"|last (?:time|week|month) (?:i|we|you) (?:said|told|agreed|planned|talked|suggested)|you (?:told"
    r"|asked) me to|i said i(?:d|'d| would))\b",
    re.IGNORECASE,
)
_FEWER = re.compile(
    r"\bin (?:\d+|a|one|two|three|four|five|six) (?:days?|weeks?|months?)\b[^.?!]*\bi(?:ve)? (?:only )?"
    r"(?:had|smoked|ate|eaten|drunk|drank) (?:only |just )?(?:\d+|a|one|two|three|four|five)\b"
)


def news(kit: Kit, heard: Heard) -> str | None:
    """The intent, put right by the words where it is a near thing between good news and a slip."""
    told = ("report_progress", "report_setback")
    went = kit.talk.read(heard.text).went
    topic = kit.topics.named(heard.text)
    if topic and topic.name == AWAY:
        return None  # years without a visit are no slip from a plan
    words = heard.text.lower().replace("'", "")
    if _ENDED.search(words) or _UNDONE.search(words) or (_BACK.search(words) and heard.intent != "set_goal"):
        return "report_setback"
    if _FEWER.search(words) or _QUIT.search(words):
        return "report_progress"
    if (
        heard.intent == "report_progress"
        and _SPAN.search(heard.text.lower())
        and not _TRIED.search(heard.text)
    ):
        return heard.intent  # "no coke for five days": the "no" is the good news
    if heard.intent != "report_progress" and not _TRIED.search(heard.text.lower().replace("'", "")):
        return None
    if heard.intent in ("ask", "nlu_fallback", "out_of_scope", "set_goal") and {"badly", "mixed"} & {*went}:
        return "report_setback"
    if heard.intent not in told or heard.confidence >= SURE_OF_NEWS:
        return heard.intent
    tried = _TRIED.search(words) or _SPAN.search(words) or "well" in went
    if not went or not tried:
        return None  # "i brush but never between" is how things are
    if ("well" in went) == ("badly" in went):
        return heard.intent
    return told[0] if "well" in went else told[1]


def tally(text: str) -> tuple[str, str]:
    """How long, or how often, somebody says that they did it, and the wording for it; empty for none."""
    words = text.lower()
    often = _OFTEN.search(words)
    if often:
        return "counted", often[0]
    span = _SPAN.search(words)
    free = span and _FREE.match(words[span.end() :])
    if not span or not (free or _DID.search(words[: span.start()])):
        return "", ""
    return "kept", f"{span[1]} {span[2].replace('wks', 'weeks')}" if span[1] else f"a {span[3]}"


def tells(text: str) -> bool:
    """Whether somebody tells how a change of theirs went, as their own words show."""
    words = text.lower().replace("'", "").replace("\u2019", "")
    return bool(tally(text)[0] or any(one.search(words) for one in (_BACK, _FEWER, _QUIT, _UNDONE)))


def lapsed(text: str) -> bool:
    """Whether something went well for a while and then ended, or an old habit came back."""
    words = text.lower().replace("'", "").replace("\u2019", "")
    return bool((tally(text)[0] and _ENDED.search(words)) or _BACK.search(words))


def coped(text: str) -> bool:
    """Whether somebody did something else in a hard moment."""
    return bool(_COPED.search(text.lower()))


def undone(text: str) -> bool:
    """Whether what was planned did not come off."""
    return bool(_UNDONE.search(text.lower().replace("'", "").replace("\u2019", "")))


def names_plan(text: str) -> bool:
    """Whether somebody comes back to a plan."""
    return bool(_PLAN.search(text))


def rarer(text: str) -> bool:
    """Whether somebody tells how few there were: "in 2 weeks i had 3 cigarettes"."""
    return bool(_FEWER.search(text.lower().replace("'", "")))
