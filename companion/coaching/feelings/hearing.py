"""Hearing: what a message in the talk about feelings is about, and what it asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from companion.coaching.feelings import said
from companion.coaching.feelings.felt import felt_word
from companion.coaching.feelings.moment import Moments, moments
from companion.coaching.feelings.theme import GENERAL, Theme, Themes, themes
from companion.coaching.memory import Memory
from companion.coaching.session.offering import offered
from companion.coaching.session.own import words_of

NOTE = "feelings"  # memory.notes: {"themes": [...]}
_HEDGE = re.compile(r"\b(?:maybe|perhaps|hm+|i suppose|i guess)\b[ ,.]*", re.IGNORECASE)


@dataclass(frozen=True)
class Hearing:
    """Reads one message."""

    themes: Themes
    moments: Moments
    root: Path

    @classmethod
    def load(cls, root: Path) -> Hearing:
        """Raises DataError where a theme or a moment is broken."""
        return cls(themes(root), moments(root), root)

    def named(self, text: str) -> Theme:
        """The theme that the words of a message tell."""
        told = next((one.theme for one in self.moments.named(text) if one.theme), None)
        return self.themes.called(told) if told else self.themes.of(text, None)

    def first(self, text: str, feeling: str | None, memory: Memory) -> Theme:
        """The theme of a first message, else the one of before where it names none."""
        named = self.named(text)
        theme = named if named.name != GENERAL else self.themes.of(text, feeling)
        felt = felt_word(self.root, text)
        if felt and not felt.glad and named.name == GENERAL:
            said_so = self.themes.of(felt.word, None)  # what they name themselves goes before any guess
            theme = said_so if said_so.name != GENERAL else theme
        before = before_now(memory)
        unnamed = named.name == GENERAL or theme.name in (GENERAL, "tired")
        return self.themes.called(before[-1]) if before and unnamed else theme

    def wants(self, text: str) -> str | None:
        """Whether words to say ("words") or something to do ("step") is asked for."""
        found = self.moments.named(text)
        if said.wants_words(text):
            return "words"
        if any(one.answers for one in found):
            return None
        return "step" if said.lost(text) else next((one.wants for one in found if one.wants), None)


def before_now(memory: Memory) -> list[str]:
    """The names of the themes that were talked about, in the order they came."""
    names: list[str] = memory.notes.get(NOTE, {}).get("themes", [])
    return names


def seen(memory: Memory, theme: Theme) -> Memory:
    """The memory with a theme among those."""
    return memory.note(**{NOTE: {"themes": [*dict.fromkeys((*before_now(memory), theme.name))]}})


def offers(text: str) -> bool:
    """Whether a message offers a step of their own."""
    return bool(offered(text).step)


def step_of(text: str) -> str:
    """That step with its moment, in their words; else what they said, without hedges."""
    found = offered(text)
    return ", ".join(part for part in (found.step, found.cue) if part) or words_of(_HEDGE.sub(" ", text))
