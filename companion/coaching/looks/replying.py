"""What is said to an answer in the talk about looks: given back first, then one step or one way on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from companion.coaching.feelings.felt import FEELS
from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.looks.posing import FACTS, GENTLE, QUESTIONS, WAYS, ended, leave_open, pose
from companion.coaching.looks.procedure import Procedure
from companion.coaching.looks.reason import OF_A_CHILD, of_child
from companion.coaching.looks.telling import NOTES, Said, Telling, is_young
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.mirror import mirror
from companion.text import plain

THINKING = "Still thinking"
SHARED = 0.5  # confidence from which a feeling without a name of its own is one
_FELT = {
    "shame": "shame", "sadness": "sad", "worry": "worry", "fear": "worry", "anger": "angry",
    "frustration": "angry",
}  # fmt: skip
# A step that the person means to take.
OWN_STEP = re.compile(
    r"\b(?:ill|i will|i might|might|maybe|im going to|im gonna|gonna|i could|i want to|i shall) "
    r"(?:just |only |then )?(?:(?:call|ring|phone|book|ask|see|go (?:to|for|see|and)|speak|talk|wait|hold off"
    r"|start|focus|do the) |(?:a |the )?(?:clean|cleaning|check)\b)"
)
_BLAMES = re.compile(
    r"\bi (?:was|am|feel|felt) (?:\w+ )?(?:stupid|an idiot|so dumb|naive|daft|foolish|young)\b"
    r"|\bi (?:wish|regret)\b|\b(?:my own fault|i should (?:have|never)|why did i)\b"
)
_DUE = 3  # things said of a procedure, after which questions for a dentist are offered, once
_BRIEF = 4  # words up to which a yes or a no is all that is said
_LEAVING = 8  # words up to which "leave it" is theirs, and not what somebody said
_ANSWERED = 6  # words up to which a message does no more than answer what we asked
_THANKED = 12  # words up to which a message does no more than thank
# Reasons whose line says more than the words given back.
MEANT = frozenset(
    "pressure teased said hide grief lonely injury culture hobby big_day birthday filter compare".split()
)
_GLAD = ("birthday", "big_day", "hobby")
_MISSED = re.compile(r"\b(?:wont|cant|didnt|dont|not|missed|miss|skip\w*|cancel\w*|avoid\w*)\b")
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
        thanks = heard.intent == "thank" and heard.confidence >= SHARED and len(heard.words) <= _THANKED
        later = ask == "later" and len(heard.words) <= _LEAVING
        if (later or thanks) and not wants(heard.text):
            key = "close_fair" if known.fair else "close_later" if later else "choice"
            text, memory = self.telling.lines(memory, key)
            return ended(Said(text, memory, known.entry, known.sources), "reflection")
        return None

    def felt(self, heard: Heard, known: Procedure, memory: Memory) -> Move | None:
        """A feeling is met before any fact, with one open question; None where there is no feeling."""
        shared = heard.intent == "express_feeling" and heard.confidence >= SHARED
        key = _FELT.get(heard.feeling or ("sadness" if shared else ""))
        words = plain(heard.text)
        if shared and _BLAMES.search(words):
            key = "regret"  # what they hold against themselves
        elif key is None or not FEELS.search(words):
            return None
        text, memory = self.telling.lines(memory, f"felt_{key}")
        said = Said(text, memory, "teeth-and-confidence", ())
        return pose(self.telling, said, "felt_stay", "why", (GENTLE,), "reflection")

    def answered(self, state: State, wish: Wish, known: Procedure, heard: Heard, memory: Memory) -> Move:
        """What was told, given back; then one fact or one mild step that was not said yet."""
        brief = len(heard.words) <= _BRIEF
        if state.step == "offer":
            if heard.unsure and brief:
                text, memory = self.telling.lines(memory, "reflect_unsure", "choice")
                return leave_open(Said(text, memory, known.entry, known.sources), "reflection")
            if heard.yes and brief and "open" in state.answers and "please" not in heard.words:
                text, memory = self.telling.lines(memory, "choice")
                return ended(Said(text, memory, known.entry, known.sources), "reflection")
            if heard.yes and brief:
                return ended(self.telling.questions(known, memory), "document")
            if heard.no and brief:
                text, memory = self.telling.lines(memory, "close_fair" if known.fair else "close_no")
                return ended(Said(text, memory, known.entry, known.sources), "reflection")
            if _senseless(heard):
                return self._missed(state, known, memory)
        if _empty(wish, heard):
            return self._missed(state, known, memory)
        back, memory = self.back(state, wish, heard, memory)
        own = OWN_STEP.search(plain(heard.text)) is not None
        if heard.hint and not own:
            text = f"{back} {heard.hint.text}".strip()
            return leave_open(Said(text, memory, heard.hint.entry, ()), "answer")
        more = ""
        if own:
            more, memory = self.telling.lines(memory, "own_step")
        elif wish.aim or wish.reason or wish.names_one:
            more, memory = self._one_more(wish, known, memory)
        elif heard.answer and heard.entry and f"answer.{heard.entry}" not in memory.said:
            return leave_open(Said(f"{back} {heard.brief}".strip(), memory, heard.entry, ()), "answer")
        elif not mirror(heard.text):
            more, memory = self.telling.lines(memory, "tell_unknown" if wants(heard.text) else "onward")
        text = f"{back} {more}".strip()
        said = Said(text, memory, known.entry, known.sources)
        offered = memory.said.get(f"{NOTES}.offer", 0)
        due = len(memory.notes.get(NOTES, {}).get("given", ())) >= _DUE
        if due and not offered and "?" not in text:
            kind, memory = self.telling.lines(memory, "affirm")
            said = replace(said, text=f"{text} {kind}", memory=memory)
            return pose(self.telling, said, "offer", "offer", WAYS, "reflection")
        return leave_open(said, "reflection")

    def back(self, state: State, wish: Wish, heard: Heard, memory: Memory) -> tuple[str, Memory]:
        """What the person told: their words, and the reason behind them where it is new."""
        if (heard.unsure and len(heard.words) <= _BRIEF) or heard.text == THINKING:
            return self.telling.lines(memory, "reflect_unsure")
        looks = memory.notes.get(NOTES, {})
        met = looks.get("met", [])
        if state.step == "why" and wish.aim and len(heard.words) <= _ANSWERED:
            return self.telling.lines(memory, f"reflect_{wish.aim}")
        told, lines = mirror(heard.text), []
        if told:
            line, memory = self.telling.voice.say(told.key, memory, **told.values)
            lines.append(line)
        # A birthday that somebody stays away from is nothing to be glad of.
        glad = wish.reason in _GLAD and _MISSED.search(plain(heard.text))
        if wish.reason and not glad and wish.reason not in met and (not told or wish.reason in MEANT):
            memory = memory.note(**{NOTES: {**looks, "met": [*met, wish.reason]}})
            child = of_child(heard.text, wish, memory) and wish.reason in OF_A_CHILD
            line, memory = self.telling.lines(memory, "ack_child_hurt" if child else f"ack_{wish.reason}")
            lines.append(line)
        elif wish.aim and not told and state.step == "why":
            line, memory = self.telling.lines(memory, f"reflect_{wish.aim}")
            lines.append(line)
        elif not told and not (OWN_STEP.search(plain(heard.text)) or heard.help[0] or wants(heard.text)):
            line, memory = self.telling.lines(memory, "heard")
            lines.append(line)
        return " ".join(lines), memory

    def _one_more(self, wish: Wish, known: Procedure, memory: Memory) -> tuple[str, Memory]:
        """The next thing worth saying of what is talked about: a mild step, a fact, whose choice it is."""
        looks = memory.notes.get(NOTES, {})
        tender = (wish.reason or looks.get("reason")) in _GENTLE
        aim = "fair" if known.fair else wish.aim or ("feel" if tender else known.aim)
        given: list[str] = looks.get("given", [])
        if is_young(memory) and not known.fair:
            keys: tuple[str, ...] = ("more_now", "more_tooth", "more_who")
        else:
            keys = (f"step_{aim}", "more_tooth", "more_lasts", "more_who")
        left = [key for key in keys if f"{known.id}.{key}" not in given]
        if not left:
            return self.telling.lines(memory, "onward")
        memory = memory.note(**{NOTES: {**looks, "given": [*given, f"{known.id}.{left[0]}"]}})
        facts = {"tooth": known.tooth, "lasts": known.lasts, "who": known.who, "now": known.under_18_now}
        return self.telling.lines(memory, left[0], name=known.name, **facts)

    def _missed(self, state: State, known: Procedure, memory: Memory) -> Move:
        """Letters without sense get choices; then the door is left open."""
        if state.asked > 1:
            text, memory = self.telling.lines(memory, "leave")
            return ended(Said(text, memory, known.entry, known.sources), "reflection")
        text, memory = self.telling.lines(memory, "menu")
        move = leave_open(Said(text, memory, known.entry, known.sources), "menu")
        return replace(move, state=replace(move.state, asked=state.asked + 1)) if move.state else move


def _senseless(heard: Heard) -> bool:
    return heard.intent == "gibberish" or len(heard.words) < 2


def _empty(wish: Wish, heard: Heard) -> bool:
    """Whether a message says nothing that can be taken up: to say "I see" to that would be untrue."""
    said = wish.aim or wish.reason or wish.names_one or heard.hint or heard.chosen or heard.text == THINKING
    kind = heard.yes or heard.no or heard.unsure or heard.intent in ("affirm", "deny", "thank", "laugh")
    brief = kind and len(heard.words) <= _BRIEF
    return not (said or brief or mirror(heard.text) or OWN_STEP.search(plain(heard.text)))
