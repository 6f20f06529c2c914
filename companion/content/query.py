"""Turns anything a person types into terms to look for in FTS5: words and their synonyms, no operators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from companion.content.words import fold
from companion.language.spelling import english, stem

LONGEST = 2_000  # characters of a query that are read
MOST_WORDS = 32

# Words that say nothing about the subject. "not", "no" and "without" are among them: an entry on
# pain is the right one for "no pain" too.
_STOP_WORDS = """
    a about after all also am an and any anything are as ask at be because been before being but
    by can cant could did didnt do does doesnt doing dont done either else even ever every few for
    from get gets getting give go goes going gone good got had has hasnt have havent having he hello
    help helps her here hers hey hi him his how i id if ill im in into is isnt it its ive just keep
    know last let like lot lots make makes many may maybe me mean might mine more most much must my
    need never no not now of off ok okay on one only onto or other our out over own please put
    really right s said same say see seem she should shouldnt since so some someone something still
    such sure t take tell than thank thanks that thats the their them then there theres these they
    thing things think this those though through til till to too try up upon us use used using very
    want wants was wasnt way we well were what whats when where which while who whose why will with
    without wont would wouldnt yes yet you your yours youve"""
STOP = frozenset(_STOP_WORDS.split())


class QueryBuilder:
    """Builds queries against one store: its words for mending typos, its groups of synonyms."""

    def __init__(self, words: Iterable[str], groups: Iterable[Sequence[str]]) -> None:
        """`words`: every folded word of the store. `groups`: folded phrases that mean the same."""
        self._words = frozenset(words)
        self._long = sorted(word for word in self._words if len(word) >= 4 and word.isalpha())
        same: Mapping[str, dict[str, None]] = defaultdict(dict)
        for group in groups:
            for phrase in group:
                same[phrase].update(dict.fromkeys(other for other in group if other != phrase))
        self._same = {phrase: tuple(others) for phrase, others in same.items()}
        self._longest = max((phrase.count(" ") + 1 for phrase in self._same), default=1)
        self._mended: dict[str, str] = {}

    def build(self, text: str) -> tuple[list[str], list[str]]:
        """The terms to look for: a text's own words, and those with their synonyms.

        Both are empty when nothing in the text is worth looking for.
        """
        words = [self._mend(word) for word in fold(text[:LONGEST]).split()]
        own = list(dict.fromkeys(word for word in words if word not in STOP))[:MOST_WORDS]
        others = [other for phrase in self._phrases(words) for other in self._same[phrase]]
        return own, list(dict.fromkeys([*own, *others]))

    def alike(self, text: str) -> list[tuple[str, ...]]:
        """The stem of each word worth looking for, with the stems of single words that mean the same."""
        own = self.build(text)[0]
        groups = ((word, *(other for other in self._same.get(word, ()) if " " not in other)) for word in own)
        return [tuple(dict.fromkeys(map(stem, group))) for group in groups]

    def _phrases(self, words: Sequence[str]) -> list[str]:
        """The phrases with synonyms that occur in a text."""
        sizes = range(1, min(self._longest, len(words)) + 1)
        spans = (" ".join(words[i : i + k]) for k in sizes for i in range(len(words) - k + 1))
        return [span for span in dict.fromkeys(spans) if span in self._same]

    def _mend(self, word: str) -> str:
        """The word, or for one that is neither here nor English the nearest one that is here."""
        if word in self._words or len(word) < 5 or len(word) > 24 or not word.isalpha():
            return word
        if word not in self._mended:
            if len(self._mended) > 20_000:
                self._mended.clear()
            self._mended[word] = word if word in english() else self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str:
        slips = 1 if len(word) < 8 else 2
        near = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=slips, limit=4)
        return next((found for found, _, _ in near if found[0] == word[0]), word)
