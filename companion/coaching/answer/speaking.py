"""Speaking: the sentences of an entry that hold what a question names beside the entry's subject."""

from __future__ import annotations

from companion.content import Entry, Store
from companion.content.subjects import stems
from companion.text import sentences

SAID = 2  # sentences that are said at once


def speaking(store: Store, entry: Entry, question: str) -> tuple[str, ...]:
    """At most two of them, in the order they stand there; none where all or nothing would do."""
    subject = set(stems(entry.title))
    asked = [set(words) for words in store.words(question) if subject.isdisjoint(words)]
    lines = sentences(" ".join((entry.lead, entry.more or "")).replace("\n", " "))
    held = {line: _held(line, asked) for line in lines}
    most = max(held.values(), default=0)
    best = [line for line in lines if most and held[line] == most]
    return tuple(best) if len(best) <= SAID else ()


def _held(line: str, asked: list[set[str]]) -> int:
    """How many of the words asked for a sentence has."""
    words = set(stems(line))
    return sum(1 for one in asked if one & words)
