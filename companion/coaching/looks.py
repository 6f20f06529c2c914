"""The conversation about looks, "The Perfect Smile": five moves, in an order that fits the person.

The wish and what is behind it; what matters; the honest facts; the mildest step first; and the
choice stays with the person. The first reply serves someone who never writes again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from companion.coaching.account import Account
from companion.coaching.asking import wants
from companion.coaching.flow import Heard, Move, State, option, takes
from companion.coaching.flow import asks as ends_asking
from companion.coaching.following import Following
from companion.coaching.memory import Memory
from companion.coaching.mirror import mirror
from companion.coaching.places import Places, places
from companion.coaching.posing import FACTS, QUESTIONS, WAYS, ended, leave_open, pose
from companion.coaching.pressing import Pressing
from companion.coaching.procedure import Procedure, spoken_of
from companion.coaching.promise import Promises
from companion.coaching.remark import Found, Known
from companion.coaching.remarking import CLEAR, FAIR, NAMED, OPENING, SECOND, TOLD, WORDED, Remarking
from companion.coaching.replying import THINKING, Replying
from companion.coaching.sample import parts
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
_WAYS = {"questions": QUESTIONS, "facts": FACTS}
FIRM = 0.6  # confidence from which an intent is believed although the words press
HALF = 0.5  # confidence from which a plea is one, whatever else the words may ask
ADULT = 18
_LIGHT = frozenset(("bargain", "everyone", "friend_fine", "yes"))  # cues that say little by themselves
_BARE = 2  # words
_BRIEF = 4  # words from which a message can open the talk by itself
_LONG = 10  # words from which a wish with a name in it says more than "i want veneers"
_PLACE = 5  # words up to which a message tells a place and no more
_MET = frozenset(
    "birthday big_day grief lonely hobby culture job love".split()
)  # reasons met before an answer


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
    remarking: Remarking
    places: Places
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The first reply to a wish, to pressing, or to a plea for a promise or a name."""
        return self._standing(self._begin(heard, memory))

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Whatever comes next; the person leads."""
        return self._standing(self._go_on(state, heard, memory))

    def _begin(self, heard: Heard, memory: Memory) -> Move:
        wish, memory = self.account.read(heard, memory)
        looks = memory.notes.get(NOTES, {})
        found = self._found(heard, wish, memory)
        if looks.get("worry") and found and found[0].score >= FAIR:
            return self._remark(found, wish, self.account.known(memory), heard, memory)
        heavy = self.weighing.first(wish, heard, memory)
        if heavy:
            return heavy
        if looks.get("told") and found and found[0].score >= CLEAR and not self._known(heard, wish, found):
            return self._remark(found, wish, self.account.known(memory), heard, memory)
        opening = self.remarking.remarks.opening(heard.text)
        if opening and opening.score >= (NAMED if wish.names_one else OPENING):
            known = wish.procedure or self.account.known(memory)
            return self._met(wish, opening, self.remarking.say((opening,), wish, known, memory))
        if heard.intent in _PLEAS:
            return self._promise(wish, heard, memory, opened=False)
        if (looks.get("told") or looks.get("worry")) and not wish.names_one:
            return self._go_on(State(NAME, "offer", "talk", WAYS), heard, memory)
        if heard.intent == "insist_procedure" or wish.press == "preachy":
            return self._press(wish.press or "any", wish, memory)
        return self._first(wish, wish.procedure or self.account.known(memory), memory, heard)

    def _met(self, wish: Wish, found: Found, move: Move) -> Move:
        """The move, with the reason for the wish met first, where the remark is a question."""
        asked = ends_asking(found.part) or found.part.startswith(("whats", "hows"))
        if wish.reason not in _MET or found.remark.kind != "answer" or not asked:
            return move
        met, memory = self.telling.lines(move.memory, f"ack_{wish.reason}")
        first, *rest = move.replies
        return replace(move, replies=(replace(first, text=f"{met} {first.text}"), *rest), memory=memory)

    def _go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        wish, memory = self.account.read(heard, memory)
        picked, known = option(state, heard), self.account.known(memory)
        found = () if picked or _brief(heard) else self._found(heard, wish, memory)
        picked = picked or _plainly(heard, wish, found)
        worried = memory.notes.get(NOTES, {}).get("worry")
        aimed = state.step == "why" and wish.aim  # an answer to our question
        pleads = heard.intent in _PLEAS and heard.confidence >= HALF and not (found and found[0].remark.press)
        presses = bool(wish.press and found and not found[0].remark.press)
        lightly = presses and wish.press in _LIGHT and not aimed and not pleads
        asked = SECOND if lightly else WORDED if aimed or pleads or presses else CLEAR
        if found and found[0].score >= asked and (worried or not wish.worry):
            return self._remark(found, wish, known, heard, memory)
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
        return self._said(state, wish, heard, memory, found)

    def hears(self, heard: Heard, memory: Memory, unsure: bool = False) -> bool:
        """Whether a message is a remark made in a talk about looks, though none is open.

        `unsure`: nothing else is made of it, so a likeness is enough.
        """
        wish, memory = self.account.read(heard, memory)
        found = self._found(heard, wish, memory)
        enough = bool(found) and found[0].score >= (FAIR if unsure else CLEAR)
        if not enough or _brief(heard) or self._known(heard, wish, found):
            return False
        ours = memory.notes.get("lately") == NAME  # else an entry was read out, and only all of it counts
        return ours or found[0].part == parts(heard.text)[0]

    def _known(self, heard: Heard, wish: Wish, found: tuple[Found, ...]) -> bool:
        """Whether it is a question that stands alone, which the content answers."""
        alone = heard.asks and heard.known and wish.names_one and found[0].remark.when != "worry"
        about = found[0].remark.about
        meant = wish.procedure is not None and (not about or wish.procedure.id in about)
        return alone and not (meant and found[0].score >= WORDED)

    def opens(self, heard: Heard) -> bool:
        """Whether a message is a remark that opens the talk by itself."""
        found = self.remarking.remarks.opening(heard.text)
        long = len(heard.words) >= _BRIEF  # "make me laugh" may be anything
        return found is not None and long and found.score >= OPENING

    def _found(self, heard: Heard, wish: Wish, memory: Memory) -> tuple[Found, ...]:
        return self.remarking.find(
            heard, wish, self.remarking.known(self.account.known(memory), memory), memory
        )

    def _remark(
        self, found: tuple[Found, ...], wish: Wish, known: Procedure, heard: Heard, memory: Memory
    ) -> Move:
        """The answer to a remark; where most of the message told something else, that is given back first."""
        first = found[0]
        back = None if wants(heard.text) or first.covers(heard.text) else mirror(heard.text, apart=first.part)
        move = self.remarking.say(found, wish, known, memory)
        if not back or first.remark.when == "worry" or first.remark.questions:
            return move
        line, memory = self.telling.voice.say(back.key, move.memory, **back.values)
        reply, *rest = move.replies
        return replace(move, replies=(replace(reply, text=f"{line} {reply.text}"), *rest), memory=memory)

    def _standing(self, move: Move) -> Move:
        """The move, whose state says what is talked about: by that the next message is judged."""
        if move.state is None:
            return move
        known = self.remarking.known(self.account.known(move.memory), move.memory)
        answers = {**move.state.answers, "about": sorted(known.about), "when": sorted(known.when)}
        return replace(move, state=replace(move.state, answers=answers))

    def takes(self, state: State, heard: Heard) -> bool:
        """Whether a message belongs to this talk: a question about something else does not."""
        if option(state, heard) is not None:
            return True
        wish = self.telling.reader.read(heard.text)
        scene = Known(*(frozenset(state.answers.get(key, ())) for key in ("about", "when")))
        found = () if heard.chosen or _brief(heard) else self.remarking.find(heard, wish, scene, Memory())
        if found and found[0].score >= CLEAR and not self._known(heard, wish, found):
            return True
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

    def keeps(self, state: State, heard: Heard) -> bool:
        """Whether what sounds like "stop" is a word on the wish: "let me think", "i can still cancel"."""
        return self._remarks(state, heard, CLEAR)

    def knows(self, state: State, heard: Heard) -> bool:
        """Whether this talk has an answer of its own to a question that may be about something else."""
        if self._remarks(state, heard, WORDED):
            return True
        meant = spoken_of(heard.entry or "", self.telling.reader.procedures)
        ours = meant is not None and meant.id in state.answers.get("about", ())
        wish = self.telling.reader.read(heard.text)
        own = wish.ask in _WAYS or self.following.answers(wish.ask, len(heard.words))
        return not ours and not wish.names_one and own

    def _remarks(self, state: State, heard: Heard, least: float) -> bool:
        """Whether the whole message is a remark, as it is talked about in `state`."""
        scene = Known(*(frozenset(state.answers.get(key, ())) for key in ("about", "when")))
        found = self.remarking.find(heard, self.telling.reader.read(heard.text), scene, Memory())
        return bool(found) and found[0].score >= least and found[0].part == parts(heard.text)[0]

    def again(self, state: State, memory: Memory) -> Move:
        """Once as a question, once as an open door; then the conversation is over."""
        if state.step in ("worry", "done"):
            return self.weighing.again(state, memory)
        key = "again" if state.step == "why" and state.asked == 1 else "again_offer"
        text, memory = self.telling.lines(memory, key)
        kept = replace(state, asked=state.asked + 1) if state.asked == 1 else None
        return Move((Reply(text, (QUESTIONS, FACTS), kind="question"),), kept, memory)

    def _said(self, state: State, wish: Wish, heard: Heard, memory: Memory, found: tuple[Found, ...]) -> Move:
        """A message in the person's own words, once worry and harm have been looked for."""
        known = self.account.known(memory)
        if self.places.told(heard.text, heard.country) and len(heard.words) <= _PLACE and not heard.asks:
            words = self.remarking.ways.of(heard.country)
            text, memory = self.telling.lines(memory, "tell_place", **words)
            return leave_open(Said(text, memory, "check-a-dentist-is-registered", ()), "reflection")
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
        new = wish.names_one and wish.procedure is not None and wish.procedure.id != known.id
        aimed = state.step == "why" and wish.aim
        asks = wants(heard.text)
        least = FAIR if asks else TOLD  # what is told is better given back than met with a near miss
        likely = bool(found) and found[0].score >= least and not (aimed or new)
        if press and not (likely and press == "any"):
            return self._press(press, wish, memory)
        if likely:
            return self._remark(found, wish, known, heard, memory)
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

    def _other(self, wish: Wish, known: Procedure, heard: Heard, memory: Memory) -> Move | None:
        """Another procedure, or an age that changes what is said of this one."""
        other = wish.procedure if wish.procedure and wish.procedure.id != known.id else None
        if other and heard.intent != "deny" and (other.rank > 2 or (other.rank == 2 and not wish.aim)):
            return self._first(wish, other, memory)
        young = wish.age is not None and wish.age < ADULT
        return self._first(wish, known, memory) if young else None

    def _first(self, wish: Wish, procedure: Procedure, memory: Memory, heard: Heard | None = None) -> Move:
        looks = memory.notes.get(NOTES, {})
        if looks.get("worry") and not procedure.fair:
            text, memory = self.telling.lines(memory, "worry_hold")
            return ended(Said(text, memory, "worry-about-looks", ()), "reflection")
        key = asking(wish, procedure, memory)
        said = self.telling.first(wish, procedure, memory)
        if heard and heard.asks:
            found = self._found(heard, wish, said.memory)
            text, told = self.remarking.asked(found, procedure, said.memory)
            if text:
                return leave_open(replace(said, text=f"{said.text}\n\n{text}", memory=told), "answer")
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


def _plainly(heard: Heard, wish: Wish, found: tuple[Found, ...]) -> str | None:
    """The way that is asked for in so many words, where no remark is that question."""
    other = bool(found) and (not wants(found[0].part) or found[0].score < WORDED)
    return _WAYS.get(wish.ask or "") if other and wants(heard.text) else None


def _brief(heard: Heard) -> bool:
    """A bare yes, no or "not sure" answers what was asked, and is no remark."""
    short = len(heard.words) <= _BARE and not heard.asks
    return short and (heard.yes or heard.no or heard.unsure)


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
        Remarking.load(root, telling),
        places(root),
    )
