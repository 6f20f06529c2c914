"""What is said about looks, put together from the procedures and the wordings. No state in here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.wish import Wish, WishReader, wishes
from companion.coaching.memory import Memory
from companion.coaching.voice import Voice

NOTES = "looks"  # key of the memory's notes: procedure, young, child, told, pressed, affirmed
_REASONS = (
    "pressure big_day birthday photos job love teased said compare filter hide older self injury grief"
    " lonely hobby culture"
).split()
_PRESS = (
    "where how plain preachy everyone friend_fine risks decided mine bargain yes not_enough distrust cost "
    "leave any teen teen_where video end"
).split()
_TELLS = (
    "lasts regrow hurts cost vain soon tell opinion safe who wrong why_not bot better no_doctor against "
    "say_no unknown place"
).split()
_AIMS = "colour shape straight feel all style one fond".split()
KEYS = frozenset(
    """
    ack ack_set ack_more ack_hack ack_fair ack_teen ack_parent ack_other also_guaranteed also_genes
    source ask_which ask_hope ask_hack ask_fair ask_teen ask_parent ask_said ask_soon reflect_style
    reflect_unsure affirm offer because questions choice facts facts_undone_never facts_undone_partly
    facts_undone_mostly facts_undone_fades facts_undone_always after_facts close_no close_later
    close_fair menu leave again again_offer worry worry_help worry_ask worry_lots worry_less worry_hold
    worry_stay done done_step done_ask done_well done_hurt felt_shame felt_sad felt_worry felt_angry
    felt_stay heard onward mirrored mirrored_hard mirrored_view own_step more_now more_tooth more_lasts
    more_who fact_pregnant elsewhere side_by_side felt_regret ack_child_hurt step_hurt_child
    step_shy_child step_hurt_young step_hurt_own
    """.split()
).union(
    (f"ack_{name}" for name in _REASONS),
    (f"press_{name}" for name in _PRESS),
    (f"reflect_{name}" for name in _AIMS),
    (f"step_{name}" for name in (*_AIMS, "fair")),
    (f"tell_{name}" for name in _TELLS),
)
# Reasons that are met before anything else is known of the person, whatever the age or the procedure.
_FIRST = frozenset(
    ("pressure", "teased", "said", "injury", "grief", "lonely", "hobby", "culture", "birthday", "filter")
)
UNDER_18 = ("whitening-under-18", ("gdc-whitening",))
_LAW = "whitening-salon"  # the procedure whose source is the law on whitening


@dataclass(frozen=True)
class Said:
    """Words, and the entry and sources that stand behind them."""

    text: str
    memory: Memory
    entry: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Telling:
    """Composes sentences; every method gives the memory on, so that nothing is said twice alike."""

    voice: Voice
    reader: WishReader

    @classmethod
    def load(cls, root: Path) -> Telling:
        """Raises DataError where wordings, cues or procedures are broken."""
        return cls(Voice.load(root, "looks", KEYS), wishes(root))

    def lines(self, memory: Memory, *keys: str, **values: Any) -> tuple[str, Memory]:
        """One wording of each key, as one paragraph."""
        parts = []
        for key in keys:
            text, memory = self.voice.say(key, memory, **values)
            parts.append(text)
        return " ".join(parts), memory

    def met(self, wish: Wish, settled: bool, memory: Memory) -> tuple[str | None, Memory]:
        """A line that a wish was heard, where the content answers it; None where one was said before."""
        met = any(key.startswith(f"{NOTES}.ack") for key in memory.said)
        if met or wish.worry or not wish.names_one or wish.procedure is None:
            return None, memory
        key = _ack(wish, wish.procedure, memory)
        if key == "ack_hack" or wish.reason == "compare":
            return None, memory
        return self.lines(memory, "ack_set" if key == "ack" and settled else key)

    def first(self, wish: Wish, procedure: Procedure, memory: Memory) -> Said:
        """Acknowledgement, one honest fact with its source, the gentler step; the question comes after."""
        young, fair = is_young(memory), procedure.fair
        key = _ack(wish, procedure, memory)
        ack, memory = self.lines(memory, key)
        if key == f"ack_{wish.reason}":
            looks = memory.notes.get(NOTES, {})
            memory = memory.note(**{NOTES: {**looks, "met": [*looks.get("met", ()), wish.reason]}})
        entry, sources, cited = procedure.entry, procedure.sources, procedure.cited
        fact, told = self._fact(procedure, memory)
        step = procedure.gentler
        if young and fair:
            step = f"{self.under_18(procedure, memory)} {procedure.under_18_now}"
        elif young:
            step = procedure.under_18_now
            entry, sources = stands_on(procedure, memory)
            law = self.reader.procedure(_LAW)
            if entry != procedure.entry and law:
                fact, cited = self.under_18(procedure, memory), law.cited
            else:
                fact = f"{self.under_18(procedure, memory)} {' '.join(_sentences(fact)[:2])}"
        also, told = self._also(wish, procedure, told)
        source, told = self.lines(told, "source", names=cited)
        if "pregnant" in memory.facts and "looks.fact_pregnant" not in told.said and not fair:
            step, told = self.lines(told, "fact_pregnant")
        text = f"{ack}\n\n{fact} {also}{step}\n{source}"
        return Said(text, told, entry, sources)

    def under_18(self, procedure: Procedure, memory: Memory) -> str:
        """What holds under 18; a rule of the UK is not given out as that of another country."""
        country = memory.notes.get(NOTES, {}).get("country")
        if country in (None, "GB") or "In the UK" not in procedure.under_18:
            return procedure.under_18
        text, _ = self.lines(memory, "elsewhere")
        return f"{procedure.under_18} {text}"

    def _fact(self, procedure: Procedure, memory: Memory) -> tuple[str, Memory]:
        """The key fact; what it costs in tooth and how long it lasts where that was said already."""
        looks = memory.notes.get(NOTES, {})
        told: list[str] = looks.get("told", [])
        again = told.count(procedure.id)
        memory = memory.note(**{NOTES: {**looks, "told": [*told, procedure.id], "procedure": procedure.id}})
        facts = (procedure.key, f"{procedure.tooth} {procedure.lasts}", procedure.who)
        return facts[min(again, len(facts) - 1)], memory

    def _also(self, wish: Wish, procedure: Procedure, memory: Memory) -> tuple[str, Memory]:
        key = None
        if wish.has("guaranteed") and procedure.id != "guaranteed":
            key = "also_guaranteed"
        elif wish.has("perfect-genetics") and procedure.id != "perfect-genetics":
            key = "also_genes"
        if not key:
            return "", memory
        text, memory = self.lines(memory, key)
        return f"{text} ", memory

    def facts(self, procedure: Procedure, memory: Memory) -> Said:
        """All the facts of one procedure as a short list."""
        intro, memory = self.lines(memory, "facts", name=procedure.name)
        undone, memory = self.lines(memory, f"facts_undone_{procedure.reversible}")
        source, memory = self.lines(memory, "source", names=procedure.cited)
        rows = [
            intro,
            f"- The way back: {undone}",
            f"- Cost in tooth: {procedure.tooth}",
            f"- How long: {procedure.lasts}",
            f"- Who may do it: {procedure.who}",
            *([f"- Under 18: {self.under_18(procedure, memory)}"] if is_young(memory) else []),
            source,
        ]
        return Said("\n".join(rows), memory, procedure.entry, procedure.sources)

    def questions(self, procedure: Procedure, memory: Memory) -> Said:
        """Three questions for a registered professional, and whose choice it is."""
        intro, memory = self.lines(memory, "questions")
        choice, memory = self.lines(memory, "choice")
        rows = [intro, *(f"- {question}" for question in procedure.ask)]
        return Said("\n".join(rows) + f"\n\n{choice}", memory, procedure.entry, procedure.sources)


def is_young(memory: Memory) -> bool:
    """Whether this is about somebody under 18, by what was told."""
    return bool(memory.notes.get(NOTES, {}).get("young"))


def stands_on(procedure: Procedure, memory: Memory) -> tuple[str, tuple[str, ...]]:
    """The entry and the sources of its key fact; for someone under 18 the law on whitening gels."""
    if is_young(memory) and "whitening gel" in procedure.under_18:
        return UNDER_18
    return procedure.entry, procedure.sources


def asking(wish: Wish, procedure: Procedure, memory: Memory) -> str:
    """The key of the question that fits a first reply."""
    if procedure.fair or wish.reason == "injury":
        return "ask_fair"
    if is_young(memory):
        return "ask_parent" if memory.notes[NOTES].get("child") else "ask_teen"
    if wish.reason in ("teased", "said"):
        return "ask_said"
    if procedure.at_home:
        return "ask_hack"
    if wish.reason == "big_day":
        return "ask_soon"
    return "ask_which" if procedure.aim == "all" else "ask_hope"


def _ack(wish: Wish, procedure: Procedure, memory: Memory) -> str:
    looks = memory.notes.get(NOTES, {})
    if looks.get("child") and wish.reason in ("teased", "said"):
        return "ack_child_hurt"
    if wish.reason in _FIRST:
        return f"ack_{wish.reason}"
    if procedure.fair:
        return "ack_fair"
    if looks.get("young"):
        return "ack_parent" if looks.get("child") else "ack_teen"
    if wish.who == "other":
        return "ack_other"
    if wish.reason and not (wish.reason == "compare" and procedure.harmful):  # "saw it on tiktok"
        return f"ack_{wish.reason}"
    if looks.get("told"):
        return "ack_more"
    return "ack_hack" if procedure.harmful else "ack"


def _sentences(text: str) -> list[str]:
    return [part if part.endswith(".") else f"{part}." for part in text.split(". ") if part]
