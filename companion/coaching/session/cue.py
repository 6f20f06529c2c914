"""The moment of the day that a step is tied to, and what could get in the way."""

from __future__ import annotations

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.session.draft import HALF, no_snag, said_back
from companion.coaching.session.ending import leave, lost
from companion.coaching.session.own import idle, quoted, words_of, yours
from companion.coaching.session.reflection import merged, reflect
from companion.coaching.session.speech import Kit, Speech
from companion.coaching.session.timing import moment, tells_time
from companion.coaching.session.topics import Cue, Obstacle
from companion.coaching.taking import option

SHOWN = 3
_SHORT = 5  # words up to which any answer is a moment
_NONE = frozenset(("nothing", "none", "nope", "no"))


def ask_cue(speech: Speech, state: State) -> Move:
    """When, unless the plan has a moment already and is only being changed."""
    if state.answers.get("cue") and state.answers.get("plan"):
        return said_back(speech, state)
    cues = speech.kit.topic(state).cues[:SHOWN]
    return speech.ask(state, "cue", tuple(cue.title for cue in cues))


def named(speech: Speech, state: State, words: str) -> Move:
    """A moment in the person's own words; its time is asked for when it does not tell."""
    state = state.at("cue", cue=quoted(words), time="")
    if state.answers.get("plan"):
        return said_back(speech, state)
    return ask_obstacle(speech, state) if tells_time(words) else speech.ask(state, "time")


def on_cue(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """One of the moments offered, or their own."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    cues = kit.topic(state).cues
    picked = option(state, heard)
    found = next((cue for cue in cues if cue.title == picked), None)
    if found:
        return _chosen(speech, state, found)
    if said.leaving:
        return leave(speech)
    words = moment(words_of(heard.text)) or (words_of(heard.text) if tells_time(heard.text) else "")
    if words:
        return named(speech.say("chose_cue", cue=quoted(words)), state, words)
    if heard.unsure or said.impatient or heard.yes:
        return _chosen(speech, state, cues[0], "cue_for_you")
    if said.against:
        state = merged(state, said)
        return reflect(speech, said, state).ask(state, "cue", state.options)
    words = words_of(heard.text)
    if len(words) < 4 or heard.no or len(heard.words) > _SHORT or heard.intent == "gibberish" or heard.asks:
        return lost(speech, state, heard, ask_cue)
    return named(speech.say("chose_cue", cue=quoted(words)), state, words)


def on_time(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """The time of day, roughly; without one the moment alone will do."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    if said.leaving:
        return leave(speech)
    words = words_of(heard.text)
    if tells_time(words) and not heard.unsure and not said.against:
        bare = words.lower().removeprefix("in the ")
        time = f"in the {bare}" if bare in ("morning", "afternoon", "evening") else quoted(words)
        return ask_obstacle(speech.say("time_heard"), state.at("time", time=time))
    if heard.unsure:
        return ask_obstacle(speech.say("heard_unsure"), state)
    # Not a time of day: what is on the person's mind is the snag that would be asked for next.
    return on_obstacle(kit, state, heard, memory)


def ask_obstacle(speech: Speech, state: State) -> Move:
    """What could get in the way; what was told as a reason against comes first."""
    told = state.answers.get("against", [])
    obstacles = sorted(speech.kit.topic(state).obstacles, key=lambda one: one.theme not in told)
    return speech.ask(state, "obstacle", tuple(one.title for one in obstacles[:SHOWN]))


def on_obstacle(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """A snag that is known gets the topic's way round it; another one gets theirs."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    known = kit.topic(state).obstacles
    picked = option(state, heard)
    found = next((one for one in known if one.title == picked), None)
    found = found or next((one for one in known if one.theme in said.against), None)
    if found:
        return _snag(speech, state, found)
    if said.leaving:
        return leave(speech)
    short = len(heard.words) < 5
    if heard.unsure or said.impatient or (short and (heard.yes or set(heard.words) & _NONE)):
        speech.say("heard_unsure" if heard.unsure else "obstacle_none")
        return said_back(speech, no_snag(state))
    words = words_of(heard.text)
    if len(words) < 4 or idle(heard.words) or heard.intent == "gibberish":
        return said_back(speech.say("obstacle_none"), no_snag(state))
    if said.against:
        reflect(speech, said, merged(state, said))
    else:
        speech.say("obstacle_heard")
    return speech.ask(state.at("obstacle", snag=quoted(words)), "backup")


def on_backup(kit: Kit, state: State, heard: Heard, memory: Memory) -> Move:
    """Their plan B, or half of the step."""
    speech = Speech(kit, memory)
    said = kit.talk.read(heard.text)
    words = words_of(heard.text)
    if said.leaving:
        return leave(speech)
    if said.risky or heard.unsure or said.impatient or len(words) < 4 or heard.no or idle(heard.words):
        return said_back(speech.say("heard_unsure"), state.at("backup", then=HALF))
    return said_back(speech.say("backup_heard"), state.at("backup", then=quoted(words)))


def _chosen(speech: Speech, state: State, cue: Cue, key: str = "chose_cue") -> Move:
    words = cue.title[0].lower() + cue.title[1:]
    state = state.at("cue", cue=words, time=cue.time)
    speech.say(key, cue=yours(words))
    return said_back(speech, state) if state.answers.get("plan") else ask_obstacle(speech, state)


def _snag(speech: Speech, state: State, obstacle: Obstacle) -> Move:
    speech.theme(speech.kit.talk.doubt(obstacle.theme))
    return said_back(speech, state.at("obstacle", snag=obstacle.when, then=obstacle.then))
