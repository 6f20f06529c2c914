"""The visit card: one page a person takes to a dentist, every line in their words or chosen by them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from companion.coaching.memory import FACTS, Memory
from companion.coaching.visit import clue
from companion.coaching.visit.recall import TOLD

# Lines in the order of the card, with the title a dentist and the person read.
LINES = {
    "concern": "What brings me here",
    "about": "Who it is about",
    "since": "Since when",
    "worse": "What makes it worse",
    "better": "What makes it better",
    "medicines": "Medicines and allergies",
    "health": "Health",
    "fears": "What I fear",
    "wishes": "What I would like",
    "anxiety": "How visits feel to me",
}
QUESTIONS = "questions"
QUESTIONS_TITLE = "My questions"
ALWAYS = (
    "What are the benefits of what you suggest?",
    "What are the risks?",
    "What are the other ways?",
    "What happens if we do nothing for now?",
)
NONE = "none that I know of"  # said, which is not the same as left out
_UNDOABLE = "Can it be undone later, and how long does it last?"
_OWN = frozenset(("concern", "since", "worse", "better", "medicines", "health", "fears", "wishes"))
_MEDICINE_FACTS = ("blood-thinner", "bone-medicine")


@dataclass(frozen=True)
class Card:
    """`lines` maps a key of LINES to text; `questions` are what to ask, the person's own first."""

    lines: dict[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()

    def set(self, key: str, text: str) -> Card:
        """With one line changed; an empty text takes it away."""
        rest = {name: value for name, value in self.lines.items() if name != key}
        return replace(self, lines={**rest, key: text} if text else rest)

    def add(self, key: str, text: str) -> Card:
        """With more in a line, joined by a semicolon."""
        old = self.lines.get(key, "")
        old = "" if old == NONE else old
        if not text or text.lower() in old.lower():
            return self
        return self.set(key, text if not old or old.lower() in text.lower() else f"{old}; {text}")

    def read(self, text: str) -> Card:
        """With what a message tells besides what was asked."""
        card = self
        for key, part in (
            ("since", clue.since(text)),
            ("worse", clue.worse(text)),
            ("better", clue.better(text)),
            ("medicines", clue.medicines(text)),
            ("fears", clue.fears(text)),
        ):
            if key not in card.lines or key in ("medicines", "fears"):
                card = card.add(key, part)
        return card

    def ask(self, question: str) -> Card:
        """With one more question of the person's own, first."""
        return replace(self, questions=(question, *(q for q in self.questions if q != question)))

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """(key, title, text) of the lines that have text, in order."""
        return [(key, title, self.lines[key]) for key, title in LINES.items() if self.lines.get(key)]

    @property
    def empty(self) -> bool:
        """Whether nothing was told yet."""
        return not self.lines

    def own(self) -> tuple[str, ...]:
        """Texts that are the person's words, for the guard to leave alone."""
        return (*(self.lines[key] for key in self.lines if key in _OWN), *self.questions)

    def text(self) -> str:
        """Plain text for the chat."""
        rows = [f"- {title}: {quoted(key, text)}" for key, title, text in self.rows]
        asked = [f"  - {question}" for question in self.questions]
        return "\n".join([*rows, *([f"- {QUESTIONS_TITLE}:"] if asked else []), *asked])

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {"lines": dict(self.lines), "questions": list(self.questions)}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Card:
        """The inverse of as_dict."""
        return cls(dict(row["lines"]), tuple(row["questions"]))

    @classmethod
    def of(cls, memory: Memory) -> Card:
        """What the conversation has told so far."""
        card = cls(questions=ALWAYS)
        rows = memory.notes.get(TOLD, ())
        concerns = [row["text"] for row in rows if row["mouth"]]
        if concerns:
            card = card.set("concern", clue.line(max(concerns[-2:], key=len)))
        for row in rows:
            card = card.read(row["text"])
        card = _facts(card, memory)
        if memory.notes.get("anxiety"):
            card = card.set("anxiety", _note(memory.notes["anxiety"]))
        if (memory.notes.get("looks") or {}).get("procedure"):
            card = replace(card, questions=(*card.questions, _UNDOABLE))
        return card


def quoted(key: str, text: str) -> str:
    """A line's text, in quotes where it is the person's words."""
    return f'"{text}"' if key in _OWN else text


def _facts(card: Card, memory: Memory) -> Card:
    others = memory.notes.get("others", ())
    if "under-16" in memory.facts:
        card = card.set("about", "A child or a young person")
    for fact, words in memory.facts.items():
        if fact not in FACTS or fact == "under-16" or fact in others:
            continue
        # "two weeks" alone may be anything: a pregnancy goes on a card when it was named.
        if fact == "pregnant" and not any(
            part in words.lower() for part in ("preg", "expect", "baby", "trimester")
        ):
            continue
        card = card.add("medicines" if fact in _MEDICINE_FACTS else "health", words)
    return card


def _note(note: Any) -> str:
    """The note of the anxiety scale, whatever shape the flow gave it."""
    if isinstance(note, dict):
        return str(
            note.get("note") or note.get("text") or f"dental fear scale: {note.get('score', '?')} of 25"
        )
    return f"dental fear scale: {note} of 25" if isinstance(note, int) else str(note)
