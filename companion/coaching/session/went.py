"""News in the middle of a session: what was done is counted as theirs, a slip is met without blame."""

from __future__ import annotations

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.session.news import coped, lapsed, tally, undone
from companion.coaching.session.offering import offered
from companion.coaching.session.reflection import gives_back, merged
from companion.coaching.session.speech import Speech
from companion.coaching.session.talk import Said

_ASKED = frozenset(("how", "helped", "next"))  # steps that ask for news themselves
_SLIPPED = frozenset(("in_way", "adapt"))  # and those that follow a slip


def news_heard(speech: Speech, state: State, heard: Heard, said: Said) -> Move | None:
    """The reply to how something went, where it was not asked for; None where nothing of it is told."""
    after = merged(state, said)
    if coped(heard.text):
        return speech.say("coped").pose(after, gently=True)
    if state.step in _ASKED:
        return None
    key, span = tally(heard.text)
    if key and not offered(heard.text).plans:
        speech.say(key, span=span).told(heard.text)
        return speech.pose(after, gently=True)
    if undone(heard.text) and state.step not in _SLIPPED:
        return speech.say("setback").ask(after, "in_way")
    if not lapsed(heard.text):
        return None
    if not speech.told(heard.text):
        gives_back(speech, heard.text)
    return speech.say("came_back").rest(after)
