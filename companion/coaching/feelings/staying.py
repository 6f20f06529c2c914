"""Staying: what comes next in the talk about feelings, a question, a small step, or a person to turn to.

Questions never stand in three turns in a row, and each way ends with the door open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching.answer.unanswered import Unanswered, question
from companion.coaching.feelings import said
from companion.coaching.feelings.comfort import Comfort
from companion.coaching.feelings.hearing import Hearing, seen
from companion.coaching.feelings.moment import TOLD
from companion.coaching.feelings.theme import GENERAL, Theme
from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.said.manner import Manners, asks_nothing, leaves_feelings, listens
from companion.coaching.session.own import quoted
from companion.reply import Kind, Reply
from companion.text import plain

STEP, TALK, QUIET = "One small idea", "Just listen for now", "I would rather not say"
HUMAN = "Talk to a human"
AWAY = "away"  # in a state's answers: something else was asked meanwhile
# A question with such a word is about mouths and their care.
_OURS = re.compile(
    r"\b(?:teeth|tooth|gums?|mouth|paste|toothpaste|brush\w*|floss\w*|dentures?|plate|drill\w*"
    r"|crowns?|veneers?|bonding|whiten\w*|filling\w*|rinse|clean(?:ing)?|braces?|months?|numbers?"
    r"|study|studies)\b",
    re.IGNORECASE,
)
# "How do I explain it to him": words for them, and not for the desk.
_TO_THEM = re.compile(
    r"\b(?:to|tell|warn|prepare|explain|ask|without scaring|without a row with) "
    r"(?:it to )?(?:him|her|them|my|our)\b(?! dentist)"
)
_TO_CHILD, _TO_OTHER = "to_child", "to_other"
# Asks for a way to do something.
_WAY = re.compile(
    r"\b(?:how (?:do|can|should|would|could) (?:i|we)(?! (?:even )?(?:know|tell|say))"
    r"|what (?:can|could|should|do) (?:i|we) (?:\w+ )?do"
    r"|where (?:do|can|could|would) (?:i|we)|(?:an|any|is there a) (?:easier|better|gentler|other) way)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:(?:can|to|could|should|must) (?:i |we )?(?:\w+ )?do|help|start|begin|try)\b", re.IGNORECASE
)  # asks for a step after all
_BRIEF = 7  # words up to which a request tells nothing beside


@dataclass(frozen=True)
class Staying:
    """Each method gives the move; `theme` is what the talk is about from then on."""

    comfort: Comfort
    hearing: Hearing
    manners: Manners
    unanswered: Unanswered

    def next(self, state: State, theme: Theme, line: str, memory: Memory, back: Theme | None = None) -> Move:
        """What is due after a reflection: a question, one small step, a person to turn to, and again.

        What weighs heavily is stayed with for one turn more before a step comes. `back`: the theme
        that the talk goes back to after this turn.
        """
        turn = state.answers.get("turn", 0)
        told = self.comfort.moments.called(memory.notes.get(TOLD, ""))
        known = {"theme": (back or theme).name, "turn": turn + 1}
        hushed = listens(memory) or (told and told.quiet and line in told.says)
        if hushed:
            close, memory = self.comfort.fresh(memory, "with_you", "door")
            ways = () if listens(memory) else (STEP,)
            after = state.at("told", "text", ways, **known, held=listens(memory) or None)
            return move(f"{line} {close}", "reflection", ways, after, seen(memory, theme))
        place = 1 if told and told.first and line in told.says else turn % 3
        place = 3 - place if theme.heavy and place else place
        if place == 0 and not (asks_nothing(memory) or leaves_feelings(memory)):
            ask, memory = self.comfort.own(memory, "ask", f"{theme.name}.ask", "general.ask")
            after = state.at("told", "text", (STEP, QUIET), **known)
            return move(f"{line} {ask}", "question", (STEP, QUIET), after, seen(memory, theme))
        if place == 1 and theme.name != GENERAL and not leaves_feelings(memory):
            return self._small(state.at("told", **known), theme, line, memory)
        human, memory = self.comfort.fresh(memory, "human", "with_you", "door")
        after = state.at("told", "text", (STEP, HUMAN), **known)
        return move(f"{line} {human}", "reflection", (STEP, HUMAN), after, seen(memory, theme))

    def _small(self, state: State, theme: Theme, line: str, memory: Memory) -> Move:
        """One small step beside what was given back, for them to take or leave."""
        step, memory = self.comfort.own(memory, "step", f"{theme.name}.step", "general.step")
        offer, memory = self.comfort.voice.say("offer", memory, step=step)
        after = state.at("offer", "text", (STEP, TALK))
        return move(f"{line} {offer}", "reflection", (STEP, TALK), after, seen(memory, theme))

    def asked(self, state: State, heard: Heard, memory: Memory, theme: Theme) -> Move:
        """A step, or words to say, because they were asked for: first what was told with it."""
        moments = self.comfort.moments
        found = moments.named(heard.text) if len(heard.words) > _BRIEF else ()
        line, memory = moments.line(tuple(one for one in found if not (one.meta or one.answers)), memory)
        if self.hearing.wants(heard.text) == "words":
            text, memory = self._worded(heard.text, theme, memory)
        elif said.now(heard.text) and heard.next:
            text, memory = self.comfort.voice.say("tonight", memory, step=heard.next)
        else:
            text, memory = self.comfort.own(memory, "step", f"{theme.name}.step", "general.step")
        door, memory = self.comfort.fresh(memory, "door", "with_you")
        state = state.at("told", options=(TALK,), theme=theme.name, turn=2)
        text = " ".join(part for part in (line, text) if part)
        return Move((_with_steps(f"{text} {door}", theme),), state, seen(memory, theme))

    def _worded(self, text: str, theme: Theme, memory: Memory) -> tuple[str, Memory]:
        """Words for the dentist or the desk; for a child or someone close, where it is them they speak to."""
        whom = _TO_CHILD if theme.name in ("child", "parent") else _TO_OTHER
        if theme.name in ("child", "parent", "other", "carer") and _TO_THEM.search(plain(text)):
            return self.comfort.fresh(memory, whom, "words")
        key = f"{theme.name}.words" if "worded" in theme.marks else "words"
        return self.comfort.own(memory, "words", key, "words")

    def as_asked(self, state: State, heard: Heard, memory: Memory) -> Move:
        """A wish on how to be spoken with is granted in one line, and what was told beside it is heard."""
        moments = self.comfort.moments
        line, memory = self.manners.answer(memory, heard.text)
        more, memory = moments.line(moments.named(heard.text), memory)
        close, memory = self.comfort.fresh(memory, "with_you", "door")
        text = " ".join(part for part in (line, more, close) if part)
        return move(text, "reflection", (), state.at("told", "text", (), held=True), memory)

    def unknown(self, state: State, heard: Heard, memory: Memory, theme: Theme) -> Move:
        """A question that nothing here answers: said so, with a step only where one can be of help to it."""
        after = state.at("told", "text", (STEP,), theme=theme.name)
        asked, known = question(heard.text), theme.name != GENERAL
        if known and _WAY.search(asked):  # a way is asked for, and the theme has one
            line = ""
        elif _OURS.search(asked):
            line, memory = self.unanswered.line(heard.text, memory)
        else:
            line, memory = self.comfort.fresh(memory, "cannot_know", "with_you")
        if known and (not line or _OURS.search(asked) or "ahead" in theme.marks or _DOES.search(asked)):
            step, memory = self.comfort.own(memory, "step", f"{theme.name}.step", "door")
        else:
            step, memory = self.comfort.fresh(memory, "human", "door")
        return move(f"{line} {step}".strip(), "reflection", (STEP, HUMAN), after, memory)

    def answer(self, state: State, text: str, entry: str | None, memory: Memory) -> Move:
        """An answer, of an entry where it has one."""
        after = state.at("told", "text", (STEP, HUMAN), turn=2, **({AWAY: True} if entry else {}))
        reply = Reply(text, (STEP, HUMAN), kind="answer" if entry else "reflection", entry=entry)
        return Move((reply,), after, memory)

    def theirs(self, state: State, words: str, memory: Memory) -> Move:
        """A step of their own, given back as theirs in their `words`, where they can be quoted."""
        if words:
            line, memory = self.comfort.voice.say("own_words", memory, words=quoted(words))
        else:
            line, memory = self.comfort.voice.say("own", memory)
        door, memory = self.comfort.fresh(memory, "door", "with_you")
        return move(f"{line} {door}", "reflection", (STEP,), state.at("told", turn=2), memory)

    def taken(self, state: State, memory: Memory) -> Move:
        """A yes to the step that was just told."""
        text, memory = self.comfort.fresh(memory, "taken", "door")
        return move(text, "reflection", (STEP, HUMAN), state.at("told", turn=2), memory)

    def say(self, state: State, theme: Theme, keys: tuple[str, ...], memory: Memory) -> Move:
        """A wording of each key, and a quiet turn."""
        lines = []
        for key in keys:
            line, memory = self.comfort.fresh(memory, key, "with_you")
            lines.append(line)
        after = state.at("told", "text", (STEP,), theme=theme.name, turn=2)
        return move(" ".join(lines), "reflection", (STEP,), after, memory)

    def close(self, theme: Theme, key: str, memory: Memory) -> Move:
        """The last word of this round, with ways on; the flow ends here."""
        text, memory = self.comfort.fresh(memory, key, "door")
        return Move((_with_steps(text, theme),), None, memory)

    def later(self, state: State, memory: Memory) -> Move:
        """One line that leaves the door open, in `state`."""
        text, memory = self.comfort.voice.say("later", memory)
        return move(text, "reflection", state.options, state, memory)


def move(text: str, kind: Kind, buttons: tuple[str, ...], state: State, memory: Memory) -> Move:
    """One reply, and where the talk stands then."""
    return Move((Reply(text, buttons, kind=kind),), state, memory)


def _with_steps(text: str, theme: Theme) -> Reply:
    titles = tuple(step["title"] for step in theme.steps)
    return Reply(text, titles, kind="reflection", data={"choices": theme.steps})
