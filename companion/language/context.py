"""Context of a mark: negated, past, hypothetical, or about someone or something else.

The categories and the idea of cues with a reach are those of ConText (Harkema et al. 2009,
J Biomed Inform 42:839). Cues are data: content/lexicon/context/*.yml. When in doubt a mark
holds: a missed danger is worse than a false alarm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from companion.language.frame import Cues, elsewhere, general, has, overlaps, owned, retold, story, studied
from companion.language.mark import Mark, State
from companion.language.words import Words

_REACH = 7  # words between a negation and what it negates
_AUXILIARIES = frozenset("do does did can could will would should may might".split())
_GENERAL = frozenset("a an any most some many people kids children babies all there".split())
_PERSONS = frozenset("i my me we our you your he she his her they not barely hardly only still just".split())
_NOES = frozenset(("no", "nope", "none", "nah", "not", "never"))
FAR = 1_000_000  # words; more than any clause has
_LASTING = ("trait", "deed")  # natures that only a "no" takes away
_DONE = frozenset("yesterday ago since last earlier still morning noon was were bleeding bled".split())
_ASIDE = 4  # words of a question that the person answers at once


def place(words: Words, findings: Sequence[Mark], cues: Cues, natures: Mapping[str, str]) -> list[Mark]:
    """The findings with their state set; `natures` as in companion.language.lexicon."""
    binding = [mark for mark in findings if mark.holds and natures.get(mark.idea) != "calm"]
    corrected = retold(words, cues)
    placed = [
        replace(mark, state=_state(words, mark, binding, cues, natures.get(mark.idea, "")))
        if mark.holds
        else mark
        for mark in findings
    ]
    return [*placed, corrected] if corrected else placed


def _state(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues, nature: str) -> State:
    at_large = general(words, mark.sentence) and not _confessed(mark, cues)
    if at_large and (nature not in _LASTING or has("if", mark.sentence, cues)):
        return "hypothetical"
    if nature == "deed" and _planned(words, mark, cues):
        return "hypothetical"
    if nature in _LASTING:
        return "negated" if _negated(words, mark, findings, cues) else "present"
    believed = nature == "harm" and has("first-person", mark.sentence, cues)
    if not believed and elsewhere(words, mark, cues):
        return "elsewhere"
    if studied("fiction", words, mark, cues):
        return "hypothetical"
    if not believed and (studied("study", words, mark, cues) or _hypothetical(words, mark, cues)):
        return "hypothetical"
    if _negated(words, mark, findings, cues) or _answered_no(words, mark):
        return "negated"
    if (
        _past(words, mark, cues)
        or story(words, mark, cues)
        or (nature != "event" and _over(words, mark, findings, cues))
    ):
        return "past"
    return "present"


def _planned(words: Words, mark: Mark, cues: Cues) -> bool:
    """ "She needs a tooth out next week": nothing is done yet, unless the sentence tells that it is."""
    plans = [cue for cue in cues.get("planned", ()) if cue.sentence == mark.sentence]
    said = {norm for norm, at in zip(words.norms, words.sentence, strict=True) if at == mark.sentence}
    return _DONE.isdisjoint(said) and overlaps(mark, plans)


def _inside(cue: Mark, marks: Sequence[Mark]) -> bool:
    return any(m.start <= cue.start and cue.end <= m.end for m in marks)


def _negated(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    for cue in cues.get("negation", ()):
        between = mark.start - cue.end
        if not 0 <= between <= _REACH or cue.sentence != mark.sentence:
            continue
        if words.chunk[cue.start] != words.chunk[mark.start]:
            continue
        if _inside(cue, findings) or overlaps(cue, cues.get("not-negation", ())):
            continue
        return True
    return False


def _answered_no(words: Words, mark: Mark) -> bool:
    """ "Swelling? No." """
    if mark.sentence not in words.questions or words.sentence.count(mark.sentence) > _ASIDE:
        return False
    following = mark.sentence + 1
    return following in words.sentence and words.norms[words.sentence.index(following)] in _NOES


def _past(words: Words, mark: Mark, cues: Cues) -> bool:
    """Whether the nearest word of time in the mark's clause is one of the past."""
    chunk = words.chunk[mark.start]
    now = [
        cue
        for cue in cues.get("present", ())
        if words.chunk[cue.end - 1] == chunk and not overlaps(cue, cues.get("ended", []))
    ]
    near = min((_distance(mark, cue) for cue in now), default=FAR)
    for cue in cues.get("past", ()):
        cue_chunk = words.chunk[cue.start]
        first = words.chunk.index(cue_chunk)
        if "since" in words.norms[first : cue.start]:
            continue
        opens = words.chunk.count(cue_chunk) <= cue.end - cue.start + 1
        before = opens and cue_chunk == chunk - 1 and cue.sentence == mark.sentence
        if (cue_chunk == chunk or before) and _distance(mark, cue) <= near:
            return True
    return False


def _distance(one: Mark, other: Mark) -> int:
    """Words between two marks."""
    return max(one.start - other.end, other.start - one.end, 0)


def _over(words: Words, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    chunk = words.chunk[mark.start]
    if any(words.chunk[cue.end - 1] == chunk for cue in cues.get("present", ())):
        return False
    return any(_ends(words, cue, mark, findings, cues) for cue in cues.get("ended", ()))


def _ends(words: Words, cue: Mark, mark: Mark, findings: Sequence[Mark], cues: Cues) -> bool:
    """ "It has gone down now" ends what was said just before it."""
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


def _confessed(mark: Mark, cues: Cues) -> bool:
    """ "... because he just did": a question was no theory."""
    return any(cue.sentence >= mark.sentence for cue in cues.get("confess", ()))


def _hypothetical(words: Words, mark: Mark, cues: Cues) -> bool:
    if _confessed(mark, cues):
        return False
    for cue in cues.get("if", ()):
        if (
            cue.sentence == mark.sentence
            and cue.end <= mark.start
            and not overlaps(cue, cues.get("not-if", ()))
        ):
            return True
    chunk = words.chunk[mark.start]
    if any(cue.end <= mark.start and words.chunk[cue.start] == chunk for cue in cues.get("fear", ())):
        return True
    asked = _opens_question(words, mark) or any(
        cue.sentence == mark.sentence and cue.start <= mark.start for cue in cues.get("asking", ())
    )
    return asked and not owned(mark.sentence, cues)


def _opens_question(words: Words, mark: Mark) -> bool:
    """ "Do button batteries ...", "are some crowns ...": about things, not about a person."""
    first = words.chunk.index(words.chunk[mark.start])
    if first + 1 > mark.start:
        return False
    opening, following = words.norms[first], words.norms[first + 1]
    if opening in ("is", "are", "has", "have"):
        return following in _GENERAL
    return opening in _AUXILIARIES and following not in _PERSONS
