"""How the companion explains itself: why it said something, how sure it is, the same in simpler words.

Everything rests on what was really shown last: the triage rule with the person's words, or the entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from companion.coaching.answer.evidence import Evidence
from companion.coaching.memory import Memory
from companion.coaching.voice import Voice
from companion.numbers import Numbers
from companion.reply import LEVELS, Level

if TYPE_CHECKING:
    from companion.content import Entry, Source

NAME = "explain"
_WORDS = 3  # pieces of the person's words that are quoted
_TO_CALL = ("ambulance", "dentist_now", "crisis_line", "poison_line", "safeguarding")
KEYS = frozenset(
    (
        "rule", "rule_no_words", "based", "entry", "sure_rule", "sure_entry", "short", "shorter",
        "grade.strong", "grade.conditional", "grade.good-practice", "grade.none", "grade.weak",
        *(f"level.{level}" for level in LEVELS), *(f"call.{name}" for name in _TO_CALL),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the last answer rested on. `rule`, `why` and `words` are empty for an answer from an entry."""

    entry: Entry | None
    sources: tuple[Source, ...]
    level: Level = "none"
    destination: str | None = None
    rule: str | None = None
    why: str = ""
    words: tuple[str, ...] = ()
    proof: Evidence = field(default_factory=Evidence)  # what the entry says of the proof behind it

    @property
    def cited(self) -> str:
        """Organisations with years, for the middle of a sentence."""
        return ", ".join(dict.fromkeys(f"{one.organisation} ({one.year})" for one in self.sources))


@dataclass(frozen=True)
class Explaining:
    """The wording of content/coaching/explain.yml."""

    voice: Voice
    numbers: Numbers

    def reason(self, shown: Shown, memory: Memory) -> tuple[str, Memory]:
        """Why it was said: the words heard, the rule's reason, and whose rule it is."""
        if not shown.rule:
            assert shown.entry is not None  # one of the two is always there
            text, memory = self.voice.say("entry", memory, title=shown.entry.title)
            return self._cited(text, shown, memory)
        level, memory = self.voice.say(f"level.{shown.level}", memory)
        words = ", ".join(f'"{words}"' for words in shown.words[:_WORDS])
        key = "rule" if words else "rule_no_words"
        text, memory = self.voice.say(key, memory, words=words, why=shown.why, level=level)
        return self._cited(text, shown, memory)

    def sure(self, shown: Shown, memory: Memory) -> tuple[str, Memory]:
        """How sure it is, by the rule's source or by how the source grades its advice."""
        if shown.rule:
            text, memory = self.voice.say("sure_rule", memory)
            return self._cited(text, shown, memory)
        assert shown.entry is not None  # one of the two is always there
        known = shown.entry.grade or ("weak" if shown.proof.weak else "none")
        grade, memory = self.voice.say(f"grade.{known}", memory)
        grade = " ".join((grade, *shown.proof.lines))
        text, memory = self.voice.say("sure_entry", memory, grade=grade)
        return self._cited(text, shown, memory)

    def _cited(self, text: str, shown: Shown, memory: Memory) -> tuple[str, Memory]:
        line, memory = self.voice.say("based", memory, cited=shown.cited)
        return f"{text}\n\n{line}", memory

    def simple(self, shown: Shown, memory: Memory, country: str | None) -> tuple[str | None, Memory]:
        """The same in fewer words; the second time one thing alone; then None: ask which word it was."""
        entry = shown.entry
        count, memory = memory.count(f"{NAME}.told.{shown.rule or ''}.{entry.id if entry else ''}")
        step = (entry.do_now[:1] or (entry.next_step,))[0] if entry else ""
        if count > 1 or (count == 1 and not step):
            return None, memory
        if count == 1:
            return self.voice.say("shorter", memory, step=step)
        if not shown.rule:
            assert entry is not None  # one of the two is always there
            first = entry.lead.replace("\n", " ").split(". ")[0].rstrip(".")
            return self.voice.say("short", memory, text=f"{first}. {entry.next_step}")
        key = (
            f"call.{shown.destination}"
            if shown.level == "emergency" and shown.destination in _TO_CALL
            else f"level.{shown.level}"
        )
        text, memory = self.voice.say(key, memory, **self.numbers.of(country))
        return self.voice.say("short", memory, text=f"{text[0].upper()}{text[1:].rstrip('.')}. {step}")


@cache
def explaining(root: Path) -> Explaining:
    """The project's wording. Raises DataError where it is broken."""
    return Explaining(Voice.load(root, NAME, KEYS), Numbers.load(root))
