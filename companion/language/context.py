"""Context of a mark: negated, past, hypothetical, or about someone or something else.

The categories and the idea of cues with a reach are those of ConText (Harkema et al. 2009,
J Biomed Inform 42:839). Cues are data: content/lexicon/context/*.yml. When in doubt a mark
holds: a missed danger is worse than a false alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from companion.language.mark import Mark, State
from companion.language.words import Words

_REACH = 7  # words between a negation and what it negates
_AUXILIARIES = frozenset("do does did can could is are will would should may might has have".split())
_PERSONS = frozenset("i my me we our you your he she his her they not".split())
Cues = dict[str, list[Mark]]


def place(words: Words, findings: Sequence[Mark], cues: Cues) -> list[Mark]:
    """The findings with their state set."""
    rules: tuple[tuple[State, Callable[[Words, Mark, Sequence[Mark], Cues], bool]], ...] = (
        ("elsewhere", _elsewhere),
        ("hypothetical", _hypothetical),
        ("negated", _negated),
        ("past", _past),
    )
    placed = []
    for mark in findings:
        if mark.state == "present":
            for state, applies in rules:
                if applies(words, mark, findings, cues):
                    mark = replace(mark, state=state)
                    break
        placed.append(mark)
    return placed


def _inside(cue: Mark, marks: Sequence[Mark]) -> bool:
    return any(m.start <= cue.start and cue.end <= m.end for m in marks)


def _overlaps(cue: Mark, marks: Sequence[Mark]) -> bool:
    return any(m.start < cue.end and cue.start < m.end for m in marks)


def _negated(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    for cue in cues.get("negation", ()):
        between = mark.start - cue.end
        if not 0 <= between <= _REACH or cue.sentence != mark.sentence:
            continue
        if words.chunk[cue.start] != words.chunk[mark.start]:
            continue
        if _inside(cue, findings) or _overlaps(cue, cues.get("not-negation", ())):
            continue
        return True
    return False


def _past(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    chunk = words.chunk[mark.start]
    if any(words.chunk[cue.end - 1] == chunk for cue in cues.get("present", ())):
        return False
    for cue in cues.get("past", ()):
        if _inside(cue, findings):
            continue
        cue_chunk = words.chunk[cue.start]
        if cue_chunk == chunk:
            return True
        opens = words.chunk.count(cue_chunk) <= cue.end - cue.start + 1
        if opens and cue_chunk == chunk - 1 and cue.sentence == mark.sentence:
            return True
    return any(_ends(words, cue, mark, findings, cues) for cue in cues.get("ended", ()))


def _ends(words: Words, cue: Mark, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    """"It has gone down now" ends what was said just before it."""
    if cue.start < mark.end or _inside(cue, findings):
        return False
    chunk = words.chunk[cue.start]
    if any(n.end <= cue.start and words.chunk[n.start] == chunk for n in cues.get("negation", ())):
        return False
    if any(words.chunk[b.start] >= chunk for b in cues.get("again", ())):
        return False
    if words.chunk[mark.start] == chunk:
        return True
    own = any(f.start < cue.start and words.chunk[f.start] == chunk for f in findings)
    return not own and words.chunk[mark.start] == chunk - 1


def _hypothetical(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    for cue in cues.get("if", ()):
        if cue.sentence == mark.sentence and cue.end <= mark.start and not _overlaps(cue, cues.get("not-if", ())):
            return True
    if any(_studied(words, mark, cue, cues) for cue in cues.get("study", ())):
        return True
    asked = _opens_question(words, mark) or any(
        cue.sentence == mark.sentence and cue.start <= mark.start for cue in cues.get("asking", ())
    )
    return asked and not _owned(mark.sentence, cues)


def _opens_question(words: Words, mark: Mark) -> bool:
    """"Do button batteries ...", "are crowns ...": a question about things, not about a person."""
    chunk = words.chunk[mark.start]
    first = words.chunk.index(chunk)
    return (
        words.norms[first] in _AUXILIARIES
        and first + 1 <= mark.start
        and words.norms[first + 1] not in _PERSONS
    )


def _owned(sentence: int, cues: Cues) -> bool:
    masked = cues.get("not-owner", ())
    return any(
        cue.sentence == sentence and not _overlaps(cue, masked) for cue in cues.get("owner", ())
    )


def _studied(words: Words, mark: Mark, cue: Mark, cues: Cues) -> bool:
    """Homework, leaflets, films and dreams: their sentence, and later ones without a person."""
    if cue.sentence == mark.sentence:
        return True
    return cue.sentence < mark.sentence and not _person(mark.sentence, cues)


def _elsewhere(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    animals = [cue for cue in cues.get("animal", ()) if cue.sentence == mark.sentence]
    if not animals:
        earlier = [cue for cue in cues.get("animal", ()) if cue.sentence < mark.sentence]
        return bool(earlier) and not _person(mark.sentence, cues) and not _person(earlier[-1].sentence, cues)
    return not _person(mark.sentence, cues)


def _person(sentence: int, cues: Cues) -> bool:
    return any(cue.sentence == sentence for cue in cues.get("person", ()))
