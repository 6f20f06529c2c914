"""Short questions in the middle of a talk about looks: how long, does it hurt, would you, and the like."""

from __future__ import annotations

from dataclasses import dataclass

from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.telling import Said, Telling, is_young, stands_on
from companion.coaching.memory import Memory

# What is asked (a cue of looks-cues.yml, tell_<ask> in looks.yml), and the entry that says more, if another.
ANSWERS: dict[str, str | None] = {
    "lasts": None,
    "regrow": None,
    "hurts": None,
    "cost": "low-cost-care",
    "vain": "teeth-and-confidence",
    "soon": None,
    "tell": None,
    "opinion": "reversible-first",
    "safe": None,
    "who": None,
    "wrong": None,
    "why_not": "check-a-dentist-is-registered",
    "bot": None,
    "against": None,
    "say_no": "consent-and-choice",
    "unknown": None,
    "better": "teeth-and-confidence",
    "no_doctor": "worry-about-looks",
}
LONGEST = 14  # words; a longer message tells more than it asks


@dataclass(frozen=True)
class Following:
    """Answers with the facts of the procedure that is talked about."""

    telling: Telling

    def answers(self, ask: str | None, words: int) -> bool:
        """Whether a message of so many words asks one of these."""
        return ask in ANSWERS and words <= LONGEST

    def say(self, ask: str, procedure: Procedure, memory: Memory) -> Said:
        """The answer. Wordings are in looks.yml under tell_<ask>."""
        undone, memory = self.telling.lines(memory, f"facts_undone_{procedure.reversible}")
        text, memory = self.telling.lines(
            memory,
            f"tell_{ask}",
            lasts=procedure.lasts,
            tooth=procedure.tooth,
            who=procedure.who,
            gentler=procedure.under_18_now if is_young(memory) else procedure.gentler,
            undone=undone,
        )
        entry, sources = stands_on(procedure, memory)
        other = ANSWERS[ask]
        return Said(text, memory, other or entry, () if other else sources)
