"""Fitting: whether an entry is meant for who is spoken of, so that none is offered to somebody it cannot fit.

"Can the dentist bleach them" comes close to whitening in pregnancy, whoever asks; what was told decides.
"""

from __future__ import annotations

import re

from companion.coaching.looks.telling import NOTES
from companion.coaching.memory import Memory
from companion.content import Entry

_EXPECTING = re.compile(
    r"\b(?:pregnan\w*|morning sickness|hyperemesis|expecting|baby|bump|trimester|breast\w*|midwife|birth"
    r"|weeks (?:along|gone)|(?:at|im|i am) \d\d? weeks|ivf|conceive)",
    re.I,
)
_YOUNG = re.compile(r"\b(?:under 18|teen\w*|daughter|son|child\w*|kids?|school|parents?|mum|1[0-7])\b", re.I)
_FOR_THE_YOUNG = frozenset(
    ("whitening-under-18", "nicer-smile-in-your-teens", "teen-mouth-care", "teenager-on-your-own")
)


# Entries on a condition that only who spoke of it may be led to.
_ONLY_IF = {
    "autism-and-dental-care": re.compile(
        r"\b(?:autis\w*|asd|asperg\w*|sensory|spectrum|non-?verbal|special needs|neurodiver\w*)\b", re.I
    )
}
_FOR_GROWN = frozenset(("whitening-strips-and-kits", "whitening-safe-routes"))  # gels that wait until 18


def suits(entry: Entry, text: str, memory: Memory, answered: str = "") -> bool:
    """Whether an entry that comes near a message may be about the person, by all that was told.

    `text`: all messages; `answered`: the id of the entry answered last, which may tell that they are young.
    """
    only = _ONLY_IF.get(entry.id)
    if only and entry.id != answered and not only.search(text):
        return False
    young = memory.notes.get(NOTES, {}).get("young") or answered in _FOR_THE_YOUNG
    if young and entry.id in _FOR_GROWN:
        return False
    if entry.topic == "pregnancy":
        return "pregnant" in memory.facts or bool(_EXPECTING.search(text))
    grown = memory.notes.get(NOTES, {}).get("young") is False
    return not (grown and entry.id in _FOR_THE_YOUNG and not _YOUNG.search(text))
