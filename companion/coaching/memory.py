"""What the companion remembers within a conversation: what was told, and what it has said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from companion.language.mark import Mark

# Ideas of the lexicon that are worth remembering, with the words to use for them.
FACTS = {
    "pregnant": "you are pregnant",
    "under-16": "this is about a child",
    "diabetes": "diabetes",
    "blood-thinner": "a blood thinner",
    "weak-immunity": "weak immunity",
    "heart-valve": "a heart valve problem",
    "bone-medicine": "a bone medicine",
    "radiotherapy": "past radiotherapy",
}

_OTHER = re.compile(
    r"\b(?:my|our) (?:wife|husband|partner|mum|mom|mother|dad|father|nan|gran\w*|friend|girlfriend|boyfriend"
    r"|sister|brother|daughter|son|kid|child|uncle|aunt\w*|colleague)\b|\b(?:she|he)(?:'s| is| has| takes)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Memory:
    """Plain data, kept in a slot. Nothing in it outlives the conversation without consent.

    facts     idea to the person's own words ("diabetes": "type 2")
    feelings  in the order they were heard
    notes     what flows learned: habits, goals, plan, fears, worries
    said      wording key to how often it was used, so that nothing is said twice alike
    """

    facts: dict[str, str] = field(default_factory=dict)
    feelings: tuple[str, ...] = ()
    notes: dict[str, Any] = field(default_factory=dict)
    said: dict[str, int] = field(default_factory=dict)

    def hear(self, marks: Iterable[Mark], feeling: str | None = None, text: str = "") -> Memory:
        """With what a message told.

        `notes["others"]` lists the facts told of someone else, `notes["denied"]` the ideas that the
        person said are not so.
        """
        marks = tuple(marks)
        holding = {mark.idea for mark in marks if mark.holds}
        no = {mark.idea for mark in marks if mark.state == "negated"}
        denied = sorted(({*self.notes.get("denied", ())} | no) - holding)
        new = {mark.idea: mark.words for mark in marks if mark.idea in FACTS and mark.holds}
        gone = {mark.idea for mark in marks if mark.idea in FACTS and mark.state == "negated"} - set(new)
        facts = {idea: words for idea, words in self.facts.items() if idea not in gone}
        feelings = (
            (*self.feelings, feeling) if feeling and feeling not in self.feelings[-1:] else self.feelings
        )
        others = {*self.notes.get("others", ())} - {*new} | ({*new} if _OTHER.search(text) else set())
        heard = replace(self, facts={**facts, **new}, feelings=feelings)
        return heard.note(others=sorted(others) or None, denied=denied or None)

    def note(self, **notes: Any) -> Memory:
        """With notes added; a None takes a note away."""
        merged = {**self.notes, **notes}
        return replace(self, notes={key: value for key, value in merged.items() if value is not None})

    def count(self, where: str) -> tuple[int, Memory]:
        """How often the wording at `where` was used before, and the memory with one use more."""
        before = self.said.get(where, 0)
        return before, replace(self, said={**self.said, where: before + 1})

    def turn(self, where: str, wordings: Sequence[str]) -> tuple[str, Memory]:
        """The wording whose turn it is, so that all are used alike, and the memory that it was used."""
        count, memory = self.count(where)
        return wordings[count % len(wordings)], memory

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {**vars(self), "feelings": list(self.feelings)}

    @classmethod
    def from_dict(cls, row: dict[str, Any] | None) -> Memory:
        """The inverse of as_dict; None gives an empty memory."""
        return cls(**{**row, "feelings": tuple(row["feelings"])}) if row else cls()
