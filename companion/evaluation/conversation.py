"""What the whole companion makes of messages that each open a conversation of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from companion.evaluation.part import Progress
from companion.reply import Turn

if TYPE_CHECKING:
    from companion.engine import Companion

# How the companion says that a message is not for it, or that it made nothing of it.
ELSEWHERE = frozenset({"out_of_scope", "gibberish", "other_language", "nlu_fallback"})
COUNTRY = "GB"


@dataclass(frozen=True)
class Heard:
    """A message, what it was taken for, and the entries it led to.

    `answered` is the entry it was answered with, if any; `offered` are those among its buttons.
    """

    text: str
    intent: str
    level: str
    answered: str | None
    offered: tuple[str, ...]

    @property
    def on_mouths(self) -> bool:
        """Whether it was answered as a matter of teeth, gums and dental visits."""
        return bool(self.answered or self.offered) or self.level != "none"

    @property
    def refused(self) -> bool:
        """Whether it was turned away."""
        return self.intent in ELSEWHERE and not self.on_mouths


def hear(
    companion: Companion, titles: Mapping[str, str], texts: Sequence[str], progress: Progress, stage: str
) -> list[Heard]:
    """Say each text to the companion; `titles` maps the title of every entry to its id."""
    found = []
    for done, text in enumerate(texts, 1):
        name = f"evaluation-{stage}-{done}"
        replies = companion.reply(Turn(text, name, COUNTRY, user=name))
        trace = companion.last(name)
        companion.forget(name)
        answered = next((reply.entry for reply in replies if reply.entry), None)
        buttons = [title for reply in replies for title in reply.buttons]
        offered = tuple(titles[title] for title in buttons if title in titles)
        found.append(Heard(text, trace.intent or "none", trace.level, answered, offered))
        progress(stage, done, len(texts))
    return found
