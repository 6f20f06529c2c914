"""Words that ask for the open question again, or for a talk that was stopped."""

from __future__ import annotations

import re

from companion.coaching.memory import Memory

PAUSED = "paused"  # the note that keeps a flow that was stopped: its state as plain data
_POLITE = (
    r"^(?:ok |okay |actually |sorry |right |so |and |yes |yeah |can we |could we |shall we |lets |let us "
    r"|please |i want to |id like to )*"
)
_RESUME = re.compile(
    _POLITE + r"(?:go on|carry on|continue|keep going|resume|go back to (?:it|that|the plan)"
    r"|pick (?:it|that) up again|where were we|back to (?:it|the plan|where we were))\b"
)
_AGAIN = re.compile(
    _POLITE + r"(?:what was (?:the|your|that) question|whats (?:the|your) question|what did you (?:ask|say)"
    r"|(?:can you |could you )?(?:repeat|say|ask) (?:that|it|the question) again"
    r"|(?:can you |could you )?repeat that|where were we|sorry what|what was that)\b"
)


def resumes(words: str, memory: Memory) -> bool:
    """Whether plain words (see procedure.plain) ask for the talk that was stopped."""
    return PAUSED in memory.notes and bool(_RESUME.search(words))


def asks_again(words: str) -> bool:
    """Whether plain words ask what the open question was."""
    return bool(_AGAIN.search(words))
