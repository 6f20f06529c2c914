"""A short question that leans on the answer before it: "and for my toddler?", "how long?", "why?".

Alone such a message fits any entry or none. Together with the entry that was just said it has a
meaning: a few kinds of question, each with the words that answer it in the entry itself, or with
another entry that does. Nothing is made up: what is said are sentences of a reviewed entry.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.coaching.said.asking import wants
from companion.content import Entry, Store
from companion.content.query import STOP
from companion.content.words import fold
from companion.errors import DataError
from companion.guard.template import compile_template
from companion.text import lowered
from companion.text import sentences as sentences_of
from companion.yaml import line_of, read_yaml

FILE = Path("content/followups.yml")
ANY = "any"
PARTS = ("get_help", "next_step", "do_now")  # what stands in `finds` beside words: parts of an entry
_SHORT = 6  # words up to which an opening such as "what about" is enough to lean
LONGEST = 12  # words; a longer message says itself what it is about
SAID = 3  # sentences of an entry that are said at once
_IT = ("it", "they", "that", "this", "these", "those", "them", "one", "he", "she", "him", "her", "you")
_STARTS = re.compile(
    r"^(?:(?:ok|okay|right|yes|yeah|but|so|oh|hmm|um|sorry)[, ]+)*"
    r"(?:and|with|what about|how about|even|also|is (?:it|that|this)|are (?:they|those)|does (?:it|that)"
    r"|do they|can (?:it|they|i|you|kids|children)|will (?:it|they)|how (?:long|often|many|much|old|soon)"
    r"|which|what if|what else|at what age|is there|are there|any|for|when|why|where|should i|do i|who)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:and|with|what about|how about|even|also|but|so|ok|for|how (?:long|often|much|many))\b"
)
_POINTS = re.compile(r"\b(?:it|that|this|they|them|these|those|one|ones|he|she)\b")
_FOREIGN = 0.5  # how much of what is named the entry nowhere has, from which it is about something else
_SURE = 0.5  # from which a search with the title of the last answer is believed
# Words that may stand beside the question without making it one about something else.
_FILL = frozenset(
    """
    youre im theyre
    then usually normally exactly really actually bit still again today now roughly about generally always
    work hes shes time times day days week weeks month months year years minute minutes old people person
    matter important use using used need needs option options way lot
    stops stop better start starts teeth tooth mouth gums gum
    """.split()
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_N = rf"(\d+|{'|'.join(_NUMBERS)})"
_AGE = re.compile(rf"\b{_N}[ -]?(?:years?|yrs?|y)?[ -]?(?:old|yo)?\b", re.IGNORECASE)
_RANGES = (
    (re.compile(rf"\bfrom {_N} to {_N}\b", re.IGNORECASE), lambda a, b: (a, b)),
    (re.compile(rf"\bunder (?:the age of )?{_N}\b", re.IGNORECASE), lambda a, b: (0, a - 1)),
    (re.compile(rf"\b(?:from|over|aged) {_N}\b(?! to )", re.IGNORECASE), lambda a, b: (a, 99)),
)


@dataclass(frozen=True)
class Kind:
    """One kind of question: how it sounds, which words answer it, which entry does so better."""

    name: str
    asks: tuple[re.Pattern[str], ...]
    finds: tuple[re.Pattern[str], ...]
    parts: tuple[str, ...]  # of PARTS: where else in an entry an answer may stand
    see: dict[str, str | None]

    def find(self, text: str) -> re.Match[str] | None:
        """Where a message asks this, or None."""
        return next((found for ask in self.asks if (found := ask.search(text))), None)


@dataclass(frozen=True)
class Lean:
    """What a message asks about an answer: sentences of the entry, or of none when it says nothing."""

    entry: str
    kind: str
    sentences: tuple[str, ...] = ()
    whole: bool = False  # another entry, to be said as a whole


@dataclass(frozen=True)
class Followups:
    """The kinds, in the order in which they are tried."""

    kinds: tuple[Kind, ...]

    @classmethod
    def load(cls, root: Path) -> Followups:
        """Raises DataError where a kind lacks a key or a phrase does not compile."""
        path = root / FILE
        kinds = []
        for name, row in read_yaml(path).items():
            try:
                asks = tuple(compile_template(text, {"it": _IT}).pattern for text in row["asks"])
                finds = tuple(re.compile(text, re.IGNORECASE) for text in row["finds"] if text not in PARTS)
                parts = tuple(part for part in PARTS if part in row["finds"])
                kinds.append(Kind(name, asks, finds, parts, dict(row.get("see") or {})))
            except (KeyError, TypeError, AttributeError, ValueError, re.error) as error:
                raise DataError(
                    f"{path}:{line_of(path, f'{name}:')}",
                    f"{name} needs asks and finds ({error})",
                    "compare with the kinds above it",
                ) from error
        return cls(tuple(kinds))

    def lean(self, text: str, entry: Entry, store: Store, alone: float = 0.0) -> Lean | None:
        """What `text` asks about `entry`, or None when it does not lean on it.

        `alone` is how sure the store is of an entry for the text by itself.
        """
        said = lowered(text)
        if len(said.split()) > LONGEST:
            return None
        found = [(kind, match) for kind in self.kinds if (match := kind.find(said))]
        if not found and store.lacks(said, entry.id) >= _FOREIGN:
            return None
        points = bool(_POINTS.search(said))
        rest = said
        for _, match in found:
            rest = rest.replace(match.group(), " ")
        rest = rest.replace("'", "")
        subject = [word for word in fold(rest).split() if word not in STOP and word not in _FILL]
        own = set(fold(f"{entry.title} {' '.join(entry.questions)}").split())
        foreign = [word for word in subject if not {word, word.rstrip("s")} & own]
        if subject and alone >= (0.5 if foreign else 0.8) and not (points and not foreign):
            return None
        if alone >= 0.8 and not points and not _OPENS.search(said):
            return None
        if found and (not foreign or _STARTS.search(said)):
            answers = [self._answer(kind, said, entry, store) for kind, _ in found]
            return next((lean for lean in answers if lean.sentences or lean.whole), answers[0])
        short = len(said.split()) <= _SHORT and bool(_STARTS.search(said))
        asks = points and wants(text)  # "he wont go to school tomorrow" asks for no other entry
        return self._together(said, entry, store) if (asks or short) and alone < 0.5 else None

    def _answer(self, kind: Kind, said: str, entry: Entry, store: Store) -> Lean:
        mapped = entry.id in kind.see or entry.topic in kind.see
        other = kind.see.get(entry.id, kind.see.get(entry.topic)) if mapped else kind.see.get(ANY)
        if other == entry.id:
            other = None
        here = () if mapped and other else sentences(entry, kind, said)
        if here or not other:
            return Lean(entry.id, kind.name, here)
        return Lean(other, kind.name, whole=True)

    def _together(self, said: str, entry: Entry, store: Store) -> Lean | None:
        """The entry that fits the message and the title of the last answer taken together."""
        hits = store.search(f"{said} {entry.title}", limit=1)
        if hits and hits[0].score >= _SURE and hits[0].entry_id != entry.id:
            return Lean(hits[0].entry_id, "together", whole=True)
        return Lean(entry.id, "together") if _STARTS.search(said) else None


def sentences(entry: Entry, kind: Kind, said: str) -> tuple[str, ...]:
    """The sentences of an entry that answer a kind of question, in the order they stand there."""
    lines = _lines(entry)
    if kind.name == "child" and (age := _age(said)) is not None:
        fitting = [line for line in lines if _covers(line, age)]
        if fitting:
            return tuple(fitting[:SAID])
    picked = _held(kind, lines)
    if not picked and "get_help" in kind.parts:
        picked = _held(kind, list(entry.get_help)) or list(entry.get_help)
    if not picked and "do_now" in kind.parts:
        picked = list(entry.do_now)
    if not picked and "next_step" in kind.parts:
        picked = [entry.next_step]
    return tuple(picked[:SAID])


def _held(kind: Kind, lines: list[str]) -> list[str]:
    """The lines that the best patterns of a kind find, in the order they stand there."""
    picked: list[str] = []
    for pattern in kind.finds:
        picked += [line for line in lines if pattern.search(line) and line not in picked]
        if len(picked) >= SAID:
            break
    return [line for line in lines if line in picked[:SAID]]


def _lines(entry: Entry) -> list[str]:
    whole = " ".join(part for part in (entry.lead, entry.more) if part)
    return sentences_of(whole)


def _age(said: str) -> int | None:
    found = _AGE.search(said)
    return _number(found[1]) if found and "old" in said else None


def _covers(line: str, age: int) -> bool:
    for pattern, span in _RANGES:
        for match in pattern.finditer(line):
            numbers = [_number(part) for part in match.groups()]
            low, high = span(numbers[0], numbers[-1])
            if low <= age <= high:
                return True
            break
    return False


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


@cache
def followups(root: Path) -> Followups:
    """The project's kinds, read once."""
    return Followups.load(root)
