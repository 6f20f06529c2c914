"""What a coaching turn says: reflections first, then at most one question, never three in a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.coaching.feelings.felt import felt_word
from companion.coaching.feelings.moment import TOLD, Moment, Moments, moments
from companion.coaching.flow import Expects, Move, State
from companion.coaching.memory import Memory
from companion.coaching.said.manner import Manners, asks_nothing, listens, manners
from companion.coaching.session import talk, topics
from companion.coaching.session.talk import Talk, Theme
from companion.coaching.session.topics import Topic, Topics
from companion.coaching.voice import Voice
from companion.reply import Reply

NAME = "coach"
TOPIC = "coaching"  # the note on what the last session was about
NOTE = "plan"  # the note on the plan itself
MOST_QUESTIONS = 2  # question turns in a row; the next one is put as an invitation
MOST_ASKED = 4  # times one question is put before the door is left open instead
IDEA = "My own idea"
TINY, ELSE, LEAVE = "Show me a tiny step", "Talk about something else", "Leave it for now"
FITS, OTHER_STEP, OTHER_TIME, SMALLER = "Yes, it fits", "Another step", "Another moment", "Make it smaller"
KEEP, MORE, ENOUGH = "Keep it as it is", "Add a little more", "That is all for now"
LESS, SAME = "A smaller step", "Try the same again"
YES, NO = "Yes, please", "No, thank you"
MAKE, THOUGHT = "Yes, make it my plan", "Only a thought for now"
_INVITES = re.compile(r"\b(?:you can|you may|tell me|say)\b|\?", re.IGNORECASE)
_AGREED = frozenset(("confirm", "keep", "maybe"))  # asked also of who only wants to be listened to
RULERS = ("importance", "confidence")  # each is put once, and never the one right after the other

# Beside what always interrupts, a session gives way to these intents.
YIELDS = ("self_check", "prepare_visit", "report_injury")
# step: what kind of answer it expects, and the choices that do not depend on the topic
ASKS: dict[str, tuple[Expects, tuple[str, ...]]] = {
    "topic": ("words", ()),
    "matters": ("words", ()),
    "importance": ("number", ()),
    "why": ("words", ()),
    "why_any": ("words", ()),
    "confidence": ("number", ()),
    "permission": ("yes_no", (YES, IDEA)),
    "step": ("words", ()),
    "idea": ("words", ()),
    "open": ("words", ()),  # nothing was asked: they say what they like
    "maybe": ("yes_no", (MAKE, THOUGHT)),
    "ride": ("words", ()),  # what could go with something that holds already
    "lift": ("words", ()),  # what would make a low number a little higher
    "cue": ("words", ()),
    "time": ("words", ("In the morning", "In the afternoon", "In the evening")),
    "obstacle": ("words", ()),
    "backup": ("words", ()),
    "confirm": ("yes_no", (FITS, OTHER_STEP, OTHER_TIME, SMALLER)),
    "change": ("words", (OTHER_STEP, OTHER_TIME, SMALLER, FITS)),
    "keep": ("yes_no", (YES, NO)),
    "teach": ("words", ()),
    "teach_again": ("words", ()),
    "offer": ("words", (TINY, ELSE, LEAVE)),
    "how": ("words", ("It went well", "Some days", "Not so well")),
    "helped": ("words", ()),
    "next": ("words", (KEEP, MORE, ENOUGH)),
    "in_way": ("words", ()),
    "adapt": ("words", (LESS, OTHER_TIME, SAME, LEAVE)),
}
# Wordings of coach.yml beside ask_<step> and tell_<step>.
SAID = frozenset(
    """
    open_goal open_told own_plan errand kept because open_any open_plan open_resist two_sides toward_any
    choice heard no_reason heard_unsure torn
    hard_to_say importance_low importance_middle importance_high importance_none confidence_low
    confidence_high confidence_none permission_no menu menu_tiny menu_fast one_is_enough chose_step
    chose_own picked_for_you risky chose_cue cue_for_you time_heard obstacle_heard obstacle_none
    backup_heard plan plan_off plan_smaller plan_larger plan_yes keep_yes keep_no teach_good
    teach_missing_do teach_missing_if not_kept counted came_back confidence_own may_help coped plan_named
    teach_yes teach_skip close close_keep close_again leave back
    back_topic number_left no_answer
    unclear many_ways gap held draft oneline mirrored mirrored_hard maybe thought not_that noted to_hand
    with_you care_low care_blood care_sign fact_pregnant fact_diabetes progress progress_said setback mixed
    returning helped_heard no_promise felt felt_word felt_glad
    """.split()
)
SHOWN_TOPICS = ("brushing", "interdental", "sugar", "smoking", "back-after-years")


@dataclass(frozen=True)
class Kit:
    """The data that every step of the flow works with."""

    voice: Voice
    topics: Topics
    talk: Talk
    moments: Moments
    manners: Manners
    root: Path

    @classmethod
    def load(cls, root: Path) -> Kit:
        """Raises DataError for broken data."""
        keys = SAID | {f"{kind}_{step}" for kind in ("ask", "tell") for step in ASKS if step != "open"}
        return cls(
            Voice.load(root, NAME, keys),
            topics.load(root),
            talk.load(root),
            moments(root),
            manners(root),
            root,
        )

    def topic(self, state: State) -> Topic:
        """What the session is about."""
        return self.topics.of(state.answers.get("topic", topics.GENERAL))


class Speech:
    """Collects what one turn says. Wording rotates through the memory."""

    def __init__(self, kit: Kit, memory: Memory) -> None:
        """Nothing said yet."""
        self.kit = kit
        self.memory = memory
        self._lines: list[str] = []
        self._pages: list[Reply] = []

    def say(self, key: str, **values: Any) -> Speech:
        """A wording of coach.yml. That the choice is theirs is said once a turn."""
        if key == "choice" and any(word in line for line in self._lines for word in ("choice", "decide")):
            return self
        text, self.memory = self.kit.voice.say(key, self.memory, **values)
        self._lines.append(text)
        return self

    def vary(self, key: str, variants: tuple[str, ...]) -> Speech:
        """One of the wordings that a topic or theme brings, the least used first."""
        text, self.memory = self.memory.turn(key, variants)
        return self.add(text)

    def theme(self, theme: Theme) -> Speech:
        """The reflection of a theme."""
        return self.vary(f"talk.{theme.name}.{theme.clause}", theme.says)

    def told(self, text: str) -> bool:
        """The line for a moment that a message tells of; whether there was one left."""
        found = tuple(one for one in self.kit.moments.named(text) if not one.answers)
        line, memory = self.kit.moments.line(found, self.memory)
        if line is None:
            return False
        told = next(one for one in found if line in one.says)
        self.memory = memory.note(**{TOLD: told.name})
        self._lines.append(line)
        return True

    @property
    def moment(self) -> Moment | None:
        """The moment that was told of last."""
        return self.kit.moments.called(self.memory.notes.get(TOLD, ""))

    def own(self, part: str) -> str | None:
        """The next `ask` or `step` that fits what was told, or None when none is left."""
        text, self.memory = self.kit.moments.own(part, self.memory)
        return text

    def feels(self, text: str) -> bool:
        """The feeling that a message names, given back in its own word; whether there was one."""
        felt = felt_word(self.kit.root, text)
        if felt:
            key = "felt_glad" if felt.glad else "felt_word"
            self.say(key, **felt.values)
        return felt is not None

    def add(self, text: str) -> Speech:
        """A text from the content, as it stands."""
        self._lines.append(text)
        return self

    def page(self, key: str, **values: Any) -> Speech:
        """A document, such as the plan said back."""
        if self._lines:
            self._pages.append(Reply(" ".join(self._lines), kind="reflection"))
            self._lines = []
        text, self.memory = self.kit.voice.say(key, self.memory, **values)
        self._pages.append(Reply(text, kind="document"))
        return self

    def ask(
        self, state: State, step: str, choices: tuple[str, ...] = (), values: dict[str, Any] | None = None,
        rows: tuple[str, ...] = (), **answers: Any,
    ) -> Move:  # fmt: skip
        """Put the question of `step`, or its invitation when questions would pile up.

        `rows` are listed under it, for who reads no buttons.
        """
        put = state.answers.get("rulers", ())
        if step in RULERS:
            if step in put or state.step in RULERS or state.answers.get(step) is not None:
                step, choices, values = "idea", (), None
            else:
                answers = {**answers, "rulers": [*put, step]}
        expects, fixed = ASKS[step]
        options = choices or fixed
        if listens(self.memory) and step not in _AGREED:
            return self.rest(state)
        run = state.answers.get("run", 0)
        asks = run < MOST_QUESTIONS and not asks_nothing(self.memory)
        kind = "ask" if asks else "tell"
        text, self.memory = self.kit.voice.say(f"{kind}_{step}", self.memory, **(values or {}))
        text = "\n- ".join((text, *rows))
        replies = list(self._pages)
        if asks:
            if self._lines:
                replies.append(Reply(" ".join(self._lines), kind="reflection"))
            replies.append(Reply(text, buttons=options, kind="question"))
        else:
            words = " ".join((*self._lines, text))
            replies.append(Reply(words, buttons=options, kind="reflection"))
        self.memory = self._noted(state)
        after = state.at(step, expects, options, **answers, run=run + 1 if asks else 0)
        return Move(tuple(replies), after, self.memory)

    def pose(self, state: State, gently: bool = False) -> Move:
        """The question that fits what was told last, else the open one for an idea of their own.

        `gently`: a doubt was told, which no general question follows.
        """
        if state.answers.get("run", 0) >= MOST_QUESTIONS or asks_nothing(self.memory):
            return self.rest(state)
        text = self.own("ask")
        if text is None and (gently or state.step in ("idea", "open", "lift", "ride")):
            return self.rest(state)
        if text is None:
            return self.ask(state, "idea")
        replies = [*self._pages, *([Reply(" ".join(self._lines), kind="reflection")] if self._lines else [])]
        after = state.at("idea", "words", (), run=state.answers.get("run", 0) + 1)
        return Move((*replies, Reply(text, kind="question")), after, self._noted(state))

    def rest(self, state: State) -> Move:
        """No question at all: the talk stays open, and they say what they like."""
        if not _INVITES.search(" ".join(self._lines)):
            self.say("with_you")
        reply = Reply(" ".join(self._lines), kind="reflection")
        return Move((*self._pages, reply), state.at("open", "words", (), run=0), self._noted(state))

    def _noted(self, state: State) -> Memory:
        topic = state.answers.get("topic")
        return self.memory.note(**{TOPIC: topic}) if topic else self.memory

    def end(self, choices: tuple[dict[str, str], ...] = ()) -> Move:
        """The last words. `choices` are {"title", "entry"} or {"title", "intent"}."""
        titles = tuple(choice["title"] for choice in choices)
        reply = Reply(" ".join(self._lines), buttons=titles, kind="reflection", data={"choices": choices})
        return Move((*self._pages, reply), None, self.memory)
