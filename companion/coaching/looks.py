"""The conversation about looks, "The Perfect Smile": five moves, in an order that fits the person.

The wish and what is behind it; what matters; the honest facts; the mildest step first; and the
choice stays with the person. The first reply serves someone who never writes again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from companion.coaching.flow import Heard, Move, State, option, takes
from companion.coaching.memory import Memory
from companion.coaching.posing import FACTS, GENTLE, QUESTIONS, WAYS, ended, leave_open, pose
from companion.coaching.pressing import Pressing
from companion.coaching.procedure import Procedure
from companion.coaching.promise import Promises
from companion.coaching.telling import NOTES, Said, Telling, asking
from companion.coaching.weighing import Weighing
from companion.coaching.wish import Wish
from companion.reply import Reply

NAME = "looks"
TRIED, THINKING = "I have tried it", "Still thinking"
_BUTTONS = {
    "ask_which": ("The colour", "The shape", "How straight they are", "How I feel about them"),
    "ask_hope": ("How I feel in photos", "A special day"),
    "ask_hack": (TRIED, THINKING),
}
_PRODUCTS = ("paste", "brush", "rinse", "between")  # asked for by name, these are not about looks


@dataclass(frozen=True)
class Looks:
    """A companion.coaching.flow.Flow."""

    telling: Telling
    promises: Promises
    pressing: Pressing
    weighing: Weighing
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The first reply to a wish, to pressing, or to a plea for a promise or a name."""
        wish, memory = self._read(heard, memory)
        heavy = self.weighing.first(wish, heard, memory)
        if heavy:
            return heavy
        if heard.intent in ("ask_guarantee", "ask_recommendation"):
            return self._promise(wish, heard, memory, opened=False)
        if heard.intent == "insist_procedure":
            return self._press(wish.press or "any", wish, memory)
        return self._first(wish, wish.procedure or self._known(memory), memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Whatever comes next; the person leads."""
        wish, memory = self._read(heard, memory)
        picked = option(state, heard)
        heavy = (
            None if picked and picked != TRIED else self.weighing.first(wish, heard, memory, picked == TRIED)
        )
        if heavy:
            return heavy
        if state.step in ("worry", "done"):
            return self.weighing.after(state, heard, memory)
        if heard.intent in ("ask_guarantee", "ask_recommendation") and not picked:
            return self._promise(wish, heard, memory, opened=True)
        if heard.intent == "ask_reason":
            text, memory = self.telling.lines(memory, "because")
            known = self._known(memory)
            return leave_open(Said(text, memory, known.entry, known.sources), "openness")
        press = None if picked else self.pressing.kind(wish, heard, memory)
        if press:
            return self._press(press, wish, memory)
        return self._way(picked, wish, heard, memory) or self._answered(state, wish, heard, memory)

    def takes(self, state: State, heard: Heard) -> bool:
        """Whether a message belongs to this talk: a question about something else does not."""
        if option(state, heard) is not None:
            return True
        wish = self.telling.reader.read(heard.text)
        if heard.intent == "ask" and heard.text.rstrip().endswith("?"):
            return bool(wish.ask or wish.press)
        return takes(state, heard)

    def again(self, state: State, memory: Memory) -> Move:
        """Once as a question, once as an open door; then the conversation is over."""
        if state.step in ("worry", "done"):
            return self.weighing.again(state, memory)
        key = "again" if state.step == "why" and state.asked == 1 else "again_offer"
        text, memory = self.telling.lines(memory, key)
        kept = replace(state, asked=state.asked + 1) if state.asked == 1 else None
        return Move((Reply(text, (QUESTIONS, FACTS), kind="question"),), kept, memory)

    def _read(self, heard: Heard, memory: Memory) -> tuple[Wish, Memory]:
        """The message read, and what it told about the person remembered."""
        wish = self.telling.reader.read(heard.text)
        if heard.intent == "worry_about_looks" and wish.reason not in ("teased", "said", "compare"):
            wish = replace(wish, reason=wish.reason or "hide")
        looks: dict[str, Any] = dict(memory.notes.get(NOTES, {}))
        if "under-16" in memory.facts and "young" not in looks:
            looks["young"] = True
        if wish.young is not None:
            looks["young"] = wish.young
        if wish.who == "child":
            looks["child"] = True
        if wish.reason:
            looks["reason"] = wish.reason
        return wish, memory.note(**{NOTES: looks}) if looks else memory

    def _known(self, memory: Memory) -> Procedure:
        """The procedure talked about last, or the one for any wish."""
        reader = self.telling.reader
        found = reader.procedure(memory.notes.get(NOTES, {}).get("procedure")) or reader.procedure("any")
        assert found is not None  # content/coaching/procedures/any.yml
        return found

    def _first(self, wish: Wish, procedure: Procedure, memory: Memory) -> Move:
        key = asking(wish, procedure, memory)
        said = self.telling.first(wish, procedure, memory)
        return pose(self.telling, said, key, "why", _BUTTONS.get(key, ()), "answer")

    def _promise(self, wish: Wish, heard: Heard, memory: Memory, opened: bool) -> Move:
        about_looks = opened or (wish.names_one and wish.product not in _PRODUCTS)
        if not about_looks:
            reply, memory = self.promises.reply(heard.intent or "", wish, memory)
            return Move((reply,), None, memory)
        if opened and wish.promise != "pain":
            wish = replace(wish, promise="looks")
        text, entry, memory = self.promises.words(heard.intent or "", wish, memory)
        if wish.names_one and wish.procedure and not opened:
            fact = self.telling.first(wish, wish.procedure, memory)
            told = fact.text.partition("\n\n")[2]  # without the acknowledgement: the no came first
            said = replace(fact, text=f"{text}\n\n{told}")
            return pose(self.telling, said, "offer", "offer", WAYS, "boundary")
        said = Said(text, memory, entry, ())
        if "?" in text:
            return leave_open(said, "boundary")
        return pose(self.telling, said, "offer", "offer", WAYS, "boundary")

    def _press(self, kind: str, wish: Wish, memory: Memory) -> Move:
        procedure = wish.procedure if wish.names_one and wish.procedure else self._known(memory)
        said, over = self.pressing.say(kind, procedure, memory)
        return ended(said, "boundary") if over else leave_open(said, "boundary")

    def _way(self, picked: str | None, wish: Wish, heard: Heard, memory: Memory) -> Move | None:
        """What the person asks for by name: questions, facts, the mild way, another procedure, a pause."""
        procedure, known = wish.procedure, self._known(memory)
        ask = {QUESTIONS: "questions", FACTS: "facts", GENTLE: "gentle"}.get(picked or "", wish.ask)
        other = procedure if procedure and procedure.id != known.id and not picked else None
        if other and heard.intent != "deny" and (other.rank > 2 or (other.rank == 2 and not wish.aim)):
            return self._first(wish, other, memory)
        if wish.age is not None and not picked:
            return self._first(wish, known, memory)
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

    def _answered(self, state: State, wish: Wish, heard: Heard, memory: Memory) -> Move:
        """An answer to the open question, given back before the next one is put."""
        known = self._known(memory)
        if state.step == "offer":
            if heard.unsure:
                text, memory = self.telling.lines(memory, "reflect_unsure", "choice")
                return leave_open(Said(text, memory, known.entry, known.sources), "reflection")
            if heard.yes:
                return ended(self.telling.questions(known, memory), "document")
            if heard.no:
                text, memory = self.telling.lines(memory, "close_fair" if known.fair else "close_no")
                return ended(Said(text, memory, known.entry, known.sources), "reflection")
            if not wish.aim and not wish.reason:
                return self._missed(state, known, memory)
        looks = memory.notes.get(NOTES, {})
        tender = (wish.reason or looks.get("reason")) in ("hide", "said", "teased", "compare")
        aim = "fair" if known.fair else wish.aim or ("feel" if tender else known.aim)
        keys = [_reflection(wish, heard, tender)]
        if not looks.get("affirmed"):
            keys.append("affirm")
            memory = memory.note(**{NOTES: {**looks, "affirmed": True}})
        text, memory = self.telling.lines(memory, *keys, f"step_{aim}")
        said = Said(
            text,
            memory,
            known.entry if known.fair else "reversible-first",
            known.sources if known.fair else (),
        )
        return pose(self.telling, said, "offer", "offer", WAYS, "reflection")

    def _missed(self, state: State, known: Procedure, memory: Memory) -> Move:
        """Not understood: choices once, then the door is left open."""
        if state.asked > 1:
            text, memory = self.telling.lines(memory, "leave")
            return ended(Said(text, memory, known.entry, known.sources), "reflection")
        text, memory = self.telling.lines(memory, "menu")
        move = leave_open(Said(text, memory, known.entry, known.sources), "menu")
        return replace(move, state=replace(move.state, asked=2)) if move.state else move


def load(root: Path) -> Looks:
    """The flow. Raises DataError where its data is broken."""
    telling = Telling.load(root)
    return Looks(telling, Promises.load(root), Pressing(telling), Weighing(telling))


def _reflection(wish: Wish, heard: Heard, tender: bool) -> str:
    if heard.unsure or heard.text == THINKING:
        return "reflect_unsure"
    if wish.aim:
        return f"reflect_{wish.aim}"
    if wish.reason:
        return f"ack_{wish.reason}"
    return "reflect_feel" if tender else "reflect_other"
