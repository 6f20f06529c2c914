"""From what a person offers to a plan in their words, said back; what they only try on is no plan yet."""

from __future__ import annotations

import re

from companion.coaching.flow import Heard, Move, State, option
from companion.coaching.memory import Memory
from companion.coaching.session.draft import SOME, no_snag, parts, said_back
from companion.coaching.session.ending import close, heard_out, rest
from companion.coaching.session.offering import Offered, needs, offered, questions
from companion.coaching.session.own import OWN, moment, quoted, words_of
from companion.coaching.session.reflection import merged
from companion.coaching.session.speech import MAKE, NOTE, THOUGHT, Kit, Speech
from companion.coaching.session.talk import Said, plain

SHOWN = 3
CONSUMED = frozenset(("smoking", "vaping", "sugar", "drinks"))
EACH_DAY, ON_SOME = "each day", "on the days I choose"
_OFTEN = re.compile(
    r"\b(?:\d|once|twice|one|two|three|four|five) (?:times? |days? |nights? )?(?:a|per|each) week\b"
    r"|\bevery other (?:day|night)\b|\bweekdays\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"^(?:one|two|three|a few|a bit|\d) (?:less|fewer)\b|^cut (?:down|back)\b|^less\b", re.IGNORECASE
)
_KEEPS_TO = re.compile(r"^(?:no|not|only|\d+|one|two|half)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekends?\b", re.IGNORECASE)
_PROPOSES = re.compile(
    r"^ (?:so do it|maybe|perhaps|what about|how about|what if i|could i|could|can i) |^ (?:a|the"
    r"|some) \w+(?: \w+)? $"
)
_THEN = re.compile(r"at the same time|at that time|with that", re.IGNORECASE)
_EXPECTED = frozenset("step idea lift ride maybe cue time confirm change open adapt".split())
_RECITES = re.compile(
    r"\b(?:state|say|read|repeat|hear|tell me|give me|write|put|show me|whats|what is"
    r"|what's)\b.{0,25}\b(?:plan|it|that)\b"
    r".{0,25}\b(?:back|if.?then|in (?:one|a) (?:sentence|line))\b|\b(?:whats|what is|what's|show me"
    r"|write (?:out|down)) my plan\b",
    re.IGNORECASE,
)
_BACKUP = re.compile(
    r"\bif (?:that|it|this|so)\b(?: \w+){0,3}?,? (?:then )?(?:i'll|ill|i will|i'd|id|i would|i could"
    r"|i can|i) (.+)",
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
    r"(?:save|saving|store|storing) (?:it|that|this|any|my|the plan)",
    re.IGNORECASE,
)
_DRAFT = ("do", "cue", "worked", "snag", "wanted")  # what a plan can be made of


def take_up(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """The reply to what a message offers for a plan; None where it offers nothing."""
    if heard.asks and not proposes(heard):
        return None
    offer = offered(heard.text, state.step in _EXPECTED)
    backup = _BACKUP.search(heard.text) if state.answers.get("snag") else None
    if backup and drafted(state):
        return said_back(speech.say("backup_heard"), state.at(state.step, then=quoted(words_of(backup[1]))))
    if not offer.plans:
        return _noted(speech, state, heard, offer, said)
    state = drafted_from(speech, merged(state, said), offer)
    if offer.unsure and state.step not in ("maybe", "confirm", "change"):
        return _thought(speech, state, offer)
    return settled(speech.say("own_plan"), state)


def proposes(heard: Heard) -> bool:
    """Whether a message that may look like a question puts an idea."""
    if questions(heard.text):
        return False
    offer = offered(heard.text)
    own = bool(offer.snag and offer.plans)
    return own or bool(_PROPOSES.search(plain(heard.text))) or needs(heard.text)


def settled(speech: Speech, state: State) -> Move:
    """The plan said back, or its moment asked for when none is known."""
    state = _with_snag(speech, state)
    if not state.answers.get("cue") and state.answers.get("topic") in CONSUMED:
        state = state.at(state.step, cue=EACH_DAY)  # less of something has no moment of its own
    if state.answers.get("cue"):
        return said_back(speech, state)
    if worked := state.answers.get("worked"):
        return said_back(speech, state.at(state.step, cue=worked, time=""))
    cues = speech.kit.topic(state).cues[:SHOWN]
    return speech.ask(state, "cue", tuple(cue.title for cue in cues))


def on_maybe(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """A thought becomes the plan, or stays a thought."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    picked = option(state, heard)
    if picked == MAKE or (picked is None and heard.yes):
        return settled(speech.say("own_plan"), state)
    if picked == THOUGHT or heard.no or said.leaving or heard.unsure:
        return rest(speech.say("thought"), state)
    return heard_out(speech, said, state, heard)


def saves(text: str) -> bool | None:
    """Whether a message asks to save what was agreed on, or not to; None where it says neither."""
    said = plain(text).strip()
    if _NO_SAVE.search(said):
        return False
    return True if _SAVES.search(said) else None


def drafted(state: State) -> bool:
    """Whether there is something that a plan can be made of."""
    return any(state.answers.get(part) for part in _DRAFT)


def one_line(text: str) -> bool:
    """Whether they want it in a single sentence."""
    return bool(_ONE_LINE.search(text))


def recites(text: str) -> bool:
    """Whether a message asks to hear the plan."""
    return bool(_RECITES.search(text))


def recited(speech: Speech, state: State) -> Move:
    """The plan in one sentence, as if-then, to be confirmed."""
    state = _whole(speech, _with_snag(speech, state))
    return speech.page("oneline", **parts(state)).ask(state, "confirm", plan=parts(state))


def _whole(speech: Speech, state: State) -> State:
    return state.at(
        state.step,
        do=state.answers.get("do") or does(speech, state),
        cue=state.answers.get("cue") or state.answers.get("worked") or _some_days(state),
    )


def saved(speech: Speech, state: State, keep: bool, one_line: bool = False) -> Move:
    """Their word on keeping it counts: the plan is kept, or shown to copy and not kept; the talk closes."""
    shown = keep and state.step in ("confirm", "keep")
    state = _whole(speech, state)
    plan = {**parts(state), "keep": keep}
    speech.memory = speech.memory.note(**{NOTE: plan, "wishes": state.answers.get("reasons", [])})
    if not shown:
        speech.page("oneline" if one_line else "plan", **plan)
    return close(speech.say("plan_yes").say("keep_yes" if keep else "keep_no"), state)


def drafted_from(speech: Speech, state: State, offer: Offered) -> State:
    """The state with what an offer holds: step, moment, what worked, and the snag, in the person's words."""
    if offer.worked:
        state = state.at(state.step, state.expects, state.options, worked=quoted(offer.worked))
    if offer.snag:
        snag = quoted(offer.snag)
        state = state.at(state.step, state.expects, state.options, snag=snag, then=_then(offer.snag))
    if not offer.plans:
        return state
    do = _do(speech, state, offer)
    cue = _cue(state, offer, do)
    name = OWN if offer.step else state.answers.get("name", OWN)
    return state.at(state.step, do=do, name=name, cue=cue, time="")


def _do(speech: Speech, state: State, offer: Offered) -> str:
    topic = speech.kit.topic(state)
    often = _OFTEN.search(offer.step)
    if not offer.step:
        do = state.answers.get("do") or does(speech, state)
    elif offer.leaves:
        bare = offer.step.lower().startswith("the ")
        do = f"leave {'' if bare else 'it '}out {quoted(offer.step)}"
    elif often:
        do = f"{topic.does} {often[0]}"
    elif _LESS.search(offer.step):
        do = offer.step if offer.step.lower().startswith("cut") else f"have {offer.step}"
    elif _KEEPS_TO.match(offer.step):
        do = f"keep to {quoted(offer.step)}"
    else:
        do = quoted(offer.step)
    return _to_hand(do, offer.thing or state.answers.get("thing", ""))


def does(speech: Speech, state: State) -> str:
    """What one does in this topic, towards what they said they want."""
    wanted = state.answers.get("wanted")
    bare = "start again" if state.answers.get("slipped") else speech.kit.topic(state).does
    return f"{bare}, to {quoted(wanted)}" if wanted else bare


def _to_hand(do: str, thing: str) -> str:
    """A step with what lies ready for it."""
    return f"{do}, with this to help: {quoted(thing)}" if thing and thing not in do else do


def _cue(state: State, offer: Offered, do: str) -> str:
    known = str(state.answers.get("cue") or "")
    told = known or str(state.answers.get("worked") or "")
    place_only = bool(offer.cue) and offer.cue in offer.step  # where it lies says less than when it is
    if _THEN.fullmatch(offer.cue) or (place_only and told):
        return told
    if offer.cue and offer.start and not _WEEKDAY.search(offer.start):
        return quoted(f"{offer.start} {offer.cue}")
    cue = quoted(offer.cue) if offer.cue else known
    if offer.start and offer.start not in cue:
        day = _WEEKDAY.search(offer.start) or not offer.cue
        on = f"from {quoted(offer.start)} on" if day else quoted(offer.start)
        return f"{cue}, {on}" if cue and cue != EACH_DAY else on
    return cue or (EACH_DAY if do.startswith(("keep to", "leave")) else "")


def _thought(speech: Speech, state: State, offer: Offered) -> Move:
    """What is tried on: it is theirs and it counts, and nothing is settled by it."""
    if offer.refused:
        speech.say("not_that", words=quoted(offer.refused))
    step = f"not {offer.step}" if offer.leaves else offer.step
    words = ", ".join(part for part in (step, offer.cue, offer.start) if part)
    speech.say("maybe", words=quoted(words))
    if offer.cue:
        speech.say("draft", cue=state.answers["cue"], do=state.answers["do"])
    return speech.ask(state, "maybe")


def _noted(speech: Speech, state: State, heard: Heard, offer: Offered, said: Said) -> Move | None:
    """What lies ready, what worked before, or what stands in the way: kept for the plan."""
    if not (offer.thing or offer.worked or offer.snag):
        return None
    state = merged(state, said)
    if offer.thing and moment(offer.thing):
        state = state.at(state.step, worked=quoted(offer.thing))
    elif offer.thing:
        do = state.answers.get("do")
        state = state.at(state.step, thing=offer.thing, do=_to_hand(do, offer.thing) if do else None)
    if offer.worked:
        state = state.at(state.step, worked=quoted(offer.worked))
    if offer.snag:
        state = state.at(state.step, snag=quoted(offer.snag), then=_then(offer.snag))
    ready = state.answers.get("cue") or (offer.snag and drafted(state) and _grounds(state))
    if ready:
        speech.say("obstacle_heard" if offer.snag else "to_hand")
        cue = state.answers.get("cue") or state.answers.get("worked")
        do = state.answers.get("do") or _to_hand(does(speech, state), state.answers.get("thing", ""))
        return said_back(speech, state.at(state.step, do=do, cue=cue or _some_days(state)))
    if offer.worked:
        return speech.say("held", words=quoted(offer.worked)).ask(state, "ride")
    if not speech.told(heard.text):
        speech.say("obstacle_heard" if offer.snag else "noted", words=quoted(heard_words(offer)))
    return speech.pose(state, gently=bool(offer.snag))


def heard_words(offer: Offered) -> str:
    """The part of an offer that is worth giving back."""
    return offer.worked or offer.thing or offer.snag


def _grounds(state: State) -> bool:
    """Whether more than the snag is known of a plan."""
    return any(state.answers.get(part) for part in ("do", "cue", "worked", "wanted", "thing"))


def _some_days(state: State) -> str:
    return ON_SOME if state.answers.get("wanted") else EACH_DAY


def _then(snag: str) -> str:
    return "pick another day that week" if _WEEKDAY.search(snag) else SOME


def _with_snag(speech: Speech, state: State) -> State:
    """The way round a doubt that was told, else one plain rule."""
    if state.answers.get("snag"):
        return state
    told = state.answers.get("against", [])
    obstacles = speech.kit.topic(state).obstacles
    found = next((one for one in obstacles if one.theme in told and one.theme != "forget"), None)
    return state.at(state.step, snag=found.when, then=found.then) if found else no_snag(state)
