"""What is said to an answer in the talk about looks: given back first, then one step or one way on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from companion.coaching.flow import Heard, Move, State
from companion.coaching.memory import Memory
from companion.coaching.mirror import mirror
from companion.coaching.posing import FACTS, GENTLE, QUESTIONS, WAYS, ended, leave_open, pose
from companion.coaching.procedure import Procedure, plain
from companion.coaching.telling import NOTES, Said, Telling, is_young
from companion.coaching.wish import Wish

THINKING = "Still thinking"
SHARED = 0.5  # confidence from which a feeling without a name of its own is one
_FELT = {
    "shame": "shame", "sadness": "sad", "worry": "worry", "fear": "worry", "anger": "angry",
    "frustration": "angry",
}  # fmt: skip
# Words of a feeling: without one, "my sister looks amazing with hers" would be sadness.
FEELS = re.compile(
    r"\b(?:feel\w*|felt|hate\w*|sad|scared|afraid|asham\w*|upset|sick of|fed up|angry|cr(?:y|ied|ying)"
    r"|worr\w*|nervous|embarrass\w*|lonely|down|awful|horrible|miserable|depress\w*"
    r"|anxious|stress\w*|regret\w*|ugly|hurts?|tired)\b"
)
_GENTLE = ("hide", "said", "teased", "compare", "filter", "grief", "lonely")  # reasons that hurt


@dataclass(frozen=True)
class Replying:
    """Answers to our questions, and what the person asks for by name."""

    telling: Telling

    def way(
        self, picked: str | None, wish: Wish, known: Procedure, heard: Heard, memory: Memory
    ) -> Move | None:
        """Questions, facts, the mild way or a pause, where the message asks for one."""
        ask = {QUESTIONS: "questions", FACTS: "facts", GENTLE: "gentle"}.get(picked or "", wish.ask)
        if ask == "questions":
            return ended(self.telling.questions(known, memory), "document")
        if ask == "facts":
            facts = self.telling.facts(known, memory)
            after, memory = self.telling.lines(facts.memory, "after_facts")
            said = replace(facts, text=f"{facts.text}\n\n{after}", memory=memory)
            return pose(self.telling, said, "offer", "offer", (QUESTIONS, GENTLE), "answer")
        if ask == "gentle":
            text, memory = self.telling.lines(memory, f"step_{wish.aim or known.aim}")
            said = Said(f"{text} {known.gentler}", memory, "reversible-first", ())
            return pose(self.telling, said, "offer", "offer", (QUESTIONS, FACTS), "answer")
        if ask == "later" or heard.intent == "thank":
            key = "close_fair" if known.fair else "close_later" if ask else "choice"
            text, memory = self.telling.lines(memory, key)
            return ended(Said(text, memory, known.entry, known.sources), "reflection")
        return None

    def felt(self, heard: Heard, known: Procedure, memory: Memory) -> Move | None:
        """A feeling is met before any fact, with one open question; None where there is no feeling."""
        shared = heard.intent == "express_feeling" and heard.confidence >= SHARED
        key = _FELT.get(heard.feeling or ("sadness" if shared else ""))
        if key is None or not FEELS.search(plain(heard.text)):
            return None
        text, memory = self.telling.lines(memory, f"felt_{key}")
        said = Said(text, memory, "teeth-and-confidence", ())
        return pose(self.telling, said, "felt_stay", "why", (GENTLE,), "reflection")

    def answered(self, state: State, wish: Wish, known: Procedure, heard: Heard, memory: Memory) -> Move:
        """An answer to the open question, given back before the next one is put."""
        if state.step == "offer":
            if heard.unsure:
                text, memory = self.telling.lines(memory, "reflect_unsure", "choice")
                return leave_open(Said(text, memory, known.entry, known.sources), "reflection")
            if heard.yes and "open" in state.answers:
                text, memory = self.telling.lines(memory, "choice")
                return ended(Said(text, memory, known.entry, known.sources), "reflection")
            if heard.yes:
                return ended(self.telling.questions(known, memory), "document")
            if heard.no:
                text, memory = self.telling.lines(memory, "close_fair" if known.fair else "close_no")
                return ended(Said(text, memory, known.entry, known.sources), "reflection")
            if not wish.aim and not wish.reason:
                return self._missed(state, heard, known, memory)
        looks = memory.notes.get(NOTES, {})
        tender = (wish.reason or looks.get("reason")) in _GENTLE
        aim = "fair" if known.fair else wish.aim or ("feel" if tender else known.aim)
        keys = [_reflection(wish, heard, tender)]
        if not looks.get("affirmed") and (heard.asks or wish.aim):
            keys.append("affirm")
            memory = memory.note(**{NOTES: {**looks, "affirmed": True}})
        if is_young(memory) and not known.fair:
            text, memory = self.telling.lines(memory, *keys)
            text = f"{text} {known.under_18_now}"
        else:
            text, memory = self.telling.lines(memory, *keys, f"step_{aim}")
        fair = known.fair
        said = Said(text, memory, known.entry if fair else "reversible-first", known.sources if fair else ())
        return pose(self.telling, said, "offer", "offer", WAYS, "reflection")

    def _missed(self, state: State, heard: Heard, known: Procedure, memory: Memory) -> Move:
        """Heard, with ways on; letters without sense get choices; then the door is left open."""
        senseless = heard.intent == "gibberish" or len(heard.words) < 2
        if senseless and state.asked > 1:
            text, memory = self.telling.lines(memory, "leave")
            return ended(Said(text, memory, known.entry, known.sources), "reflection")
        if senseless:
            text, memory = self.telling.lines(memory, "menu")
        else:
            back = mirror(heard.text)
            told = ("mirrored_hard" if back.hard else "mirrored", "onward") if back else ("heard",)
            values = back.values if back else {}
            text, memory = self.telling.lines(memory, *told, name=known.name, **values)
        move = leave_open(
            Said(text, memory, known.entry, known.sources), "menu" if senseless else "reflection"
        )
        asked = state.asked + 1 if senseless else state.asked
        return replace(move, state=replace(move.state, asked=asked)) if move.state else move


def _reflection(wish: Wish, heard: Heard, tender: bool) -> str:
    if heard.unsure or heard.text == THINKING:
        return "reflect_unsure"
    if wish.aim:
        return f"reflect_{wish.aim}"
    if wish.reason:
        return f"ack_{wish.reason}"
    return "reflect_feel" if tender and heard.feeling not in (None, "none") else "reflect_other"
