"""The flow `feelings`: stays with a person for as long as they talk about it, and leaves the door open.

What is told is given back as just that (companion.coaching.feelings.moment), else by its theme. Each reply
shows at least two of emotional reaction, interpretation and exploration (EPITOME, Sharma et al.
2020). It never asks "why", gives one small step to take or leave, or when asked for one, says
that there are people to turn to, and gives way to any question, symptom or wish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from companion.coaching.answer.unanswered import unanswered
from companion.coaching.feelings import said
from companion.coaching.feelings.comfort import NAME, Comfort
from companion.coaching.feelings.felt import FEELS, felt_word
from companion.coaching.feelings.hearing import Hearing, before_now, offers, step_of
from companion.coaching.feelings.moment import Moment
from companion.coaching.feelings.staying import AWAY, QUIET, STEP, TALK, Staying, move
from companion.coaching.feelings.theme import GENERAL, Theme
from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.belief import FITS
from companion.coaching.said.manner import Manners, listens, manners
from companion.coaching.taking import option, takes
from companion.text import plain

# What a person may want instead, at any point.
_YIELDS = (
    "report_symptom", "report_injury", "set_goal", "prepare_visit", "self_check", "want_procedure",
    "measure_fear", "report_progress", "report_setback", "what_can_you_do", "ask_more", "take_back",
)  # fmt: skip
# Of those, what a plain sentence about oneself is easily taken for.
_TOLD = frozenset(
    "ask set_goal report_setback report_progress resist out_of_scope forget_this ask_reason find_dentist "
    "stop_remembering complain correct_bot prepare_visit want_procedure ask_judgement where_from gibberish "
    "ask_guarantee insult_bot laugh ask_diagnosis compliment take_back".split()
)
# What a question is taken for that nobody here can answer.
_ODD = frozenset("ask nlu_fallback out_of_scope how_sure ask_guarantee what_can_you_do".split())
_THANKS = frozenset("thank thanks ta cheers".split())
HELPS = 0.4  # chance from which a piece of the content is said to what is told
PLAIN = 0.85  # score from which a question is one that the content answers
_FEARED = re.compile(r"(?:(?:and|but|so|ok)[ ,]+)?(?:what if|why (?:do|am|does|did|me))\b", re.IGNORECASE)
_SIGNS = frozenset(("report_symptom", "report_injury", "stop", "goodbye", "talk_to_human", "forget_me"))
_SHORT, _BRIEF = 4, 7  # words of a message that tells next to nothing, and of one that only thanks
SURE_FROM = 7  # of 10; below it a step has to be smaller
_CLEAR = 0.75  # from which such an intent is believed all the same
_SURE = 0.92  # and for a plain sentence


@dataclass(frozen=True)
class Feelings:
    """The flow. Its state keeps the theme and how many turns it has stayed."""

    comfort: Comfort
    hearing: Hearing
    staying: Staying
    manners: Manners
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """Feel with the person, say what may lie behind it, and ask one open question."""
        text, comfort = heard.text, self.comfort
        theme = self.hearing.first(text, heard.feeling, memory)
        if self.manners.named(text) and not wants(text):
            state = State(NAME, "told", "text", (), {"theme": theme.name, "turn": 0}, yields=_YIELDS)
            return self.staying.as_asked(state, heard, memory)
        before = before_now(memory)
        sure = self.hearing.named(text).name == theme.name or felt_word(comfort.root, text) is not None
        known = {"theme": theme.name, "turn": 0, "sure": sure}
        state = State(NAME, "told", "text", (STEP, QUIET), known, yields=_YIELDS)
        if self.hearing.wants(text) or (theme.name in before and heard.asks):
            return self.staying.asked(state, heard, memory, theme)
        if theme.name in before:
            return self._told(state.at("told", turn=1), heard, memory, theme, comfort.moments.named(text))
        known_for = sure and theme.name != GENERAL  # the theme has better words than an echo
        first, memory = comfort.back(text, memory, told=not known_for)
        if heard.hint and heard.hint.chance >= HELPS and not (theme.heavy or comfort.moments.named(text)):
            line, memory = comfort.line(text, memory, f"{theme.name}.hear") if not first else (first, memory)
            return self.staying.answer(state, f"{line} {heard.hint.text}", heard.hint.entry, memory)
        if first and not sure:  # only the model's guess: what they said goes before it
            theme = self.hearing.themes.called(GENERAL)
            state = state.at("told", "text", (STEP, QUIET), theme=theme.name)
        line, memory = comfort.line(text, memory, f"{theme.name}.hear")
        also, memory = ("", memory) if first else comfort.also(text, memory)
        return self.staying.next(state, theme, f"{first} {line} {also}".strip(), memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """What the person says next: more of it, a question, a yes to a small step, or a wish to leave it."""
        staying, theme = self.staying, self.hearing.themes.called(state.answers["theme"])
        picked = option(state, heard)
        text, short = heard.text, len(heard.words) <= _SHORT
        if picked == TALK:
            return staying.say(state, theme, ("listen",), memory)
        if self.manners.named(text) and not wants(text):
            return staying.as_asked(state, heard, memory)
        if picked == QUIET or (said.hushes(text) and not heard.asks):
            return staying.close(theme, "quiet", memory)
        thanks = heard.words[:1] and heard.words[0] in _THANKS and len(heard.words) <= _BRIEF
        if (heard.intent == "thank" and short) or (thanks and not heard.asks):
            return staying.close(theme, "thanked", memory)
        if picked == STEP or self.hearing.wants(text):
            return staying.asked(state, heard, memory, theme)
        if state.step == "offer" and said.takes_it(text):
            return staying.taken(state, memory)
        if said.better(text):
            return staying.close(theme, "better", memory)
        if said.no_plan(text) or (said.declines(text) and state.step == "offer"):
            return staying.say(state, theme, ("mine",), memory)
        if said.declines(text):
            return staying.close(theme, "quiet", memory)
        rated = said.rates(text)
        if rated is not None:
            key = "rated_low" if rated < SURE_FROM else "rated_high"
            return staying.say(state, theme, (key, f"{theme.name}.step"), memory)
        found = self.comfort.moments.named(text)
        if short and heard.unsure and not found:
            line, memory = self.comfort.fresh(memory, "no_words", "heard")
            return staying.next(state, theme, line, memory)
        if (said.small_step(text) or (offers(text) and not found)) and not wants(text):
            return staying.theirs(state, step_of(text), memory)
        return self._told(state, heard, memory, theme, found)

    def takes(self, state: State, heard: Heard) -> bool:
        """A plain sentence about oneself is heard here, whatever else it resembles."""
        own = heard.intent == "insult_bot" and said.about_self(heard.text)
        if own or heard.intent == "thank" or option(state, heard):
            return True
        if heard.chosen:
            return False
        if state.answers.get("held") and not wants(heard.text) and heard.intent not in _SIGNS:
            return True  # they asked to be listened to, and nothing else
        if heard.intent == "ask_reason" and said.about_self(heard.text):
            return True  # "why did i say sorry"
        found = self.comfort.moments.named(heard.text)
        words = said.wants_words(heard.text) or any(one.answers for one in found)
        if heard.pointed and wants(heard.text) and not self._own_words(heard, found):
            return False  # a narrow question, which its entry answers
        if heard.asks and heard.score >= PLAIN and not (words or _FEARED.match(heard.text.strip())):
            return False  # a plain one, whatever it sounds like
        asked = self.hearing.wants(heard.text) or said.small_step(heard.text)
        if found or asked or said.rates(heard.text) is not None:
            return heard.intent not in ("report_symptom", "report_injury") or heard.confidence < _CLEAR
        if wants(heard.text) and heard.intent in ("ask", "nlu_fallback") and not heard.known:
            return True
        if AWAY in state.answers and not self._heavy(state):
            felt = heard.intent == "express_feeling" or heard.feeling not in (None, "none", "pain")
            return felt or offers(heard.text)
        if heard.intent in _TOLD and not heard.asks and heard.confidence < _SURE:
            return True
        return takes(state, heard)

    def knows(self, state: State, heard: Heard) -> bool:
        """Whether the talk has a line for what is told, or only listens."""
        found = self.comfort.moments.named(heard.text)
        if wants(heard.text):
            return self._own_words(heard, found)
        told = bool(found) and heard.pointed < FITS
        return told or self._heavy(state) or bool(state.answers.get("held"))

    def _own_words(self, heard: Heard, found: tuple[Moment, ...]) -> bool:
        """Whether a question is for this talk: for words to say, or out of a fear."""
        feared = any(one.answers or one.opens for one in found) or _FEARED.match(heard.text.strip())
        return bool(feared) or said.wants_words(heard.text)

    def again(self, state: State, memory: Memory) -> Move:
        """Not the same question again: one line that leaves the door open, then silence.

        Only what weighs heavily gets the line. Who asks something practical is done with the rest: from
        then on the talk takes what tells a feeling, and lets go of anything else.
        """
        heavy = self._heavy(state)
        if not heavy and (AWAY in state.answers or state.step != "told"):
            return Move((), None, memory)
        kept = State(NAME, "told", "text", state.options, {**state.answers, AWAY: True}, 1, _YIELDS)
        if AWAY in state.answers or not heavy:
            return Move((), kept, memory)
        return self.staying.later(kept, memory)

    def _heavy(self, state: State) -> bool:
        return self.hearing.themes.called(state.answers["theme"]).heavy

    def _told(
        self, state: State, heard: Heard, memory: Memory, theme: Theme, found: tuple[Moment, ...]
    ) -> Move:
        """More of it is given back, a question is answered, and then comes what is due next."""
        comfort, staying, asks = self.comfort, self.staying, wants(heard.text)
        answer = next((one for one in found if one.answers), None)
        if answer:
            line, memory = comfort.moments.line((answer,), memory)
            if line:
                return staying.answer(state, line, answer.entry, memory)
        if any(one.meta for one in found):
            line, memory = comfort.line(heard.text, memory, "with_you")
            return move(line, "reflection", (STEP, TALK), state.at("told", turn=2), memory)
        told, entry = heard.help
        if asks and told and not (any(one.opens for one in found) and _FEARED.match(heard.text.strip())):
            line, memory = comfort.moments.line(found, memory)
            return staying.answer(state, f"{line or ''} {told}".strip(), entry, memory)
        if asks and heard.intent in _ODD and not found:
            return staying.unknown(state, heard, memory, theme)
        named = self.hearing.named(heard.text)
        new = named.name not in (GENERAL, theme.name)
        back = new and theme.heavy and not (named.heavy or found)  # heard, and the heavier one is stayed with
        told_of = new or named.name == theme.name  # the theme has better words than an echo
        line, memory = ("", memory) if asks else comfort.back(heard.text, memory, told=not told_of)
        if listens(memory):
            more, memory = ("", memory) if line else comfort.line(heard.text, memory, "heard")
            return staying.next(state, theme, line or more, memory)
        if heard.hint and heard.hint.chance >= HELPS and not (theme.heavy or offers(heard.text)):
            return staying.answer(state, f"{line} {heard.hint.text}".strip(), heard.hint.entry, memory)
        if told_of:
            more, memory = comfort.line(
                heard.text, memory, f"{named.name}.{'hear' if new else 'stay'}", "heard"
            )
            return staying.next(state, named, f"{line} {more}".strip(), memory, theme if back else None)
        felt, memory = comfort.reflected(heard.feeling, heard.text, memory)
        if felt or (line and not FEELS.search(plain(heard.text))):
            return staying.next(state, theme, felt or line, memory)  # no feeling is told: none is put into it
        same = self.hearing.themes.of(heard.text, heard.feeling).name == theme.name
        key = f"{theme.name}.stay" if same or theme.heavy else "heard"
        more, memory = comfort.line(heard.text, memory, key, "heard")
        return staying.next(state, theme, f"{line} {more}".strip(), memory)


def load(root: Path) -> Feelings:
    """Raises DataError where a theme has no wording."""
    comfort, hearing, asked_for = Comfort.load(root), Hearing.load(root), manners(root)
    return Feelings(comfort, hearing, Staying(comfort, hearing, asked_for, unanswered(root)), asked_for)
