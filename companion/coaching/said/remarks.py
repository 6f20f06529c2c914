"""What people say in the middle of a talk, by meaning: "she has a certificate", "just the two front ones".

Nobody says such a thing in the words we thought of. Each remark has samples, and a message is
compared with them by the sentence encoder; what may be meant is narrowed by what is talked about.
Remarks are data in content/coaching/remarks/<talk>/*.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from companion.coaching.heard import asks
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.remark import Remark, read_remarks
from companion.coaching.said.sample import LONE, Samples, parts, wording
from companion.language.encoder import vector
from companion.text import plain

# The name of a thing drowns what is said of it: "if i dont do veneers at all" is "if i dont do it at all".
_NAMES = re.compile(
    r"\b(?:(?:the|a|an|my|some|these|those) )?(?:veneers?|makeover|aligners?|crowns?|bonding"
    r"|whitening|strips|braces|(?:tooth )?gems?|grillz|snap ?ons?|charcoal(?: toothpaste)?|trays)\b"
)
_SENTENCE = re.compile(r"(?<=[.!?;\n])\s+")
_FEW = 3
NAMED = 0.99  # closeness of a message that holds a remark's own words in a row
MOST = 0.6  # share of a message's words from which a part is most of it
FLOOR = 0.2  # closeness below which nothing is meant


@dataclass(frozen=True)
class Known:
    """What a remark is weighed against: what is talked about, what was told, what came before."""

    about: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()

    def admits(self, remark: Remark) -> bool:
        """Whether a remark makes sense here. Worry about looks leaves room for nothing else."""
        if "worry" in self.when and remark.when != "worry":
            return False
        if remark.when == "adult":
            if "young" in self.when:
                return False
        elif remark.when and remark.when not in self.when:
            return False
        if remark.after and not remark.after & self.after:
            return False
        return not remark.about or bool(remark.about & self.about)


@dataclass(frozen=True)
class Found:
    """The remark a message is closest to, and how close: 1 is the same."""

    remark: Remark
    score: float
    part: str = ""  # of the message, the part that is closest
    rest: bool = False  # whether a question follows that part

    def covers(self, text: str) -> bool:
        """Whether that part is most of what a message says."""
        return len(self.part.split()) > MOST * len(parts(text)[0].split())


@dataclass(frozen=True, eq=False)
class Remarks:
    """All remarks of one talk, and their samples, whose owners are the remarks' numbers."""

    remarks: tuple[Remark, ...]
    samples: Samples
    short: NDArray[np.bool_]  # whether each is said in so few words that only a whole message can be it

    def find(self, text: str, known: Known) -> tuple[Found, ...]:
        """The remarks a message makes, one a part at most: the closest first, the rest as they were said."""
        return _find(self, text, known)

    def compare(self, text: str, known: Known) -> tuple[Found, ...]:
        """The same, worked out anew."""
        fits = _fits(self, known)
        named = self._named(text, fits)
        if named:
            return (named,)
        said = parts(text)
        words = plain(text)
        lone = len(said) == 1 and len(text.split()) < 2 and wording(said[0]) not in self.samples.same
        same = self.samples.same.get(wording(said[0]), [])
        fits = fits & ~(self.hearing & ~np.isin(np.arange(len(fits)), same))
        if not fits.any() or not said[0] or lone:
            return ()  # a lone word says too little to be compared
        best: dict[int, Found] = {}
        for number, part in enumerate(said):
            scores = self.samples.close(part, _vectors(part)) - LONE * (number > 0)
            scores[~(fits & ~self.short if number and len(part.split()) > _FEW else fits)] = -1.0
            owner = self._best(scores, words)
            if owner not in best or scores[owner] > best[owner].score:
                asked = number not in (0, len(said) - 1) and asks(f"{said[-1]}{text[-1]}")
                best[owner] = Found(self.remarks[owner], float(scores[owner]), part, asked)
        found = list(best.values())
        top = max(found, key=lambda one: one.score)
        return (top, *(one for one in found if one is not top))

    def _named(self, text: str, fits: NDArray[np.bool_]) -> Found | None:
        """The remark whose words in a row a sentence holds, unless the whole is a sample of another."""
        same = self.samples.same.get(wording(parts(text)[0]))
        each = [one.strip() for one in _SENTENCE.split(text) if one.strip()]
        sentences = [plain(one) for one in each]
        for owner in np.flatnonzero(fits & self.hearing).tolist():
            if same and owner not in same:
                continue
            patterns = self.remarks[owner].hears
            met = [any(pattern.search(one) for pattern in patterns) for one in sentences]
            if any(met):
                others = [one for one, got in zip(each, met, strict=True) if not got]
                asked = any(wants(one) and len(one.split()) > _FEW + 1 for one in others)
                return Found(self.remarks[owner], NAMED, parts(text)[0], asked)
        return None

    @cached_property
    def hearing(self) -> NDArray[np.bool_]:
        """Whether each is known by words in a row, and by these alone."""
        return np.array([bool(remark.hears) for remark in self.remarks], dtype=bool)

    def _best(self, scores: NDArray[np.float32], words: str) -> int:
        """The closest remark whose needs the words of a message meet."""
        while scores.max() > FLOOR:
            owner = int(scores.argmax())
            if all(pattern.search(words) for pattern in self.remarks[owner].needs):
                return owner
            scores[owner] = -1.0
        return int(scores.argmax())

    def opening(self, text: str, when: frozenset[str] = frozenset()) -> Found | None:
        """The remark that opens a talk by itself, where a message makes one; `when` as in Known."""
        found = self.find(text, replace(self._anything, when=when))
        return max((one for one in found if one.remark.opens), key=lambda one: one.score, default=None)

    @cached_property
    def _anything(self) -> Known:
        """Whatever may be talked about or have been asked."""
        about = frozenset(name for remark in self.remarks for name in remark.about)
        return Known(about, after=frozenset(name for remark in self.remarks for name in remark.after))

    def next(self, remark: Remark, memory: Memory) -> str:
        """The wording that comes next, with its braces."""
        return memory.turn(f"remarks.{remark.id}", remark.answers)[0]

    def say(self, remark: Remark, memory: Memory, **values: Any) -> tuple[str, Memory]:
        """The wording of a remark used least so far."""
        text, memory = memory.turn(f"remarks.{remark.id}", remark.answers)
        return text.format(**values), memory


# One message is asked for by several policies and its talk; the next one is another.
@lru_cache(maxsize=8)
def _find(remarks: Remarks, text: str, known: Known) -> tuple[Found, ...]:
    return remarks.compare(text, known)


@lru_cache(maxsize=256)  # what is known is mostly what was known a message ago
def _fits(remarks: Remarks, known: Known) -> NDArray[np.bool_]:
    """Whether each remark makes sense here, (remarks,)."""
    return np.array([known.admits(remark) for remark in remarks.remarks], dtype=bool)


def wordings(text: str) -> tuple[str, ...]:
    """What has to be encoded of a message: its parts, and each without the names in it."""
    return tuple(wording for part in parts(text) for wording in _unnamed(part))


def _vectors(part: str) -> NDArray[np.float32]:
    return np.stack([vector(wording) for wording in _unnamed(part)])


def _unnamed(part: str) -> tuple[str, ...]:
    masked = _NAMES.sub("it", part)
    return (part, masked) if masked != part and len(masked.split()) > _FEW else (part,)


@cache
def remarks(root: Path, talk: str) -> Remarks:
    """The remarks of a talk, read once. Raises DataError for a broken file."""
    found = read_remarks(root, talk)
    rows = [(number, text) for number, remark in enumerate(found) for text in remark.says]
    samples = Samples.encoded(root, talk, rows, [" ".join(remark.answers) for remark in found])
    short = np.array([all(len(text.split()) <= _FEW for text in remark.says) for remark in found], dtype=bool)
    return Remarks(found, samples, short)
