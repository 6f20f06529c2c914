"""Reflections: what a message says about change is given back, both sides of it, without argument."""

from __future__ import annotations

from companion.coaching.flow import State
from companion.coaching.heard import Heard
from companion.coaching.said.asking import wants
from companion.coaching.said.mirror import mirror
from companion.coaching.session.speech import Kit, Speech
from companion.coaching.session.talk import Said
from companion.coaching.session.topics import CONSUMED
from companion.coaching.taking import option

# A topic's own word is no reason by itself: "my gums" when the talk is about gums.
_BY_ITSELF = {
    "gums": "gums", "sleep": "calm", "childrens-brushing": "family", "dental-fear": "fear",
    "grinding-and-stress": "stress", "drinks": "health",
}  # fmt: skip
_FACTS = ("pregnant", "diabetes")
_FELT = frozenset(("sadness", "shame", "worry", "fear", "anger", "frustration"))


def merged(state: State, said: Said, first: bool = False) -> State:
    """The state with the reasons and doubts of one message, the latest last.

    `first`: the message that opened the session, whose topic words are no reason.
    """
    itself = _BY_ITSELF.get(state.answers.get("topic", "")) if first else None
    reasons = [name for name in said.reasons if name != itself]
    against = [name for name in said.against if name != itself]
    if "money" in reasons and "money" in against:
        # Giving up what is consumed saves money; all else may cost some.
        (against if state.answers.get("topic") in CONSUMED else reasons).remove("money")
    known = state.answers.get("reasons", [])
    doubts = state.answers.get("against", [])
    return state.note(
        reasons=[*(one for one in known if one not in reasons), *reasons],
        against=[*(one for one in doubts if one not in against), *against],
    )


def reflect(speech: Speech, said: Said, state: State, wish: bool = False, text: str = "") -> Speech:
    """One line that gives back what was said, then care where it is needed.

    `wish`: the message opened the session with a wish of its own. `state` has it merged already.
    """
    talk = speech.kit.talk
    reasons = [name for name in state.answers.get("reasons", []) if name in said.reasons]
    against = [name for name in state.answers.get("against", []) if name in said.against]
    toward = _toward(speech, said, reasons, wish)
    if text and speech.told(text):
        return _care(speech, said)
    if text and not against and speech.feels(text):
        return _care(speech, said)
    if against and toward:
        speech.say("two_sides", against=talk.doubt(said.against[0]).clause, toward=toward)
    elif against:
        speech.theme(talk.doubt(against[0]))
    elif reasons:
        speech.theme(talk.reason(reasons[0]))
    elif said.change:
        speech.theme(talk.groups["change"][said.change[-1]])
    elif not speech.told(text) and not gives_back(speech, text):
        speech.say("heard")
    return _care(speech, said)


def gives_back(speech: Speech, text: str) -> bool:
    """Say what was told, turned to the person; False where nothing can be given back well."""
    back = mirror(text)
    if back:
        speech.say("mirrored_hard" if back.hard else "mirrored", **back.values)
    return back is not None


def felt(kit: Kit, state: State, heard: Heard) -> bool:
    """Whether a message tells of a feeling and nothing that the open question asks for."""
    if heard.feeling not in _FELT or wants(heard.text) or heard.number is not None:
        return False
    if heard.yes or heard.no or heard.unsure:
        return False
    said = kit.talk.read(heard.text)
    told = said.against or said.reasons or said.change or said.leaving or said.impatient
    return option(state, heard) is None and not told


def _care(speech: Speech, said: Said) -> Speech:
    """One line of care, once, where a message shows more than a habit."""
    for key, shown in (
        ("care_low", "low" in said.against),
        ("care_blood", said.blood),
        ("care_sign", said.sore),
    ):
        if shown and f"coach.{key}" not in speech.memory.said:
            return speech.say(key)
    return speech


def _toward(speech: Speech, said: Said, reasons: list[str], wish: bool) -> str | None:
    if reasons:
        return speech.kit.talk.reason(reasons[0]).clause
    if said.change:
        return speech.kit.talk.groups["change"][said.change[0]].clause
    return "you would like it to be different" if wish else None


def facts(speech: Speech) -> Speech:
    """What was told about health earlier is used once, not asked again."""
    for fact in _FACTS:
        key = f"fact_{fact}"
        if fact in speech.memory.facts and f"coach.{key}" not in speech.memory.said:
            return speech.say(key)
    return speech
