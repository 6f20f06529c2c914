"""Evidence: what an entry itself says of the proof behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from companion.content import Entry, Store
from companion.text import sentences

SAID = 2  # sentences that are said at once
_ASKS = re.compile(r"\b(?:proof|proven|evidence|how sure|how certain|studies)\b", re.IGNORECASE)
_PROOF = re.compile(
    r"\b(?:(?:no|little|some|good|weak|fair|any|the) (?:\w+ )?proof|proof (?:is|that|behind)|well proven"
    r"|evidence|trials?|stud(?:y|ies)|reviews?|cochrane|researchers?)\b",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:weak(?:er)?|low certainty|no (?:good |sound |clear )?proof|not (?:been )?(?:shown|proven|clear)"
    r"|few (?:good )?(?:studies|trials)|(?:nobody|no one) knows|unsure|unclear|could not say)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(r"\b(?:well proven|quite sure|fair proof|well shown|fairly firm|firm)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Evidence:
    """`lines` on the proof; `weak` where the answer to just that says so."""

    lines: tuple[str, ...] = ()
    weak: bool = False


def evidence(store: Store, entry: Entry) -> Evidence:
    """At most two sentences: the answer to the question for proof, else what the text says of it."""
    answer = _asked(store, entry)
    if answer:
        lines = tuple(_sentences(answer)[:SAID])
        return Evidence(lines, bool(_WEAK.search(answer)) and not _FIRM.search(answer))
    lines = tuple(line for line in _sentences(f"{entry.lead} {entry.more}") if _PROOF.search(line))
    return Evidence(lines[:SAID])


def _sentences(text: str) -> list[str]:
    return sentences(text.replace("\n", " "))


def _asked(store: Store, entry: Entry) -> str:
    """The answer to the point of the entry that asks for proof; empty without one."""
    for number in count():
        try:
            point = store.point(entry.id, number)
        except KeyError:
            return ""
        if sum(bool(_ASKS.search(asked)) for asked in point.asked) > 1 and _PROOF.search(point.answer):
            return point.answer
    return ""
