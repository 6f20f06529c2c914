"""Holding: kind and firm answers to what is pressed for in a talk about looks, and to how it ends.

No clinic, brand, price or deal is named, and each no says why and gives a way to choose well. What was
decided is taken up as the person's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.coaching.flow import Move
from companion.coaching.heard import Heard
from companion.coaching.looks.plea import KINDS, NAMES, Pleas
from companion.coaching.looks.posing import ended, leave_open
from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.telling import NOTES, Said, Telling, is_young, stands_on
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.passing.ways import Ways, ways
from companion.reply import Kind

_HARM = frozenset(("booked", "insist", "verdict"))  # with other words where it can harm for good
_LATER = frozenset("many theirs booked insist leave wait dentist shrug".split())  # no first words on a wish
_GROWN = frozenset(("booked", "insist", "many"))  # under 18 these are a matter of age
_TEEN = frozenset(("place", "less"))  # with words of their own under 18
_LAST = frozenset(("thanks", "bye"))
_CARE = ("paste", "brush", "rinse", "between")  # of these the promises have more to say
# A feeling or a complaint is met as one, whatever else the words may be.
_FELT = frozenset(("express_feeling", "worry_about_looks", "report_symptom", "report_injury"))
FELT_FROM = 0.6  # confidence
_ENTRIES = {
    "place": "check-a-dentist-is-registered",
    "price": "low-cost-care",
    "code": "adverts-and-guarantees",
    "choose": "check-a-dentist-is-registered",
}
_SETTLED = frozenset(("leave", "wait", "dentist", "shrug", *_LAST))


@dataclass(frozen=True)
class Holding:
    """Reads a message for pleas, and answers them while there are new words for it."""

    telling: Telling
    pleas: Pleas
    ways: Ways

    @classmethod
    def load(cls, root: Path, telling: Telling) -> Holding:
        """Raises DataError where the data is broken."""
        return cls(telling, Pleas.load(root), ways(root))

    def kinds(self, heard: Heard, wish: Wish, memory: Memory) -> tuple[str, ...]:
        """What a message pleads for; nothing where worry fills the day, or where something was done."""
        if heard.chosen or wish.worry or wish.product in _CARE or memory.notes.get(NOTES, {}).get("worry"):
            return ()
        if heard.intent in _FELT and heard.confidence >= FELT_FROM:
            return ()
        out = _GROWN if is_young(memory) else frozenset[str]()
        if wish.done:
            out |= {"less"}
        if self._new(wish, memory):
            out |= _LATER
        return tuple(one for one in self.pleas.read(heard.text) if one not in out)

    def held(self, heard: Heard, wish: Wish, known: Procedure, memory: Memory) -> Move | None:
        """The answer to what a message pleads for, where there are new words for it."""
        kinds = self.kinds(heard, wish, memory)
        return self._move(kinds, wish, known, memory) if kinds else None

    def _new(self, wish: Wish, memory: Memory) -> bool:
        """Whether a wish is told for the first time, so that its facts come before anything is settled."""
        looks, procedure = memory.notes.get(NOTES, {}), wish.procedure
        told = (*looks.get("told", ()), *filter(None, (looks.get("procedure"),)))
        return not told or bool(procedure and procedure.rank > 1 and procedure.id not in told)

    def _move(self, kinds: tuple[str, ...], wish: Wish, known: Procedure, memory: Memory) -> Move | None:
        """The answer, or None where all was said, or where the wish is one that needs no second thought."""
        about = wish.procedure if wish.procedure and _heavier(wish.procedure, known) else known
        looks = memory.notes.get(NOTES, {})
        memory = memory.note(**{NOTES: {**looks, "procedure": about.id}})
        names = [one for one in kinds if one in NAMES and not (one == "product" and "place" in kinds)]
        first = names or [one for one in kinds if one not in _LAST][:1] or list(kinds[-1:])
        if about.fair and first[0] not in (*NAMES, "choose", "vain", *_LAST):
            return None
        keys = [self._key(one, about, memory) for one in first]
        if not all(self.pleas.voice.left(key, memory) for key in keys):
            return None
        if names and "insist" in kinds:
            keys.insert(0, "decided")
        if "bye" in kinds and "bye" not in keys:
            keys.append("bye")
        lines, values = [], self._values(about, memory)
        for key in keys:
            line, memory = self.pleas.voice.say(key, memory, **values)
            lines.append(line)
        opening = bool(names) and not looks.get("told") and known.id != about.id
        text = " ".join((*lines, values["gentler"]) if opening else lines)
        entry, sources = stands_on(about, memory)
        other = _ENTRIES.get(first[0])
        said = Said(text, memory, other or entry, () if other else sources)
        kind: Kind = "answer" if first[0] in ("choose", "vain") else "boundary"
        if first[0] in _SETTLED:
            kind = "reflection"
        return ended(said, kind) if _LAST.intersection(kinds) and not names else leave_open(said, kind)

    def _key(self, kind: str, about: Procedure, memory: Memory) -> str:
        if kind in _TEEN and is_young(memory):
            return f"{kind}_teen"
        if kind in ("place", "choose") and about.id == "crowns-abroad":
            return f"{kind}_abroad"
        return f"{kind}_harm" if kind in _HARM and about.harmful and not about.fair else kind

    def _values(self, about: Procedure, memory: Memory) -> dict[str, str]:
        """What the wordings may name. Under 18 the plain answer is what holds at that age."""
        place = self.ways.of(memory.notes.get(NOTES, {}).get("country"))
        values = {
            **{key: place[key] for key in ("find", "register")},
            "less_pay": place["less"],
            **{key: getattr(about, key) for key in ("straight", "less", "gentler", "tooth", "lasts", "who")},
            "ask": about.ask[0],
            "asks": about.ask[1],
        }
        if is_young(memory) and not about.fair:
            rule = self.telling.under_18(about, memory)
            values |= {"straight": rule, "less": rule, "gentler": about.under_18_now}
        return values


def _heavier(named: Procedure, known: Procedure) -> bool:
    """Whether a procedure that is named is what is meant, and not an occasion or a model for it."""
    return named.rank > 1 or known.rank == 0


LASTING = frozenset(KINDS) - _LAST  # kinds that are met also where no talk is open any more
