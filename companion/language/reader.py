"""The language pipeline: spaCy's English tokenizer and three components of our own.

tokenizer > words (keys, sentences, chunks) > findings (marks of the lexicon) > context
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from companion.errors import DataError
from companion.language import slim  # noqa: F401  before spaCy
from companion.language.context import place
from companion.language.frame import Cues
from companion.language.gist import Gist, read_courtesies
from companion.language.lexicon import MEASURED, Idea, read_lexicon
from companion.language.mark import Mark
from companion.language.measure import ages, bygone_years, durations
from companion.language.phrases import Matcher
from companion.language.spelling import Speller
from companion.language.words import WordReader, Words
from companion.yaml import line_of, read_mapping

import spacy  # isort: skip
from spacy.language import Language  # isort: skip
from spacy.tokens import Doc  # isort: skip

CONTEXT = "context"
FIGURATIVE = "figurative"
PIECE = 1_000  # characters read at once
_LASTING = ((3.0, "lasting-days"), (14.0, "lasting-2-weeks"), (21.0, "lasting-3-weeks"))
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "“": '"', "”": '"'})


class LanguageReader:
    """Reads messages with one lexicon. Safe to share between threads once built."""

    def __init__(self, root: Path) -> None:
        """Raises DataError when the lexicon is broken."""
        self.ideas = read_lexicon(root)
        speller = Speller(_plain_words(self.ideas.values()), _slang(root))
        self.gist = Gist(read_courtesies(root), speller)
        try:
            matcher = Matcher(self.ideas, speller.key)
        except ValueError as error:
            where, _, what = str(error).partition(": ")
            raise DataError(where, what, "see docs/triage.md for the notation") from error
        words = WordReader(self.ideas, speller)
        natures = {idea.name: idea.nature for idea in self.ideas.values()} | dict.fromkeys(MEASURED, "trait")
        self._nlp = spacy.blank("en")

        @Language.component("companion_words")
        def read_words(doc: Doc) -> Doc:
            doc.user_data["words"] = words.read(doc)
            return doc

        @Language.component("companion_findings")
        def find(doc: Doc) -> Doc:
            read: Words = doc.user_data["words"]
            doc.user_data["found"] = [
                *_phrases(read, matcher.find(read.keys, read.sentence)),
                *_measures(read),
            ]
            return doc

        @Language.component("companion_context")
        def put_in_context(doc: Doc) -> Doc:
            findings, cues = self._split(doc.user_data["found"])
            placed = place(doc.user_data["words"], findings, cues, natures)
            doc.user_data["marks"] = [*placed, *(replace(marks[0], state="cue") for marks in cues.values())]
            return doc

        for name in ("companion_words", "companion_findings", "companion_context"):
            self._nlp.add_pipe(name)

    def read(self, text: str) -> tuple[Mark, ...]:
        """The marks of one message, in the order of the text.

        A long message is read in pieces that end with a sentence, so that its cost grows with its
        length and no faster; context does not reach from one piece into the next.
        """
        clean = text.translate(_APOSTROPHES)
        clean = clean.lower() if clean.isupper() else clean
        marks: list[Mark] = []
        sentences = words = 0
        known: dict[str, Doc] = {}  # a text that repeats itself is read once
        for piece in _pieces(clean):
            doc = known[piece] = known.get(piece) or self._nlp(piece)
            marks += [_moved(mark, sentences, words) for mark in doc.user_data["marks"]]
            read: Words = doc.user_data["words"]
            words += len(read.norms)
            sentences += read.sentence[-1] + 1 if read.norms else 0
        return tuple(marks)

    def _split(self, marks: list[Mark]) -> tuple[list[Mark], Cues]:
        cues: Cues = {}
        figures = [m for m in marks if self._group(m) == FIGURATIVE]
        cues.update({figure.idea: [figure] for figure in figures})
        denials = [m for m in marks if m.state == "negated"]
        findings = []
        for mark in marks:
            group = self._group(mark)
            if group == FIGURATIVE or any(_masks(figure, mark, group) for figure in figures):
                continue
            if mark.holds and any(d.idea == mark.idea and _covers(d, mark) for d in denials):
                continue
            if group == CONTEXT:
                cues.setdefault(mark.idea, []).append(mark)
            else:
                findings.append(mark)
        findings.sort(key=lambda m: (m.start, m.end))
        return findings, cues

    def _group(self, mark: Mark) -> str:
        idea = self.ideas.get(mark.idea)
        return idea.group if idea else ""


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of at most PIECE characters, cut after a sentence or else between words."""
    while len(text) > PIECE:
        ends = [text.rfind(mark, PIECE // 2, PIECE) for mark in (". ", "? ", "! ", "\n")]
        cut = max(ends) + 1 or text.rfind(" ", PIECE // 2, PIECE) + 1 or PIECE
        yield text[:cut]
        text = text[cut:]
    yield text


def _moved(mark: Mark, sentences: int, words: int) -> Mark:
    """A mark of a later piece, numbered from the start of the message."""
    if not words:
        return mark
    return Mark(
        mark.idea, mark.words, mark.sentence + sentences, mark.start + words, mark.end + words, mark.state
    )


def _masks(figure: Mark, mark: Mark, group: str) -> bool:
    """A figure of speech hides what it covers, and words of harm that it touches, unless they
    say clearly more ("he says if I tell he will" before "kill me")."""
    if group == "harm" and figure.start < mark.end and mark.start < figure.end:
        longer = (mark.end - mark.start) - (figure.end - figure.start)
        return longer < 3
    return _covers(figure, mark)


def _covers(one: Mark, other: Mark) -> bool:
    return one.start <= other.start and other.end <= one.end


def _plain_words(ideas: Iterable[Idea]) -> list[str]:
    texts = (text for idea in ideas for text in (*idea.words, *idea.phrases, *idea.denials))
    return [word for text in texts for word in text.replace("(", " ").replace(")", " ").replace("|", " ")
            .replace("[", " ").replace("]", " ").split() if word.isalpha()]  # fmt: skip


def _phrases(words: Words, found: Iterable[tuple[str, int, int]]) -> Iterable[Mark]:
    for label, start, end in found:
        denied = label.startswith("-")
        yield Mark(
            label[1:] if denied else label,
            words.phrase(start, end),
            words.sentence[start],
            start,
            end,
            "negated" if denied else "present",
        )


def _measures(words: Words) -> Iterable[Mark]:
    if not words.norms:
        return
    text = words.text.lower()
    for days, start, end in durations(text):
        for least, idea in _LASTING:
            if days >= least:
                yield _measured(words, idea, start, end)
    for start, end in bygone_years(text, date.today().year):
        yield _measured(words, "past", start, end)
    for years, start, end in ages(text):
        if years < 16:
            yield _measured(words, "under-16", start, end)
        if years < 6:
            yield _measured(words, "milk-tooth-age", start, end)
        elif years < 100:
            yield _measured(words, "adult-tooth-age", start, end)


def _measured(words: Words, idea: str, start: int, end: int) -> Mark:
    first = words.at(start)
    last = max(words.at(end - 1), first)
    return Mark(idea, words.text[start:end], words.sentence[first], first, last + 1)


def _slang(root: Path) -> dict[str, str]:
    """What short and slangy words stand for. Raises DataError where YAML reads `no` as a truth value."""
    path = root / "content/lexicon/spelling.yaml"
    slang: dict[str, str] = read_mapping(path, allowed={"slang"})["slang"]
    for word, meant in slang.items():
        if not isinstance(word, str) or not isinstance(meant, str):
            where = f"{path}:{line_of(path, f'{word}:')}"
            raise DataError(where, f"{word}: {meant} is not read as text", "put it in quotation marks")
    return slang
