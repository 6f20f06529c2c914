"""Meeting: what is said to a wish about looks, to pressing, to a plea for a promise, and to all else."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.looks.account import Account
from companion.coaching.looks.following import Following
from companion.coaching.looks.posing import WAYS, ended, leave_open, pose
from companion.coaching.looks.pressing import Pressing
from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.promise import Promises
from companion.coaching.looks.reason import OF_A_CHILD, child_known, hurts, of_child
from companion.coaching.looks.remarking import FAIR, TOLD, WORDED, Remarking
from companion.coaching.looks.replying import THINKING, Replying
from companion.coaching.looks.telling import NOTES, Said, Telling, asking, is_young
from companion.coaching.looks.weighing import Weighing
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.places import Places
from companion.coaching.said.remarks import Found
from companion.reply import Kind

TRIED = "I have tried it"
PLEAS = ("ask_guarantee", "ask_recommendation")
HALF = 0.5  # confidence from which a plea is one, whatever else the words may ask
_BUTTONS = {
    "ask_which": ("The colour", "The shape", "How straight they are", "How I feel about them"),
    "ask_hope": ("How I feel in photos", "A special day"),
    "ask_hack": (TRIED, THINKING),
}
_PRODUCTS = ("paste", "brush", "rinse", "between")  # asked for by name, these are not about looks
_ADULT = 18
_PLACE = 5  # words up to which a message tells a place and no more

_CHILD = re.compile(r"\b(?:him|her|them|he|she|son|daughter|child|kid)\b", re.IGNORECASE)
LIKELIER = 0.35  # chance from which what may help goes before a remark that is only like the message
_FIRM = frozenset(("how", "where", "bargain"))  # ways to press that are met by a no, whatever else is asked


@dataclass(frozen=True)
class Meeting:
    """Each method gives the move; worry and harm have been looked for before."""

    telling: Telling
    promises: Promises
    pressing: Pressing
    weighing: Weighing
    account: Account
    following: Following
    replying: Replying
    remarking: Remarking
    places: Places

    def said(self, state: State, wish: Wish, heard: Heard, memory: Memory, found: tuple[Found, ...]) -> Move:
        """A message in the person's own words, once worry and harm have been looked for."""
        known = self.account.known(memory)
        if self.places.told(heard.text, heard.country) and len(heard.words) <= _PLACE and not heard.asks:
            words = self.remarking.ways.of(heard.country)
            text, memory = self.telling.lines(memory, "tell_place", **words)
            return leave_open(Said(text, memory, "check-a-dentist-is-registered", ()), "reflection")
        plea = heard.intent in PLEAS and (heard.confidence >= HALF or (not wish.ask and wants(heard.text)))
        if plea and wish.ask not in ("opinion", "safe", "regrow"):
            return self.promise(wish, heard, memory, opened=True)
        if heard.intent == "ask_reason" and wish.ask not in ("why_not", "bot"):
            text, memory = self.telling.lines(memory, "because")
            return leave_open(Said(text, memory, known.entry, known.sources), "openness")
        if wish.ask == "why_not" and not _declined(memory):
            wish = replace(
                wish, ask=None
            )  # it asks for the reason of what was said, and nothing was declined
        press = self.pressing.kind(wish, heard, memory)
        follows = self.following.answers(wish.ask, len(heard.words))
        if wish.ask == "tell" and child_known(memory) and _CHILD.search(heard.text):
            text, memory = self.telling.lines(memory, "step_shy_child")
            return leave_open(Said(text, memory, "teeth-and-confidence", ()), "answer")
        if follows and wish.ask and (not press or wish.ask in ("why_not", "bot", "cost", "wrong")):
            kind: Kind = "boundary" if wish.ask in ("cost", "why_not", "bot") else "answer"
            about = wish.procedure if wish.names_one and wish.procedure else known
            return leave_open(self.following.say(wish.ask, about, memory), kind)
        new = wish.names_one and wish.procedure is not None and wish.procedure.id != known.id
        aimed = state.step == "why" and wish.aim
        asks = wants(heard.text)
        least = FAIR if asks else TOLD  # what is told is better given back than met with a near miss
        likely = bool(found) and found[0].score >= least and not (aimed or new)
        worded = bool(found) and found[0].score >= WORDED
        if asks and heard.hint and heard.hint.chance >= LIKELIER and not (worded or press in _FIRM):
            return leave_open(Said(heard.hint.text, memory, heard.hint.entry, ()), "answer")
        child = of_child(heard.text, wish, memory) and wish.reason in OF_A_CHILD
        if (child or (hurts(heard.text, wish) and not (wish.names_one or worded))) and not asks:
            return self.hurt(wish, heard, memory)
        if press and not (likely and press == "any"):
            return self.press(press, wish, memory)
        if likely:
            return self.remarking.reply(found, wish, known, heard, memory)
        if asks and heard.hint:
            return leave_open(Said(heard.hint.text, memory, heard.hint.entry, ()), "answer")
        if asks and not wish.ask and not wish.names_one and not heard.known:
            return leave_open(self.following.say("unknown", known, memory), "answer")
        hurt = wish.ask or wish.names_one or wish.reason in ("teased", "said", "injury")
        felt = None if hurt else self.replying.felt(heard, known, memory)
        if memory.notes.get(NOTES, {}).get("worry") and not wish.names_one:
            return self.weighing.stay(memory)
        if felt:
            return felt
        way = self.replying.way(None, wish, known, heard, memory)
        return (
            (way if wish.ask == "gentle" else None)
            or self._other(wish, known, heard, memory)
            or way
            or self.replying.answered(state, wish, known, heard, memory)
        )

    def hurt(self, wish: Wish, heard: Heard, memory: Memory) -> Move:
        """Words of others that hurt are met first; then one thing to do about them, not about the teeth."""
        child = of_child(heard.text, wish, memory)
        ack, memory = self.telling.lines(memory, "ack_child_hurt" if child else f"ack_{wish.reason}")
        whose = "child" if child else "young" if is_young(memory) else "own"
        shy = child and not hurts(heard.text, wish)  # no words of others, but a smile that is hidden
        step, memory = self.telling.lines(memory, "step_shy_child" if shy else f"step_hurt_{whose}")
        looks = memory.notes.get(NOTES, {})
        memory = memory.note(**{NOTES: {**looks, "met": [*looks.get("met", ()), wish.reason]}})
        return leave_open(Said(f"{ack} {step}", memory, "teeth-and-confidence", ()), "reflection")

    def _other(self, wish: Wish, known: Procedure, heard: Heard, memory: Memory) -> Move | None:
        """Another procedure, or an age that changes what is said of this one."""
        other = wish.procedure if wish.procedure and wish.procedure.id != known.id else None
        if other and heard.intent != "deny" and (other.rank > 2 or (other.rank == 2 and not wish.aim)):
            return self.first(wish, other, memory)
        young = wish.age is not None and wish.age < _ADULT
        return self.first(wish, known, memory) if young else None

    def first(self, wish: Wish, procedure: Procedure, memory: Memory, heard: Heard | None = None) -> Move:
        """The first words on a wish, with one question after them; worry holds them back."""
        looks = memory.notes.get(NOTES, {})
        if looks.get("worry") and not procedure.fair:
            text, memory = self.telling.lines(memory, "worry_hold")
            return ended(Said(text, memory, "worry-about-looks", ()), "reflection")
        key = asking(wish, procedure, memory)
        said = self.telling.first(wish, procedure, memory)
        if heard and heard.asks:
            found = self.remarking.found(heard, wish, self.account.known(said.memory), said.memory)
            text, told = self.remarking.asked(found, procedure, said.memory)
            if text:
                return leave_open(replace(said, text=f"{said.text}\n\n{text}", memory=told), "answer")
        return pose(self.telling, said, key, "why", _BUTTONS.get(key, ()), "answer")

    def promise(self, wish: Wish, heard: Heard, memory: Memory, opened: bool) -> Move:
        """No promise and no name is given; `opened`: in a talk about looks that is open."""
        two = [one for one in wish.procedures if one.rank > 1][:2]
        if len(two) > 1 and heard.intent != PLEAS[0]:  # which of two ways, and not of two makes
            return self._compare(two[0], two[1], memory)
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

    def _compare(self, one: Procedure, other: Procedure, memory: Memory) -> Move:
        """Two ways side by side, each as plainly as it can be said."""
        looks = memory.notes.get(NOTES, {})
        values = {"one": one.straight, "two": other.straight, "name": one.name, "other": other.name}
        text, memory = self.telling.lines(memory, "side_by_side", **values)
        memory = memory.note(**{NOTES: {**looks, "procedure": one.id}})
        return leave_open(Said(text, memory, one.entry, one.sources), "answer")

    def press(self, kind: str, wish: Wish, memory: Memory) -> Move:
        """Pressing on is met with respect."""
        procedure = self.account.known(memory)
        if wish.names_one and wish.procedure and wish.procedure.rank >= procedure.rank:
            procedure = wish.procedure
        if memory.notes.get(NOTES, {}).get("worry"):
            return self.first(wish, procedure, memory)
        said, over = self.pressing.say(kind, procedure, memory)
        return ended(said, "boundary") if over else leave_open(said, "boundary")


def _declined(memory: Memory) -> bool:
    """Whether something was held back in this conversation: a name, a price, a promise."""
    return any(key.startswith((f"{NOTES}.press_", "promises.")) for key in memory.said)
