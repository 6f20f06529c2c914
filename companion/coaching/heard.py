"""Heard: one message as a guided conversation sees it, and whether it is put as a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from companion.reply import Level
from companion.text import sentences

if TYPE_CHECKING:
    from companion.triage.case import Finding

BRIEF = 40  # words of an answer that is given within a talk
SURE = 0.5  # confidence from which an intent that interrupts is believed
_NUMBER = re.compile(r"\b(10|\d)\b(?!\s*%)")
NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
_YES = frozenset(
    "yes yeah yep yup ok okay sure please y aye fine definitely absolutely right correct".split()
)
_NO = frozenset("no nope nah n not never".split())
_ASKS = re.compile(
    r"\?\s*$|(?:^|[.!?;] )(?:(?:so|ok|well|and|but|please) )*"
    # "what helped was ..." tells something.
    r"(?!what (?:really |usually )?(?:i|we|he|she|got|stops|helps|works|keeps|worries"
    r"|\w+ed)\b[^?.]*\b(?:is|was|were)\b)"
    r"(?:what|why|how|where|who|which"
    r"|when(?= (?:should|do|does|did|can|could|is|are|was|were|will|would|shall|may|might|am|have|has"
    r"|best|to)\b)"
    r"|can(?!['\u2019]t)|could|is|are|do"
    r"|does"
    r"|did|will|should|would|am)\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a text is put as a question."""
    return bool(_ASKS.search(text.strip()))


@dataclass(frozen=True)
class Hint:
    """What may help with a message where nothing is sure: words of an entry, and the chance that they do."""

    text: str
    entry: str
    chance: float


@dataclass(frozen=True)
class Heard:
    """One message as the flow sees it. `feeling` and `ideas` as found by language and triage.

    The last ones are what actions know beyond the message: the level of the conversation, the newest
    finding and all rules of this turn, the ideas told and denied so far, and the short answer to a
    side question with its entry, where the store is sure of one.
    """

    text: str
    intent: str | None = None
    confidence: float = 0.0
    ideas: frozenset[str] = frozenset()
    feeling: str | None = None
    country: str | None = None
    leans: bool = False  # read as a question on the last answer, for want of anything better
    chosen: bool = False  # a button that leads somewhere of its own
    user: str = "local"  # whose message it is: the one person at this computer, or a server's key
    level: Level = "none"
    finding: Finding | None = None
    rules: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    answer: str | None = None
    entry: str | None = None
    answered: str = ""  # id of the entry that was answered last
    about: str = ""  # its title
    pointed: float = 0.0  # chance that it asks for a point of an entry
    known: bool = False  # whether the store knows an answer to the message
    score: float = 0.0  # how sure the store is of the entry that fits best
    next: str = ""  # the next step of the entry answered last
    hint: Hint | None = None

    @property
    def brief(self) -> str:
        """The first sentences of `answer` on one line, as many as are BRIEF words; empty without one."""
        return brief(self.answer or "")

    @property
    def help(self) -> tuple[str, str | None]:
        """The short answer, or else the hint, and the entry it rests on; empty without either."""
        if self.answer or self.hint is None:
            return self.brief, self.entry
        return self.hint.text, self.hint.entry

    @property
    def number(self) -> int | None:
        """A whole number from 0 to 10 in the message, or None."""
        found = _NUMBER.search(self.text)
        if found:
            return int(found[1])
        return next((NUMBERS[word] for word in self.words if word in NUMBERS), None)

    @property
    def words(self) -> list[str]:
        """The words in lower case, without punctuation."""
        return re.findall(r"[a-z0-9']+", self.text.lower())

    @property
    def yes(self) -> bool:
        """Whether the message agrees."""
        turned = "but" in self.words[1:3]
        return self._sure("affirm") or bool(self.words and self.words[0] in _YES and not turned)

    @property
    def no(self) -> bool:
        """Whether the message declines or denies."""
        return self._sure("deny") or bool(self.words and self.words[0] in _NO)

    def _sure(self, intent: str) -> bool:
        return self.intent == intent and not 0 < self.confidence < SURE

    @property
    def asks(self) -> bool:
        """Whether the message is put as a question."""
        return asks(self.text)

    @property
    def unsure(self) -> bool:
        """Whether the person does not know."""
        return self.intent == "be_unsure" or "not sure" in self.text.lower()


def brief(text: str) -> str:
    """The first sentences of a text on one line, as many as are BRIEF words and one at least."""
    told = sentences(text)
    words = accumulate(len(sentence.split()) for sentence in told)
    return " ".join(
        one for at, (one, long) in enumerate(zip(told, words, strict=True)) if not at or long <= BRIEF
    )
