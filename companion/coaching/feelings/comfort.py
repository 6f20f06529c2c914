"""Comfort: the words of the talk about feelings. What was told goes before what is general, each once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.coaching.feelings.felt import FEELS, felt_word
from companion.coaching.feelings.moment import TOLD, Moments, moments
from companion.coaching.feelings.reflection import reflections
from companion.coaching.feelings.theme import themes
from companion.coaching.memory import Memory
from companion.coaching.said.mirror import mirror
from companion.coaching.voice import Voice
from companion.text import plain

NAME = "feelings"
_PARTS = ("hear", "ask", "stay", "step")
_SHARED = (
    "to_child to_other offer human taken "
    "listen quiet no_words door better later words tonight own mine heard cannot_know thanked "
    "own_words mirrored mirrored_hard with_you rated_low rated_high felt felt_glad"
).split()


@dataclass(frozen=True)
class Comfort:
    """The wordings of content/coaching/feelings.yml, and the moments' own."""

    voice: Voice
    moments: Moments
    root: Path

    @classmethod
    def load(cls, root: Path) -> Comfort:
        """Raises DataError where a theme has no wording."""
        known = themes(root).all
        keys = {f"{theme.name}.{part}" for theme in known for part in _PARTS}
        keys |= {f"{theme.name}.words" for theme in known if "worded" in theme.marks}
        return cls(Voice.load(root, NAME, frozenset((*keys, *_SHARED))), moments(root), root)

    def fresh(self, memory: Memory, *keys: str) -> tuple[str, Memory]:
        """A wording of the first key that has one left, so that nothing is said twice."""
        for key in keys:
            if self.voice.left(key, memory):
                return self.voice.say(key, memory)
        return self.voice.say(keys[-1], memory)

    def line(self, text: str, memory: Memory, *keys: str) -> tuple[str, Memory]:
        """What is given back: the moment told of, else the first of `keys` with a wording left."""
        found = self.moments.named(text)
        line, memory = self.moments.line(found, memory)
        if line is None:
            return self.fresh(memory, *keys)
        told = next(one for one in found if line in one.says)
        return line, memory if told.meta else memory.note(**{TOLD: told.name})

    def also(self, text: str, memory: Memory) -> tuple[str, Memory]:
        """Half a line for the second moment of a message that tells of two."""
        found = self.moments.named(text)
        others = tuple(one for one in found[1:] if one.opens and one.pattern and one.theme != found[0].theme)
        line, memory = self.moments.line(others[:1], memory)
        return (f"{line.split('. ')[0].rstrip('.')}." if line else ""), memory

    def own(self, memory: Memory, part: str, *keys: str) -> tuple[str, Memory]:
        """What fits the moment that was told of last, else a wording of `keys`."""
        text, memory = self.moments.own(part, memory)
        return (text, memory) if text else self.fresh(memory, *keys)

    def reflected(self, feeling: str | None, text: str, memory: Memory) -> tuple[str, Memory]:
        """What is felt and what it is about; empty where no word of the message says so."""
        if not FEELS.search(plain(text)):
            return "", memory
        line, memory = reflections(self.root).pick(feeling, text, memory)
        return line or "", memory

    def back(self, text: str, memory: Memory, told: bool = True) -> tuple[str, Memory]:
        """The feeling in their own word, else what they `told`; empty where a moment has a line."""
        if self.moments.named(text):
            return "", memory
        felt, said = felt_word(self.root, text), mirror(text) if told else None
        if felt and not (said and felt.word in said.words):
            key = "felt_glad" if felt.glad else "felt"
            return self.voice.say(key, memory, **felt.values)
        if not said:
            return "", memory
        return self.voice.say("mirrored_hard" if said.hard else "mirrored", memory, **said.values)
