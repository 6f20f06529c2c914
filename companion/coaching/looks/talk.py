"""The conversation about looks, "The Perfect Smile": five moves, in an order that fits the person.

The wish and what is behind it; what matters; the honest facts; the mildest step first; and the
choice stays with the person. The first reply serves someone who never writes again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.looks import desire
from companion.coaching.looks.account import Account
from companion.coaching.looks.following import Following
from companion.coaching.looks.holding import LASTING, Holding
from companion.coaching.looks.meeting import HALF, PLEAS, TRIED, Meeting
from companion.coaching.looks.plea import NAMES as NAMED_ONES
from companion.coaching.looks.posing import FACTS, QUESTIONS, WAYS
from companion.coaching.looks.pressing import Pressing
from companion.coaching.looks.procedure import spoken_of
from companion.coaching.looks.promise import Promises
from companion.coaching.looks.reason import hurts, of_child
from companion.coaching.looks.remarking import CLEAR, FAIR, NAMED, OPENING, SECOND, WORDED, Remarking
from companion.coaching.looks.replying import MEANT, Replying
from companion.coaching.looks.telling import NOTES, Telling
from companion.coaching.looks.weighing import Weighing
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.places import places
from companion.coaching.said.remarks import Found, Known
from companion.coaching.said.sample import parts
from companion.coaching.taking import option, takes
from companion.reply import Reply
from companion.text import plain

NAME = "looks"
_WAYS = {"questions": QUESTIONS, "facts": FACTS}
FIRM = 0.6  # confidence from which an intent is believed although the words press
_LIGHT = frozenset(("bargain", "everyone", "friend_fine", "yes"))  # cues that say little by themselves
# Without a talk before: of a price the content says more, and a plain word is for what it has none on.
_OPENING = (frozenset(NAMED_ONES) | {"vain"}) - {"price"}
POINTED = 0.45  # chance from which a narrow answer goes before one that fits any procedure
_BARE = 2  # words
# What is told in this talk belongs to it, also where it sounds like news of a habit.
_PASSING = frozenset("ask out_of_scope prepare_visit report_progress report_setback".split())
_BRIEF = 4  # words from which a message can open the talk by itself


@dataclass(frozen=True)
class Looks:
    """A companion.coaching.flow.Flow."""

    telling: Telling
    meeting: Meeting
    weighing: Weighing
    account: Account
    following: Following
    replying: Replying
    remarking: Remarking
    holding: Holding
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The first reply to a wish, to pressing, or to a plea for a promise or a name."""
        return self._standing(self._begin(heard, memory))

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Whatever comes next; the person leads."""
        return self._standing(self._go_on(state, heard, memory))

    def _begin(self, heard: Heard, memory: Memory) -> Move:
        wish, memory = self.account.read(heard, memory)
        looks, known = memory.notes.get(NOTES, {}), self.account.known(memory)
        found = self.remarking.found(heard, wish, known, memory)
        if looks.get("worry") and found and found[0].score >= FAIR:
            return self.remarking.reply(found, wish, known, heard, memory)
        heavy = self.weighing.first(wish, heard, memory)
        held = heavy or self.holding.held(heard, wish, known, memory)
        if held:
            return held
        if looks.get("told") and found and found[0].score >= CLEAR and not self._known(heard, wish, found):
            return self.remarking.reply(found, wish, known, heard, memory)
        opening = self.remarking.remarks.opening(heard.text)
        if opening and opening.score >= (NAMED if wish.names_one else OPENING):
            return self.remarking.met(opening, wish, wish.procedure or known, memory)
        if heard.intent in PLEAS:
            return self.meeting.promise(wish, heard, memory, opened=bool(looks.get("told")))
        heavier = wish.names_one and wish.procedure and (wish.procedure.rank > 1 or known.rank < 2)
        if (looks.get("told") or looks.get("worry")) and not heavier:
            return self._go_on(State(NAME, "offer", "talk", WAYS), heard, memory)
        if hurts(heard.text, wish) and not wish.names_one:
            return self.meeting.hurt(wish, heard, memory)
        if heard.intent == "insist_procedure" or wish.press == "preachy":
            return self.meeting.press(wish.press or "any", wish, memory)
        return self.meeting.first(wish, wish.procedure or known, memory, heard)

    def _go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        wish, memory = self.account.read(heard, memory)
        picked, known = option(state, heard), self.account.known(memory)
        held = None if picked else self.holding.held(heard, wish, known, memory)
        if held:
            return held
        found = () if picked or _brief(heard) else self.remarking.found(heard, wish, known, memory)
        picked = picked or _plainly(heard, wish, found)
        worried = memory.notes.get(NOTES, {}).get("worry")
        aimed = state.step == "why" and wish.aim  # an answer to our question
        pleads = heard.intent in PLEAS and heard.confidence >= HALF and not (found and found[0].remark.press)
        presses = bool(wish.press and found and not found[0].remark.press)
        lightly = presses and wish.press in _LIGHT and not aimed and not pleads
        asked = SECOND if lightly else WORDED if aimed or pleads or presses else CLEAR
        if found and found[0].score >= asked and (worried or not wish.worry):
            return self.remarking.reply(found, wish, known, heard, memory)
        if not picked or picked == TRIED:
            heavy = self.weighing.first(wish, heard, memory, picked == TRIED)
            if heavy:
                return heavy
        if self.weighing.answers(state, heard, wish):
            return self.weighing.after(state, heard, memory)
        if picked:
            way = self.replying.way(picked, wish, known, heard, memory)
            return way or self.replying.answered(state, wish, known, heard, memory)
        return self.meeting.said(state, wish, heard, memory, found)

    def pleads(self, heard: Heard, memory: Memory) -> bool:
        """Whether a message presses for something, or settles it, in a talk about looks that just ended."""
        wish, memory = self.account.read(heard, memory)
        lasting = not LASTING.isdisjoint(self.holding.kinds(heard, wish, memory))
        return lasting and self.holding.held(heard, wish, self.account.known(memory), memory) is not None

    def hears(self, heard: Heard, memory: Memory, unsure: bool = False) -> bool:
        """Whether a message is a remark made in a talk about looks, though none is open.

        `unsure`: nothing else is made of it, so a likeness is enough.
        """
        wish, memory = self.account.read(heard, memory)
        found = self.remarking.found(heard, wish, self.account.known(memory), memory)
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
        """Whether a message opens the talk by itself: a remark, or a plea for a name for something."""
        wish = self.telling.reader.read(heard.text)
        pleas = set(self.holding.kinds(heard, wish, Memory())) if wish.names_one else set()
        if pleas & _OPENING or ("verdict" in pleas and heard.pointed < FIRM):
            return True
        found = self.remarking.remarks.opening(heard.text)
        long = len(heard.words) >= _BRIEF  # "make me laugh" may be anything
        return found is not None and long and found.score >= OPENING

    def _standing(self, move: Move) -> Move:
        """The move, whose state says what is talked about: by that the next message is judged."""
        if move.state is None:
            return move
        known = self.remarking.known(self.account.known(move.memory), move.memory)
        answers = {**move.state.answers, "about": sorted(known.about), "when": sorted(known.when)}
        return replace(move, state=replace(move.state, answers=answers))

    def takes(self, state: State, heard: Heard) -> bool:
        """Whether a message belongs to this talk: a question about something else does not."""
        if option(state, heard) is not None or self.holding.pleas.read(heard.text):
            return True
        wish = self.telling.reader.read(heard.text)
        found = () if heard.chosen or _brief(heard) else self._found(state, heard, wish)
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
        told = heard.intent in _PASSING and not heard.asks
        pressed = wish.press and (heard.confidence < FIRM or heard.intent in ("find_dentist", "ask_reason"))
        return bool(told or pressed or wish.ask == "later" or wish.press == "preachy") or takes(state, heard)

    def keeps(self, state: State, heard: Heard) -> bool:
        """Whether what sounds like "stop" is a word on the wish: "let me think", "i can still cancel"."""
        return bool(self.holding.pleas.read(heard.text)) or self._remarks(state, heard, CLEAR)

    def knows(self, state: State, heard: Heard) -> bool:
        """Whether this talk has an answer of its own to a question that may be about something else."""
        if self.holding.pleas.read(heard.text) or self._remarks(state, heard, WORDED):
            return True
        meant = spoken_of(heard.entry or "", self.telling.reader.procedures)
        ours = meant is not None and meant.id in state.answers.get("about", ())
        wish = self.telling.reader.read(heard.text)
        own = wish.ask in _WAYS or self._stock(wish, heard)
        return not ours and not wish.names_one and own

    def _stock(self, wish: Wish, heard: Heard) -> bool:
        """Whether a short question has an answer for any procedure, and the content has none for it."""
        stock = self.following.answers(wish.ask, len(heard.words))
        if wish.ask == "why_not":  # "why wont you" asks it of us, a bare "why not" of what was said
            return stock and not {"you", "u"}.isdisjoint(heard.words)
        return stock and heard.pointed < POINTED

    def _remarks(self, state: State, heard: Heard, least: float) -> bool:
        """Whether the whole message is a remark."""
        found = self._found(state, heard, self.telling.reader.read(heard.text))
        return bool(found) and found[0].score >= least and found[0].part == parts(heard.text)[0]

    def _found(self, state: State, heard: Heard, wish: Wish) -> tuple[Found, ...]:
        """The remarks that a message makes, as it is talked about in `state`."""
        scene = Known(*(frozenset(state.answers.get(key, ())) for key in ("about", "when")))
        return self.remarking.find(heard, wish, scene, Memory())

    def again(self, state: State, memory: Memory) -> Move:
        """Once as a question, once as an open door; then the conversation is over."""
        if state.step in ("worry", "done"):
            return self.weighing.again(state, memory)
        key = "again" if state.step == "why" and state.asked == 1 else "again_offer"
        text, memory = self.telling.lines(memory, key)
        kept = replace(state, asked=state.asked + 1) if state.asked == 1 else None
        return Move((Reply(text, (QUESTIONS, FACTS), kind="question"),), kept, memory)


def _plainly(heard: Heard, wish: Wish, found: tuple[Found, ...]) -> str | None:
    """The way that is asked for in so many words, where no remark is that question."""
    other = bool(found) and (not wants(found[0].part) or found[0].score < WORDED)
    return _WAYS.get(wish.ask or "") if other and wants(heard.text) else None


def _brief(heard: Heard) -> bool:
    """A bare yes, no or "not sure" answers what was asked, and is no remark."""
    short = len(heard.words) <= _BARE and not heard.asks
    return short and (heard.yes or heard.no or heard.unsure)


@cache
def load(root: Path) -> Looks:
    """The flow, read once. Raises DataError where its data is broken."""
    telling = Telling.load(root)
    weighing, account, following = Weighing(telling), Account(telling.reader), Following(telling)
    replying, remarking = Replying(telling), Remarking.load(root, telling)
    promises, pressing = Promises.load(root), Pressing(telling)
    meeting = Meeting(
        telling, promises, pressing, weighing, account, following, replying, remarking, places(root)
    )
    holding = Holding.load(root, telling)
    return Looks(telling, meeting, weighing, account, following, replying, remarking, holding)


def wished(root: Path, heard: Heard, memory: Memory) -> tuple[str | None, Memory]:
    """A line that a wish about looks was heard, for an answer that the content gives to it."""
    looks = load(root)
    wish, memory = looks.account.read(heard, memory)
    settled = wish.press == "decided" or "booked" in looks.holding.pleas.read(heard.text)
    told = settled or desire.WANTS.search(plain(heard.text)) or wish.reason in MEANT
    if not told or desire.OF_A_CHILD.search(plain(heard.text)) or of_child(heard.text, wish, memory):
        return None, memory
    return looks.telling.met(wish, settled, memory)
