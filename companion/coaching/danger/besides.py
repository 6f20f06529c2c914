"""Besides: what is said after an emergency's card that plainly is about something else.

Who is in danger seldom asks about whitening. So such messages are counted, and when a few have come the
companion asks once whether the card was a mistake. Until then it stays in force.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from companion.coaching.flow import State
from companion.coaching.heard import Heard

COUNT, ASKED = "besides", "doubted"  # in a state's answers
_ENOUGH = 3
_QUESTION, _REMARK = 2, 1  # how much each tells
_SHORT = 4  # words of a message that says nothing either way: "please hurry", "ok doing that"
_AFRAID = frozenset(("fear", "worry", "pain"))


def counted(state: State, heard: Heard, cues: Sequence[str], answered: bool) -> State:
    """The state with this message counted; `answered`: it asks what the content knows and the card does not.

    What tells of danger, of fear or of the help asked for starts the count anew.
    """
    if cues or heard.rules or heard.feeling in _AFRAID:
        return _with(state, 0)
    if answered:
        return _with(state, state.answers.get(COUNT, 0) + _QUESTION)
    told = len(heard.words) > _SHORT and not heard.asks
    return _with(state, state.answers.get(COUNT, 0) + (_REMARK if told else 0))


def doubtful(state: State) -> bool:
    """Whether to ask now if the card was a mistake: once."""
    return state.answers.get(COUNT, 0) >= _ENOUGH and not state.answers.get(ASKED)


def _with(state: State, count: int) -> State:
    return replace(state, answers={**state.answers, COUNT: count})
