"""Asked for a guarantee, a brand, a clinic or a price: no, with something more useful instead."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.voice import Voice
from companion.reply import Reply

# What is asked about: the entry that helps, and suggestions from there.
ENTRIES = {
    "guarantee_looks": "adverts-and-guarantees",
    "guarantee_pain": "dental-fear",
    "guarantee_serious": "dental-check-up",
    "guarantee_habit": "how-often-to-brush",
    "guarantee_any": "consent-and-choice",
    "recommend_paste": "fluoride-toothpaste",
    "recommend_brush": "toothbrush-choice",
    "recommend_rinse": "mouthwash",
    "recommend_between": "interdental-cleaning",
    "recommend_whitening": "whitening-safe-routes",
    "recommend_aligners": "clear-aligners",
    "recommend_person": "check-a-dentist-is-registered",
    "recommend_price": "low-cost-care",
    "recommend_any": "questions-to-ask",
}
REGISTER = {"title": "How do I check the register?", "entry": "check-a-dentist-is-registered"}
LOW_COST = {"title": "How can care cost less?", "entry": "low-cost-care"}
QUESTIONS = {"title": "What can I ask a dentist?", "entry": "questions-to-ask"}
MORE = {"title": "Tell me more", "intent": "ask_more"}


@dataclass(frozen=True)
class Promises:
    """Says no to promises and promotion, in new words each time."""

    voice: Voice

    @classmethod
    def load(cls, root: Path) -> Promises:
        """Raises DataError where the wording file is broken."""
        return cls(Voice.load(root, "promises", frozenset(ENTRIES)))

    def words(self, intent: str, wish: Wish, memory: Memory) -> tuple[str, str, Memory]:
        """The sentences, the entry that goes with them, and the memory of having said them."""
        key = _guarantee(wish) if intent == "ask_guarantee" else f"recommend_{wish.product or 'any'}"
        text, memory = self.voice.say(key, memory)
        return text, ENTRIES[key], memory

    def reply(self, intent: str, wish: Wish, memory: Memory) -> tuple[Reply, Memory]:
        """A reply that stands alone, outside any conversation about looks."""
        text, entry, memory = self.words(intent, wish, memory)
        choices = (MORE, QUESTIONS, REGISTER, *((LOW_COST,) if wish.product == "price" else ()))
        buttons = tuple(choice["title"] for choice in choices)
        return Reply(text, buttons, entry=entry, kind="boundary", data={"choices": choices}), memory


def _guarantee(wish: Wish) -> str:
    if wish.names_one:
        return "guarantee_looks"
    return f"guarantee_{wish.promise or ('looks' if wish.procedures else 'any')}"
