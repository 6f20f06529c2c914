"""When a person presses on after the facts: kind and firm, in new words, always with a way on."""

from __future__ import annotations

from dataclasses import dataclass

from companion.coaching.heard import Heard
from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.telling import NOTES, Said, Telling, is_young, stands_on
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory

# Kinds that are pressing even when the intent is heard as something else.
_CLEAR = frozenset("where how plain preachy leave risks decided mine bargain distrust cost video".split())
# Once young, "my choice" and "everyone" are met as a matter of age.
_ABOUT_AGE = frozenset(
    ("everyone", "decided", "mine", "yes", "risks", "any", "not_enough", "bargain", "video")
)
SURE = 0.45  # confidence from which the intent alone is pressing, with no words for it
_TENDER = frozenset(("sadness", "shame", "worry", "fear"))
_ENTRIES = {
    "where": "check-a-dentist-is-registered",
    "cost": "low-cost-care",
    "distrust": "second-opinion",
    "leave": "check-a-dentist-is-registered",
    "not_enough": "reversible-first",
}
# Who presses like this has weighed it: no milder way is put before them unasked.
_RESPECTED = frozenset(("plain", "preachy", "risks", "decided", "mine"))
OFTEN = 4  # from then on the reply ends the conversation, with the door open


@dataclass(frozen=True)
class Pressing:
    """Counts how often somebody pressed, and answers."""

    telling: Telling

    def kind(self, wish: Wish, heard: Heard, memory: Memory) -> str | None:
        """How the message presses, or None when it does not."""
        insists = heard.intent == "insist_procedure" and heard.confidence >= SURE
        if heard.feeling in _TENDER and not insists:
            return None
        if insists:
            return wish.press or "any"
        return wish.press if wish.press in _CLEAR else None

    def say(self, kind: str, procedure: Procedure, memory: Memory) -> tuple[Said, bool]:
        """The answer, and whether the conversation ends with it."""
        looks = memory.notes.get(NOTES, {})
        count = looks.get("pressed", 0) + 1
        memory = memory.note(**{NOTES: {**looks, "pressed": count, "procedure": procedure.id}})
        if is_young(memory):
            kind = "teen_where" if kind == "where" else "teen" if kind in _ABOUT_AGE else kind
        key = self._key(kind, memory)
        undone, memory = self.telling.lines(memory, f"facts_undone_{procedure.reversible}")
        facts = {"undone": undone, "tooth": procedure.tooth, "lasts": procedure.lasts, "who": procedure.who}
        text, memory = self.telling.lines(memory, f"press_{key}", **facts)
        if key == "how" or (count == 1 and not looks.get("told") and kind not in _RESPECTED):
            text = f"{text} {procedure.gentler}"
        other = _ENTRIES.get(kind)
        entry, sources = (other, ()) if other else stands_on(procedure, memory)
        return Said(text, memory, entry, sources), count >= OFTEN

    def _key(self, kind: str, memory: Memory) -> str:
        """The kind while it has new words, then words for any, then for the end."""
        voice = self.telling.voice
        return next((key for key in (kind, "any", "end") if voice.left(f"press_{key}", memory)), kind)
