"""The self-check: a short look at habits and circumstances. No score, no probability, no label.

At most eight questions, each with why it is asked; every answer is given back before the next
question. It ends with what goes well, the one or two changes that matter most, and questions for
a dentist. Skipping, not knowing and stopping are always fine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.self_check.habit import Habit, load_habits
from companion.coaching.self_check.summing import NOTES, Summing
from companion.coaching.taking import takes
from companion.coaching.voice import Voice
from companion.reply import Reply

NAME = "self_check"
SKIP = "Skip"
_SKIPS = re.compile(
    r"\b(skip|pass|next|rather not|prefer not|dont want to|no comment|none of your business"
    r"|private)\b"
)
_ENOUGH = re.compile(
    r"\b(finish|results?|summary|thats enough|enough|get to the point|hurry|too long"
    r"|too many questions)\b"
)
_ELSEWHERE = frozenset(
    """
    want_procedure insist_procedure worry_about_looks report_symptom report_injury express_feeling set_goal
    """.split()
)
_QUESTION = re.compile(r"\?\s*$|^(?:what|why|how|when|where|who|is|are|does|do|can|could|should|will)\b")
_NEEDED = 2  # answers from which there is something to sum up
KEYS = frozenset(
    """
    intro because skipped unsure unclear moved_on parked parked_now halfway thanks well changes dentist
    nothing_well nothing_to_change genes diabetes pregnant choice too_little
    """.split()
)


@dataclass(frozen=True)
class SelfCheck:
    """A companion.coaching.flow.Flow. State.answers maps a habit's id to the title chosen, or None."""

    voice: Voice
    habits: tuple[Habit, ...]
    summing: Summing
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """What this is, and the first question. What the message told already is not asked again."""
        answers = self._told({}, heard, memory)
        left = [habit for habit in self.habits if habit.id not in answers]
        intro, memory = self.voice.say("intro", memory, count=len(left))
        return self._next(answers, intro, memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """An answer, given back; then the next question or the end."""
        habit = next(one for one in self.habits if one.id == state.step)
        text = heard.text.lower().replace("'", "")
        if heard.intent == "ask_reason":
            because, memory = self.voice.say("because", memory)
            return self._put(habit, {**state.answers}, because, memory, state.asked)
        choice = habit.choice(heard.text)
        if not choice and _ENOUGH.search(text):
            return self._end({**state.answers}, "", memory)
        if _SKIPS.search(text) and not (choice and len(heard.words) > 4):
            skipped, memory = self.voice.say("skipped", memory)
            return self._next({**state.answers, habit.id: None}, skipped, memory)
        if choice:
            answers = self._told({**state.answers, habit.id: choice.title}, heard, memory)
            back, memory = memory.turn(f"{NAME}.{habit.id}.{choice.title}", choice.back)
            return self._next(answers, back, memory)
        if heard.unsure:
            unsure, memory = self.voice.say("unsure", memory)
            return self._next({**state.answers, habit.id: None}, unsure, memory)
        if state.asked > 1:
            moved, memory = self.voice.say("moved_on", memory)
            return self._next({**state.answers, habit.id: None}, moved, memory)
        answers = self._told({**state.answers}, heard, memory)
        elsewhere = heard.intent in _ELSEWHERE
        key = "parked" if elsewhere else "unclear"
        if elsewhere:
            memory = memory.note(parked=True)
        words, memory = self.voice.say(key, memory)
        if len(answers) > len(state.answers):
            words = ""  # it answered another question, and will not be asked that one
        return self._put(habit, answers, words, memory, 2)

    def again(self, state: State, memory: Memory) -> Move:
        """The open question in other words. A question of the person's own is no failed answer."""
        habit = next(one for one in self.habits if one.id == state.step)
        return self._put(habit, {**state.answers}, "", memory, state.asked)

    def takes(self, state: State, heard: Heard) -> bool:
        """A message that answers the open question is its answer, whatever else it sounds like."""
        habit = next(one for one in self.habits if one.id == state.step)
        if not _QUESTION.search(heard.text.lower()) and habit.choice(heard.text):
            return True
        return takes(state, heard)

    def _told(self, answers: dict[str, Any], heard: Heard, memory: Memory) -> dict[str, Any]:
        """With what this message tells of habits not asked about yet, and what need not be asked."""
        found = {**answers}
        if len(heard.words) > 3:
            for habit in self.habits:
                choice = None if habit.id in found else habit.told(heard.text)
                if choice:
                    found[habit.id] = choice.title
        if "under-16" in memory.facts:
            found.setdefault("smoking", None)
        return found

    def _next(self, answers: dict[str, Any], words: str, memory: Memory) -> Move:
        """The first habit without an answer, or the end."""
        left = [habit for habit in self.habits if habit.id not in answers]
        if not left:
            return self._end(answers, words, memory)
        if len(left) == 3:
            more, memory = self.voice.say("halfway", memory)
            words = f"{words} {more}"
        return self._put(left[0], answers, words, memory, 1)

    def _put(self, habit: Habit, answers: dict[str, Any], words: str, memory: Memory, asked: int) -> Move:
        """A question with why it is asked, after the words that come first."""
        question, memory = memory.turn(f"{NAME}.{habit.id}.ask", habit.ask)
        why, memory = memory.turn(f"{NAME}.{habit.id}.why", habit.why)
        text = "\n\n".join(part for part in (words, f"{question} {why}") if part)
        buttons = (*(choice.title for choice in habit.choices), SKIP)
        state = State(NAME, habit.id, "choice", buttons, answers)
        return Move((Reply(text, buttons, kind="question"),), replace(state, asked=asked), memory)

    def _end(self, answers: dict[str, Any], words: str, memory: Memory) -> Move:
        given = {name: title for name, title in answers.items() if title}
        if len(given) < _NEEDED:
            text, memory = self.voice.say("too_little", memory)
            return Move(
                (Reply(f"{words} {text}".strip(), kind="social"),),
                None,
                memory.note(**{NOTES: given or None}),
            )
        reply, memory = self.summing.reply(given, words, memory)
        return Move((reply,), None, memory)


def load(root: Path) -> SelfCheck:
    """The flow. Raises DataError where its data is broken."""
    voice, habits = Voice.load(root, "self_check", KEYS), load_habits(root)
    return SelfCheck(voice, habits, Summing(voice, habits))
