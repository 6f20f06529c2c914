"""Staying: what comes next in the talk about feelings, a question, leave for a step, or a quiet line.

Questions never stand in three turns in a row, and each way ends with the door open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from companion.coaching import feeling_said as said
from companion.coaching.comfort import Comfort
from companion.coaching.flow import Heard, Move, State
from companion.coaching.hearing import Hearing, seen
from companion.coaching.manner import Manners, asks_nothing, leaves_feelings, listens
from companion.coaching.memory import Memory
from companion.coaching.moment import TOLD
from companion.coaching.session.own import quoted
from companion.coaching.theme import Theme
from companion.coaching.unanswered import Unanswered, question
from companion.reply import Kind, Reply

STEP, TALK, QUIET = "One small idea", "Just listen for now", "I would rather not say"
AWAY = "away"  # in a state's answers: something else was asked meanwhile
# A question with such a word is about mouths and their care: a step for what is felt would be beside it.
_OURS = re.compile(
    r"\b(?:teeth|tooth|gums?|mouth|paste|toothpaste|brush\w*|floss\w*|dentures?|plate|drill\w*"
    r"|crowns?|veneers?|bonding|whiten\w*|filling\w*|rinse|clean(?:ing)?|braces?|months?|numbers?"
    r"|study|studies)\b",
    re.IGNORECASE,
)
_DOES = re.compile(r"\b(?:do|help|start|begin|try)\b", re.IGNORECASE)  # asks for a step after all
_BRIEF = 7  # words up to which a request tells nothing beside


@dataclass(frozen=True)
class Staying:
    """Each method gives the move; `theme` is what the talk is about from then on."""

    comfort: Comfort
    hearing: Hearing
    manners: Manners
    unanswered: Unanswered

    def next(self, state: State, theme: Theme, line: str, memory: Memory) -> Move:
        """What is due after a reflection: a question, leave for a step, a quiet line, and again."""
        turn = state.answers.get("turn", 0)
        told = self.comfort.moments.called(memory.notes.get(TOLD, ""))
        place = 2 if told and told.quiet and line in told.says else turn % 3
        quiet = asks_nothing(memory) or listens(memory) or (place == 0 and leaves_feelings(memory))
        place = 2 if quiet else place
        known = {"theme": theme.name, "turn": turn + 1}
        if place == 0:
            ask, memory = self.comfort.own(memory, "ask", f"{theme.name}.ask", "general.ask")
            after = state.at("told", "text", (STEP, QUIET), **known)
            return move(f"{line} {ask}", "question", (STEP, QUIET), after, seen(memory, theme))
        if place == 1:
            offer, memory = self.comfort.fresh(memory, "offer", "with_you")
            after = state.at("offer", "text", (STEP, TALK), **known)
            return move(f"{line} {offer}", "question", (STEP, TALK), after, seen(memory, theme))
        close, memory = self.comfort.fresh(memory, "with_you", "door")
        ways = () if listens(memory) else (STEP,)
        after = state.at("told", "text", ways, **known, held=listens(memory) or None)
        return move(f"{line} {close}", "reflection", ways, after, seen(memory, theme))

    def on(
        self, state: State, heard: Heard, memory: Memory, theme: Theme, keys: list[str], quiet: bool = False
    ) -> Move:
        """The shared lines of `keys`, what was told given back, and what is due next."""
        lines = []
        for key in keys:
            line, memory = self.comfort.fresh(memory, key, "heard")
            lines.append(line)
        if not quiet:
            line, memory = self.comfort.line(heard.text, memory, f"{theme.name}.stay", "heard")
            lines.append(line)
        return self.next(state, theme, " ".join(lines), memory)

    def asked(self, state: State, heard: Heard, memory: Memory, theme: Theme) -> Move:
        """A step, or words to say, because they were asked for: first what was told with it."""
        moments = self.comfort.moments
        found = moments.named(heard.text) if len(heard.words) > _BRIEF else ()
        line, memory = moments.line(tuple(one for one in found if not one.meta), memory)
        if self.hearing.wants(heard.text) == "words":
            key = f"{theme.name}.words" if "worded" in theme.marks else "words"
            text, memory = self.comfort.own(memory, "words", key, "words")
        elif said.now(heard.text) and heard.next:
            text, memory = self.comfort.voice.say("tonight", memory, step=heard.next)
        else:
            text, memory = self.comfort.own(memory, "step", f"{theme.name}.step", "general.step")
        door, memory = self.comfort.fresh(memory, "door", "with_you")
        state = state.at("told", options=(TALK,), theme=theme.name, turn=2)
        text = " ".join(part for part in (line, text) if part)
        return Move((_with_steps(f"{text} {door}", theme),), state, seen(memory, theme))

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
        if _OURS.search(question(heard.text)):
            line, memory = self.unanswered.line(heard.text, memory)
            step, memory = self.comfort.fresh(memory, "door", "with_you")
            return move(f"{line} {step}", "reflection", (STEP,), after, memory)
        line, memory = self.comfort.fresh(memory, "cannot_know", "with_you")
        helps = "ahead" in theme.marks or _DOES.search(question(heard.text))
        if AWAY in state.answers or not helps:  # what was asked is no part of what weighs
            step, memory = self.comfort.fresh(memory, "door", "with_you")
        else:
            step, memory = self.comfort.own(memory, "step", f"{theme.name}.step", "door")
        return move(f"{line} {step}", "reflection", (STEP,), after, memory)

    def answer(self, state: State, text: str, entry: str | None, memory: Memory) -> Move:
        """An answer, of an entry where it has one."""
        line, memory = self.comfort.fresh(memory, "with_you", "door")
        after = state.at("told", "text", (STEP,), turn=2, **({AWAY: True} if entry else {}))
        reply = Reply(f"{text} {line}", (STEP,), kind="answer" if entry else "reflection", entry=entry)
        return Move((reply,), after, memory)

    def theirs(self, state: State, words: str, memory: Memory) -> Move:
        """A step of their own, given back as theirs in their `words`, where they can be quoted."""
        if words:
            line, memory = self.comfort.voice.say("own_words", memory, words=quoted(words))
        else:
            line, memory = self.comfort.voice.say("own", memory)
        door, memory = self.comfort.fresh(memory, "door", "with_you")
        return move(f"{line} {door}", "reflection", (STEP,), state.at("told", turn=2), memory)

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
