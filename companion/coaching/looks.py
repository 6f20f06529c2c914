"""The conversation about looks, "The Perfect Smile": five moves, in an order that fits the person.

The wish and what is behind it; what matters; the honest facts; the mildest step first; and the
choice stays with the person. The first reply serves someone who never writes again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from companion.coaching.account import Account
from companion.coaching.flow import Heard, Move, State, option, takes
from companion.coaching.following import Following
from companion.coaching.memory import Memory
from companion.coaching.posing import FACTS, QUESTIONS, WAYS, ended, leave_open, pose
from companion.coaching.pressing import Pressing
from companion.coaching.procedure import Procedure
from companion.coaching.promise import Promises
from companion.coaching.replying import THINKING, Replying
from companion.coaching.telling import NOTES, Said, Telling, asking
from companion.coaching.weighing import Weighing
from companion.coaching.wish import Wish
from companion.reply import Kind, Reply

NAME = "looks"
TRIED = "I have tried it"
_BUTTONS = {
    "ask_which": ("The colour", "The shape", "How straight they are", "How I feel about them"),
    "ask_hope": ("How I feel in photos", "A special day"),
    "ask_hack": (TRIED, THINKING),
}
_PRODUCTS = ("paste", "brush", "rinse", "between")  # asked for by name, these are not about looks
_PLEAS = ("ask_guarantee", "ask_recommendation")
FIRM = 0.6  # confidence from which an intent is believed although the words press
HALF = 0.5  # confidence from which a plea is one, whatever else the words may ask
ADULT = 18


@dataclass(frozen=True)
class Looks:
    """A companion.coaching.flow.Flow."""

    telling: Telling
    promises: Promises
    pressing: Pressing
    weighing: Weighing
    account: Account
    following: Following
    replying: Replying
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The first reply to a wish, to pressing, or to a plea for a promise or a name."""
        wish, memory = self.account.read(heard, memory)
        heavy = self.weighing.first(wish, heard, memory)
        if heavy:
            return heavy
        if heard.intent in _PLEAS:
            return self._promise(wish, heard, memory, opened=False)
        looks = memory.notes.get(NOTES, {})
        if (looks.get("told") or looks.get("worry")) and not wish.names_one:
            return self.go_on(State(NAME, "offer", "talk", WAYS), heard, memory)
        if heard.intent == "insist_procedure" or wish.press == "preachy":
            return self._press(wish.press or "any", wish, memory)
        return self._first(wish, wish.procedure or self.account.known(memory), memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Whatever comes next; the person leads."""
        wish, memory = self.account.read(heard, memory)
        picked, known = option(state, heard), self.account.known(memory)
        if not picked or picked == TRIED:
            heavy = self.weighing.first(wish, heard, memory, picked == TRIED)
            if heavy:
                return heavy
        if self.weighing.answers(state, heard, wish):
            return self.weighing.after(state, heard, memory)
        if picked:
            return self.replying.way(picked, wish, known, heard, memory) or self.replying.answered(
                state, wish, known, heard, memory
            )
        return self._said(state, wish, heard, memory)

    def takes(self, state: State, heard: Heard) -> bool:
        """Whether a message belongs to this talk: a question about something else does not."""
        if option(state, heard) is not None:
            return True
        wish = self.telling.reader.read(heard.text)
        if not heard.chosen and self.following.answers(wish.ask, len(heard.words)):
            return True
        if heard.chosen:
            return takes(state, heard)
        if wish.ask == "questions":
            return True  # what to ask about these looks, whatever visit it is for
        if heard.intent == "ask" and heard.asks:
            return bool(wish.ask or wish.press or not heard.known)
        told = heard.intent in ("ask", "out_of_scope", "prepare_visit") and not heard.asks
        pressed = wish.press and (heard.confidence < FIRM or heard.intent in ("find_dentist", "ask_reason"))
        return bool(told or pressed or wish.ask == "later" or wish.press == "preachy") or takes(state, heard)

    def again(self, state: State, memory: Memory) -> Move:
        """Once as a question, once as an open door; then the conversation is over."""
        if state.step in ("worry", "done"):
            return self.weighing.again(state, memory)
        key = "again" if state.step == "why" and state.asked == 1 else "again_offer"
        text, memory = self.telling.lines(memory, key)
        kept = replace(state, asked=state.asked + 1) if state.asked == 1 else None
        return Move((Reply(text, (QUESTIONS, FACTS), kind="question"),), kept, memory)

    def _said(self, state: State, wish: Wish, heard: Heard, memory: Memory) -> Move:
        """A message in the person's own words, once worry and harm have been looked for."""
        known = self.account.known(memory)
        plea = heard.intent in _PLEAS and (heard.confidence >= HALF or not wish.ask)
        if plea and wish.ask not in ("opinion", "safe", "regrow"):
            return self._promise(wish, heard, memory, opened=True)
        if heard.intent == "ask_reason" and wish.ask not in ("why_not", "bot"):
            text, memory = self.telling.lines(memory, "because")
            return leave_open(Said(text, memory, known.entry, known.sources), "openness")
        press = self.pressing.kind(wish, heard, memory)
        follows = self.following.answers(wish.ask, len(heard.words))
        if follows and wish.ask and (not press or wish.ask in ("why_not", "bot", "cost", "wrong")):
            kind: Kind = "boundary" if wish.ask in ("cost", "why_not", "bot") else "answer"
            about = wish.procedure if wish.names_one and wish.procedure else known
            return leave_open(self.following.say(wish.ask, about, memory), kind)
        if press:
            return self._press(press, wish, memory)
        if heard.asks and not wish.ask and not wish.names_one and not heard.known:
            return leave_open(self.following.say("unknown", known, memory), "answer")
        hurt = wish.ask or wish.names_one or wish.reason in ("teased", "said", "injury")
        felt = None if hurt else self.replying.felt(heard, known, memory)
        if memory.notes.get(NOTES, {}).get("worry") and not wish.names_one:
            return self.weighing.stay(memory)
        if felt:
            return felt
        return (
            self._other(wish, known, heard, memory)
            or self.replying.way(None, wish, known, heard, memory)
            or self.replying.answered(state, wish, known, heard, memory)
        )

    def _other(self, wish: Wish, known: Procedure, heard: Heard, memory: Memory) -> Move | None:
        """Another procedure, or an age that changes what is said of this one."""
        other = wish.procedure if wish.procedure and wish.procedure.id != known.id else None
        if other and heard.intent != "deny" and (other.rank > 2 or (other.rank == 2 and not wish.aim)):
            return self._first(wish, other, memory)
        young = wish.age is not None and wish.age < ADULT
        return self._first(wish, known, memory) if young else None

    def _first(self, wish: Wish, procedure: Procedure, memory: Memory) -> Move:
        looks = memory.notes.get(NOTES, {})
        if looks.get("worry") and not procedure.fair:
            text, memory = self.telling.lines(memory, "worry_hold")
            return ended(Said(text, memory, "worry-about-looks", ()), "reflection")
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
        procedure = self.account.known(memory)
        if wish.names_one and wish.procedure and wish.procedure.rank >= procedure.rank:
            procedure = wish.procedure
        if memory.notes.get(NOTES, {}).get("worry"):
            return self._first(wish, procedure, memory)
        said, over = self.pressing.say(kind, procedure, memory)
        return ended(said, "boundary") if over else leave_open(said, "boundary")


def load(root: Path) -> Looks:
    """The flow. Raises DataError where its data is broken."""
    telling = Telling.load(root)
    return Looks(
        telling,
        Promises.load(root),
        Pressing(telling),
        Weighing(telling),
        Account(telling.reader),
        Following(telling),
        Replying(telling),
    )
