"""Subject words: what a message names, and which entries nowhere speak of it.

"Is flossing a scam?" is close in meaning to an entry on adverts, but that one never mentions floss. A word
is a subject when an entry has it in its title or in a third of its questions, and when mouths are talked
about with it far more than anything else is: "floss" and "veneer" are, "hand" and "plan" are not. An entry
that lacks one that a message has costs it; words with the same meaning (content/search/words.yml) count
as the word.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from companion.content.learning import Floats
from companion.content.query import STOP
from companion.content.words import fold
from companion.language.spelling import everyday, stem

_SHARE = 1 / 3  # of an entry's questions
_SHORTEST = 3  # letters
# How much commoner a word is here than in English, as a power of ten: from where it counts, and in full.
_PLAIN, _OURS = 0.3, 1.1
# Share of the entries from which a word tells less, and from which it tells nothing.
_RARE, _COMMON = 0.19, 0.38
CLEAR = 0.25  # weight from which a word says what is talked about
# Said of a person or of a feeling, beside the subject.
_BESIDE = frozenset(
    map(
        stem,
        "worried ashamed afraid fear panic stress regret rest nicer habit trouble morning advice clinic"
        " abroad kind fit took taken different second old older matter gentle worse happen lost yourself"
        " alone sudden choice choose honest step weekend count pass head low least three another heal pull"
        " cut miss behind inside deep strong weak thin fast speak shift dark worn stick".split(),
    )
)


@dataclass(frozen=True)
class Subject:
    """A stem, how much it tells (0 to 1), and which entries speak of it, (entries,) of bool."""

    stem: str
    weight: float
    among: NDArray[np.bool_]


class Subjects:
    """The subject words of a store. Reading a message costs a look-up a word."""

    def __init__(self, subjects: Iterable[Subject], count: int) -> None:
        """`count`: how many entries there are."""
        self._all = {one.stem: one for one in subjects}
        self._none = np.zeros(count, dtype=np.float32)

    def named(self, terms: Iterable[str]) -> tuple[str, ...]:
        """The stems of the subject words among folded words, each once."""
        stems = (stem(part) for term in terms for part in term.split())
        return tuple(dict.fromkeys(one for one in stems if one in self._all))

    def lacking(self, terms: Iterable[str]) -> Floats:
        """How much of what folded words name each entry nowhere has, (entries,), 0 for nothing."""
        found = self._none.copy()
        for name in self.named(terms):
            found += self._all[name].weight * ~self._all[name].among
        return found

    def speaks(self, stem_: str, row: int) -> bool:
        """Whether the entry of that number speaks of a subject."""
        return bool(self._all[stem_].among[row])

    def weight(self, stem_: str) -> float:
        """How much a stem tells, 0 to 1."""
        return self._all[stem_].weight if stem_ in self._all else 0.0


def stems(text: str) -> list[str]:
    """The stems of a text's words, but for those that say nothing about a subject."""
    return [stem(word) for word in fold(text).split() if word not in STOP and len(word) >= _SHORTEST]


def subjects(
    heads: Sequence[tuple[str, Sequence[str]]], bodies: Sequence[str], groups: Iterable[Sequence[str]]
) -> list[Subject]:
    """The subject words of entries: `heads` are their titles and questions, `bodies` all they say.

    `groups` are folded phrases that mean the same.
    """
    told = [Counter(stems(body)) for body in bodies]
    among = Counter(word for one in told for word in one)
    often: Counter[str] = sum(told, Counter())
    same = _same(groups)
    texts = [f" {fold(body)} " for body in bodies] if same else []
    found = []
    for word in sorted(_named(heads) - _BESIDE):
        weight = _weight(often[word] / max(1, often.total()), everyday(word), among[word] / len(bodies))
        if round(weight, 2):
            others = same.get(word, ())
            has = [
                word in one or any(f" {other} " in text for other in others)
                for one, text in zip(told, texts or bodies, strict=True)
            ]
            found.append(Subject(word, round(weight, 2), np.array(has)))
    return found


def _named(heads: Sequence[tuple[str, Sequence[str]]]) -> set[str]:
    """Stems in a title, or in a share of the questions, of some entry."""
    named: set[str] = set()
    for title, questions in heads:
        often = Counter(word for question in questions for word in set(stems(question)))
        named |= {word for word, count in often.items() if count >= _SHARE * len(questions)}
        named |= set(stems(title))
    return {word for word in named if not word.isdigit()}


def _weight(share: float, written: float, among: float) -> float:
    """From a stem's shares of our words, of English words, and of the entries."""
    ours = (math.log10(max(share, 1e-9) / written) - _PLAIN) / (_OURS - _PLAIN)
    rare = (_COMMON - among) / (_COMMON - _RARE)
    return min(1.0, max(0.0, ours)) * min(1.0, max(0.0, rare))


def _same(groups: Iterable[Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """Phrases that mean the same as a stem, by it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in groups:
        for phrase in group:
            if " " not in phrase:
                found[stem(phrase)].update(dict.fromkeys(group))
    return {word: tuple(others) for word, others in found.items()}
