"""How an answer from an entry is put: whole, the part that was asked for, or the rest of it the next time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from companion.coaching.memory import Memory
from companion.coaching.voice import Voice
from companion.content import Entry
from companion.text import sentences as sentences_of

_BARE = 3  # words below which a sentence is no more than a yes or a no
_FRESH = 2  # sentences of an entry that come with an answer that was given before
FEW = 3  # sentences of the detail that answer a "why"
KEYS = frozenset("signs nothing again all_said onward once_more".split())


@dataclass(frozen=True)
class Delivery:
    """The words around what an entry says; the entry's own words stay as they were reviewed."""

    voice: Voice

    def part(
        self, entry: Entry, sentences: tuple[str, ...], memory: Memory, why: bool = False
    ) -> tuple[str, Memory]:
        """The sentences that answer a follow-up, or an honest "not in my notes".

        What was said already is left out where there is more; a `why` then has what lies behind it.
        """
        fresh = tuple(line for line in sentences if _once(entry, line) not in memory.said)
        if why and not fresh:
            fresh = _fresh(entry, memory)
        if sentences and not fresh:
            lead, memory = self.voice.say("once_more", memory)
            return f"{lead} {' '.join(sentences)}", memory
        if not fresh:
            return self.voice.say("nothing", memory, title=entry.title)
        memory = _noted(entry, fresh, memory)
        if set(fresh) <= set(entry.get_help):
            lead, memory = self.voice.say("signs", memory)
            return f"{lead}\n" + "\n".join(f"- {line}" for line in fresh), memory
        return " ".join(fresh), memory

    def note(self, entry: Entry, text: str, memory: Memory) -> Memory:
        """The memory that a text in which the entry's lead stands was said, whoever said it."""
        if entry.lead not in text:
            return memory
        return _noted(entry, _sentences(entry.lead), memory.count(f"answer.{entry.id}")[1])

    def told(self, entry: Entry, answer: str | None, memory: Memory) -> bool:
        """Whether the answer to a narrow question, or the lead where that is None, was given before."""
        return (_once(entry, answer) if answer else f"answer.{entry.id}") in memory.said

    def answered(self, entry: Entry, answer: str, memory: Memory) -> Memory:
        """The memory that a narrow answer was given."""
        return memory if self.told(entry, answer, memory) else memory.count(_once(entry, answer))[1]

    def point(self, entry: Entry, answer: str, memory: Memory) -> tuple[str, Memory]:
        """The answer to a narrow question; the second time its first sentence, and what was not said yet."""
        count, memory = memory.count(_once(entry, answer))
        if not count:
            return answer, memory
        lead, memory = self.voice.say("once_more", memory)
        fresh = _fresh(entry, memory, _FRESH) or tuple(
            line for line in (entry.next_step,) if line and _once(entry, line) not in memory.said
        )
        if not fresh:
            return self.voice.say("all_said", memory, title=entry.title)
        memory = _noted(entry, fresh, memory)
        return f"{lead} {_first(answer)}\n\n{' '.join(fresh)}", memory

    def body(self, entry: Entry, memory: Memory) -> tuple[str, str | None, Memory]:
        """The text and the next step: the lead first, the detail when it was said before, then the end."""
        count, memory = memory.count(f"answer.{entry.id}")
        if not count:
            return entry.lead, entry.next_step, _noted(entry, _sentences(entry.lead), memory)
        fresh = _fresh(entry, memory, len(entry.more))
        if count == 1 and fresh:
            lead, memory = self.voice.say("again", memory)
            onward, memory = self.voice.say("onward", memory)
            return f"{lead}\n\n{' '.join(fresh)}", onward, _noted(entry, fresh, memory)
        text, memory = self.voice.say("all_said", memory, title=entry.title)
        return text, None, memory


def _first(answer: str) -> str:
    """The first sentence of an answer, and the next one where that is a bare yes or no."""
    one, *rest = sentences_of(answer)
    return " ".join((one, *rest[:1])) if len(one.split()) < _BARE else one


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(sentences_of(text.replace("\n", " ")))


def _fresh(entry: Entry, memory: Memory, most: int = FEW) -> tuple[str, ...]:
    """The first sentences of the detail that were not said yet."""
    lines = _sentences(entry.more or "")
    return tuple(line for line in lines if _once(entry, line) not in memory.said)[:most]


def _noted(entry: Entry, lines: tuple[str, ...], memory: Memory) -> Memory:
    return replace(memory, said={**memory.said, **{_once(entry, line): 1 for line in lines}})


def _once(entry: Entry, line: str) -> str:
    return f"part.{entry.id}.{line[:40]}"


@cache
def delivery(root: Path) -> Delivery:
    """The project's words, read once. Raises DataError where they are broken."""
    return Delivery(Voice.load(root, "delivery", KEYS))
