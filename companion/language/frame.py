"""Frames: what a whole message is about, which reaches further than a word in one sentence.

Homework, films, dreams, animals, people far away, and old stories that ended well. A frame gives
way to a person who speaks of what they have now.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from companion.language.mark import Mark
from companion.language.words import Words

Cues = dict[str, list[Mark]]
_OPENERS = frozenset(
    "what whats which how why when where who can could do does did is are will would should may might if has"
    " have explain".split()
)
_OWN = frozenset(
    "i me my mine im ive we our us he she his her hers him this these now today tonight yesterday mum"
    " dad".split()
)
_PEOPLE = frozenset(
    "people person patients patient someone somebody anyone anybody everyone kid kids child children toddler"
    " toddlers babies adult adults folk folks women men dentists doctors nurses school schools humans".split()
)
_ALIKE = frozenset("too also same similar like".split())  # what happens now happened then as well
_OPENING = 8  # words within which a correction begins
_SOON = 7  # words after "that was" within which its time is told
_TURNS = frozenset("but however now still today tonight anyway actually".split())
_WHO = frozenset("he she it they that there who".split())
_NOW = frozenset("am is are can will wo keep keeps".split())  # verbs that tell of the present


def has(idea: str, sentence: int, cues: Cues) -> bool:
    """Whether a cue is in a sentence."""
    return any(cue.sentence == sentence for cue in cues.get(idea, ()))


def overlaps(cue: Mark, marks: list[Mark] | tuple[Mark, ...]) -> bool:
    """Whether a cue shares a word with one of the marks."""
    return any(m.start < cue.end and cue.start < m.end for m in marks)


def owned(sentence: int, cues: Cues) -> bool:
    """Whether a sentence ties what it says to a person here and now."""
    masked = cues.get("not-owner", [])
    return any(cue.sentence == sentence and not overlaps(cue, masked) for cue in cues.get("owner", ()))


def studied(idea: str, words: Words, mark: Mark, cues: Cues) -> bool:
    """Homework and leaflets, films and dreams: their sentence, later ones without a person, and
    questions before them.
    """
    asked = mark.sentence in words.questions or _opens(words, mark.sentence)
    mine = has("first-person", mark.sentence, cues)
    return any(
        (cue.sentence == mark.sentence and not (mine and _turned(words, cue.end, mark.start)))
        or (cue.sentence < mark.sentence and not has("person", mark.sentence, cues))
        or (cue.sentence > mark.sentence and asked and not has("person-own", mark.sentence, cues))
        for cue in cues.get(idea, ())
    )


def general(words: Words, sentence: int) -> bool:
    """A question about people at large: "why do people ...?", "which ... if a child swallows one?"."""
    norms = _norms(words, sentence)
    return _opens(words, sentence) and _OWN.isdisjoint(norms) and not _PEOPLE.isdisjoint(norms)


def _norms(words: Words, sentence: int) -> list[str]:
    return [norm for norm, at in zip(words.norms, words.sentence, strict=True) if at == sentence]


def _opens(words: Words, sentence: int) -> bool:
    """Whether a sentence begins like a question."""
    return sentence in words.sentence and words.norms[words.sentence.index(sentence)] in _OPENERS


def retold(words: Words, cues: Cues) -> Mark | None:
    """The mark of a false alarm, where a correction opens a message that tells of a film, a dream,
    homework or an animal, or puts what was told at another time ("oh, that was in 2019").
    """
    opening = next((cue for cue in cues.get("correcting", ()) if cue.start < _OPENING), None)
    if not (opening and any(cues.get(idea) for idea in ("fiction", "study", "animal"))):
        opening = next((cue for cue in cues.get("retimed", ()) if _long_ago(words, cue, cues)), None)
    return replace(opening, idea="false-alarm") if opening else None


def _long_ago(words: Words, retimed: Mark, cues: Cues) -> bool:
    """Whether a past time follows at once, near the opening, and nothing there tells of the present."""
    sentence = retimed.sentence
    now = [cue for cue in cues.get("present", ()) if words.norms[cue.start - 1 : cue.start] != ["not"]]
    returns = [cue for cue in cues.get("again", ()) if cue.words.lower() != "back"]
    undone = any(cue.sentence == sentence for cue in (*returns, *now))
    if retimed.start >= _OPENING or undone or not _ALIKE.isdisjoint(_norms(words, sentence)):
        return False
    past = [cue.start for cue in cues.get("past", ()) if cue.sentence == sentence]
    return any(retimed.start <= start <= retimed.end + _SOON for start in past)


def elsewhere(words: Words, mark: Mark, cues: Cues) -> bool:
    """An animal's mouth, or a person far away."""
    return _animal(mark, cues) or _far(words, mark, cues)


def story(words: Words, mark: Mark, cues: Cues) -> bool:
    """An old story that ended well: "when I was nine ...", told in the past, "and fine ever since"."""
    if not cues.get("past") or _now(words, mark, cues):
        return False
    begun = any(
        cue.sentence <= mark.sentence + 1 and not _turned(words, cue.end, mark.start) for cue in cues["past"]
    )
    ended = [cue.start for cue in cues.get("ended", ()) if cue.start >= mark.start]
    again = [cue.start for cue in cues.get("present", ()) if cue.sentence >= mark.sentence]
    return begun and bool(ended) and not any(at < ended[0] for at in again)


def _now(words: Words, mark: Mark, cues: Cues) -> bool:
    """Whether the mark's clause tells of the present."""
    chunk = words.chunk[mark.start]
    if any(words.chunk[cue.end - 1] == chunk for cue in cues.get("present", ())):
        return True
    first = words.chunk.index(chunk)
    return not _NOW.isdisjoint(words.norms[first : mark.end])


def _today(words: Words, mark: Mark, cues: Cues) -> bool:
    """Whether the mark's sentence tells of a present that is not the good end of the story."""
    sentence = mark.sentence
    if has("ended", sentence, cues):
        return _now(words, mark, cues)
    norms = _norms(words, sentence)
    short = any(norm in ("s", "'re") and before in _WHO for before, norm in pairwise(norms))
    return short or not _NOW.isdisjoint(norms) or has("present", sentence, cues)


def _turned(words: Words, start: int, end: int) -> bool:
    """Whether a "but" or a "now" lies between two places: what follows is another matter."""
    return not _TURNS.isdisjoint(words.norms[start:end])


def _far(words: Words, mark: Mark, cues: Cues) -> bool:
    """Someone the person has only heard of or knew, where it is over or long ago."""
    near = [
        cue
        for cue in cues.get("far", ())
        if cue.sentence in (mark.sentence, mark.sentence - 1) and not _turned(words, cue.end, mark.start)
    ]
    if not near or has("person-own", mark.sentence, cues) or _today(words, mark, cues):
        return False
    return bool(cues.get("past") or cues.get("ended") or cues.get("far-over"))


def _animal(mark: Mark, cues: Cues) -> bool:
    """An animal: its sentence unless a person is in it, and later ones without an "I"."""
    animals = [cue for cue in cues.get("animal", ()) if not overlaps(cue, cues.get("not-animal", []))]
    if any(cue.sentence == mark.sentence for cue in animals):
        return not has("person", mark.sentence, cues)
    earlier = [cue for cue in animals if cue.sentence < mark.sentence]
    if not earlier or has("person", earlier[-1].sentence, cues):
        return False
    return not has("person", mark.sentence, cues) and not has("first-person", mark.sentence, cues)
