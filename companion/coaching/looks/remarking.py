"""What people say in the middle of a talk about looks, answered from the remarks written for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from companion.coaching.flow import Move
from companion.coaching.heard import Heard, asks
from companion.coaching.looks.posing import ended, leave_open
from companion.coaching.looks.pressing import OFTEN
from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.telling import NOTES, Said, Telling, is_young, stands_on
from companion.coaching.looks.weighing import cared
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.passing.ways import Ways, ways
from companion.coaching.said.asking import wants
from companion.coaching.said.mirror import mirror
from companion.coaching.said.remark import Remark
from companion.coaching.said.remarks import Found, Known, Remarks, remarks
from companion.reply import Reply

WORDED = 0.62  # closeness that is all but word for word
CLEAR = 0.43  # from which it comes before the cues of looks-cues.yml
OPENING = 0.66  # from which a remark opens the talk, with nothing before it to lean on
NAMED = 0.85  # the same, where the message names a procedure as well
SECOND = 0.46  # from which another part of the message is answered too
TOLD = 0.35  # the same, for what is told and asks nothing
FAIR = 0.32  # and from which it is better than a general answer
# Reasons that are met before an answer.
_MET = frozenset("birthday big_day grief lonely hobby culture job love".split())
_FACTS = ("lasts", "tooth", "who", "key", "gentler")


@dataclass(frozen=True)
class Remarking:
    """Finds the remark that fits the talk, and says its answer."""

    telling: Telling
    remarks: Remarks
    ways: Ways

    @classmethod
    def load(cls, root: Path, telling: Telling) -> Remarking:
        """Raises DataError where a remark is broken."""
        return cls(telling, remarks(root, NOTES), ways(root))

    def known(self, procedure: Procedure, memory: Memory) -> Known:
        """What a remark is weighed against in a talk about `procedure`."""
        young = {"young"} if is_young(memory) else set()
        worry = {"worry"} if memory.notes.get(NOTES, {}).get("worry") else set()
        return Known(frozenset((procedure.id,)), frozenset(young | worry))

    def find(self, heard: Heard, wish: Wish, known: Known, memory: Memory) -> tuple[Found, ...]:
        """The remarks that a message makes, the closest first, without those whose words were all said."""
        about = known.about.union(one.id for one in wish.procedures)
        found = self.remarks.find(heard.text, replace(known, about=about))
        return tuple(one for one in found if self._fresh(one, memory) and self._weighs(one, heard))

    def found(self, heard: Heard, wish: Wish, about: Procedure, memory: Memory) -> tuple[Found, ...]:
        """The same, in a talk about a procedure."""
        return self.find(heard, wish, self.known(about, memory), memory)

    def _fresh(self, found: Found, memory: Memory) -> bool:
        return memory.said.get(f"remarks.{found.remark.id}", 0) < len(found.remark.answers)

    def _weighs(self, found: Found, heard: Heard) -> bool:
        """Whether it may answer the message: a detail only where it is most of it, and asks nothing."""
        return not found.remark.slight or (found.covers(heard.text) and not wants(heard.text))

    def met(self, found: Found, wish: Wish, known: Procedure, memory: Memory) -> Move:
        """The answer that opens a talk, with the reason for the wish met first if the remark asks."""
        move = self.say((found,), wish, known, memory)
        asked = asks(found.part) or found.part.startswith(("whats", "hows"))
        if wish.reason not in _MET or found.remark.kind != "answer" or not asked:
            return move
        met, memory = self.telling.lines(move.memory, f"ack_{wish.reason}")
        return _led_in(met, replace(move, memory=memory))

    def reply(
        self, found: tuple[Found, ...], wish: Wish, known: Procedure, heard: Heard, memory: Memory
    ) -> Move:
        """The answer to a remark; where most of the message told something else, that is given back first."""
        first = found[0]
        back = None if wants(heard.text) or first.covers(heard.text) else mirror(heard.text, apart=first.part)
        move = self.say(found, wish, known, memory)
        if not back or first.remark.when == "worry" or first.remark.questions:
            return move
        line, memory = self.telling.voice.say(back.key, move.memory, **back.values)
        return _led_in(line, replace(move, memory=memory))

    def say(self, found: tuple[Found, ...], wish: Wish, known: Procedure, memory: Memory) -> Move:
        """The answer to the closest remark, and to one more that is just as clear, with ways on."""
        looks, found = memory.notes.get(NOTES, {}), _asked_first(found)
        remark = found[0].remark
        about = known
        asked = asks(found[0].part)  # "are grillz bad for you" is about these, whatever was talked of before
        heavier = wish.procedure and (asked or wish.procedure.rank >= known.rank) and not remark.about
        fits = heavier or (wish.procedure and wish.procedure.id in remark.about)
        if wish.procedure and wish.names_one and fits:
            about = wish.procedure
        if about.id != known.id:
            memory = memory.note(**{NOTES: {**looks, "procedure": about.id}})
        if remark.questions:
            return leave_open(self.telling.questions(about, memory), "document")
        filled = self._filled(remark, memory)
        text, memory = self._words(remark, about, memory)
        more = next((one.remark for one in found[1:] if self._adds(one, filled, memory)), None)
        if more:
            second, memory = self._words(more, about, memory)
            text = f"{text}\n\n{second}"
        entry, sources = stands_on(about, memory)
        said = Said(text, memory, remark.see or entry, () if remark.see else sources)
        if remark.when == "worry":
            return cared(said)
        if remark.press:
            pressed = looks.get("pressed", 0) + 1
            noted = {**memory.notes.get(NOTES, {}), "pressed": pressed}
            said = replace(said, memory=memory.note(**{NOTES: noted}))
            if pressed >= OFTEN:
                return ended(said, remark.kind)
        move = leave_open(said, remark.kind)
        return replace(move, replies=(_at(move.replies[0], remark.level == "soon"),))

    def _words(self, remark: Remark, about: Procedure, memory: Memory) -> tuple[str, Memory]:
        return self.remarks.say(
            remark,
            memory,
            **self.ways.of(memory.notes.get(NOTES, {}).get("country")),
            lasts=about.lasts,
            tooth=about.tooth,
            who=about.who,
            key=about.key,
            gentler=about.under_18_now if is_young(memory) else about.gentler,
            under_18=self.telling.under_18(about, memory),
        )

    def _filled(self, remark: Remark, memory: Memory) -> bool:
        """Whether its next wording names a fact of the procedure."""
        return any(f"{{{fact}}}" in self.remarks.next(remark, memory) for fact in _FACTS)

    def asked(self, found: tuple[Found, ...], about: Procedure, memory: Memory) -> tuple[str, Memory]:
        """The answer to a clear question that came along with a wish; no words where there is none."""
        clear = (one.remark for one in found if one.score >= SECOND and asks(one.part))
        remark = next((one for one in clear if not (one.questions or one.press)), None)
        return self._words(remark, about, memory) if remark else ("", memory)

    def _adds(self, found: Found, filled: bool, memory: Memory) -> bool:
        """Whether a second remark is a question as clear, its answer no second helping of the same fact."""
        if not asks(found.part):
            return False
        twice = filled and self._filled(found.remark, memory)
        return found.score >= SECOND and not found.remark.questions and not twice


def _led_in(line: str, move: Move) -> Move:
    """The move with a line before its first words."""
    first, *rest = move.replies
    return replace(move, replies=(replace(first, text=f"{line} {first.text}"), *rest))


def _at(reply: Reply, soon: bool) -> Reply:
    return replace(reply, level="soon", destination="dentist") if soon else reply


def _asked_first(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Without the pushing, where a clear question came with it ("does it harm or not, yes or no")."""
    asked = tuple(one for one in found[1:] if one.score >= CLEAR and asks(one.part))
    return asked if found[0].remark.press and asked else found
