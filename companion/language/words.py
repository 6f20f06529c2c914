"""Words of a message as the matcher sees them: keys, sentence, chunk, place in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from companion.language.lexicon import Idea
from companion.language.spelling import Speller

_END = re.compile(r"[.?!\n…]")
_SKIP = re.compile(r"^[\W_]+$")
_SUBJECTS = frozenset("i it its my he she they his her there this that the we you your our im ive a".split())
_BREAKS = frozenset(
    "but however although though except because cos since so then now until till whereas while yet"
    " cuz".split()
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "couple": 2, "few": 3, "several": 4}
AT_LEAST = (3, 5, 7, 9, 13)


@dataclass(frozen=True)
class Words:
    """Parallel lists, one item a word; punctuation is left out but shapes sentence and chunk.

    A chunk is a stretch within which a "no" or "last year" reaches: it ends at a sentence end,
    at "but", "because", "now" and the like, and where a comma or "and" starts a new subject.
    """

    text: str
    norms: list[str]
    keys: list[tuple[str, ...]]
    sentence: list[int]
    chunk: list[int]
    offsets: list[tuple[int, int]]
    questions: set[int]  # numbers of the sentences that end with a question mark

    def phrase(self, start: int, end: int) -> str:
        """The person's own words from word `start` to before word `end`."""
        return self.text[self.offsets[start][0] : self.offsets[end - 1][1]]

    def at(self, offset: int) -> int:
        """The index of the word at or after a character offset."""
        for index, (_, end) in enumerate(self.offsets):
            if end > offset:
                return index
        return max(0, len(self.offsets) - 1)


class WordReader:
    """Turns a tokenised spaCy Doc into Words."""

    def __init__(self, ideas: Mapping[str, Idea], speller: Speller) -> None:
        self._speller = speller
        self._classes: dict[str, tuple[str, ...]] = {}
        for idea in ideas.values():
            for word in idea.words:
                key = speller.key(word)
                self._classes[key] = (*self._classes.get(key, ()), f"<{idea.name}>")
        self._keys: dict[str, tuple[str, ...]] = {}

    def read(self, doc: Doc) -> Words:
        """One pass over the tokens."""
        words = Words(doc.text, [], [], [], [], [], set())
        sentence = chunk = 0
        pending_end = pending_comma = False
        for token in doc:
            text = token.text
            if _SKIP.match(text) or token.is_space:
                dash = text in ("-", "--", "—", "–") and bool(token.whitespace_)
                pending_end = pending_end or dash or bool(_END.search(text))
                pending_comma = pending_comma or text in ",;:()/"
                if "?" in text:
                    words.questions.add(sentence)
                continue
            norm = token.norm_ if token.norm_ != "'s" else "s"
            if pending_end and words.norms:
                sentence, chunk = sentence + 1, chunk + 1
            elif _breaks(norm, words.norms, pending_comma):
                chunk += 1
            pending_end = pending_comma = False
            words.norms.append(norm)
            words.keys.append(self._key(norm))
            words.sentence.append(sentence)
            words.chunk.append(chunk)
            words.offsets.append((token.idx, token.idx + len(text)))
            if _END.search(text) and text[-1] in ".?!":
                pending_end = len(text) > 3
        return words

    def _key(self, norm: str) -> tuple[str, ...]:
        found = self._keys.get(norm)
        if found is None:
            key = self._speller.key(norm)
            found = (key, *self._classes.get(key, ()), *_number_keys(norm))
            if len(self._keys) < 50_000:
                self._keys[norm] = found
        return found


def _breaks(norm: str, before: list[str], comma: bool) -> bool:
    if norm in _BREAKS:
        return True
    joined = comma or (bool(before) and before[-1] in ("and", "plus", "&"))
    return joined and (norm in _SUBJECTS or (comma and (norm in ("just", "only") or norm.isdigit())))


def number(word: str) -> int | None:
    """The value of a number in digits or words, or None."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 6 else None
    return _NUMBERS.get(word)


def _number_keys(norm: str) -> tuple[str, ...]:
    value = number(norm)
    if value is None:
        return ()
    return ("<number>", *(f"<{least}-or-more>" for least in AT_LEAST if value >= least))
