"""The flow `feelings`: stays with a person for as long as they talk about it, and leaves the door open.

What is told is given back as just that (companion.coaching.moment), else by its theme. Each reply
shows at least two of emotional reaction, interpretation and exploration (EPITOME, Sharma et al.
2020). It never asks "why", offers one small step with permission, or when asked for one, and gives
way to any question, symptom or wish. Questions never stand in three turns in a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from companion.coaching import feeling_said as said
from companion.coaching.asking import wants
from companion.coaching.felt import felt_word
from companion.coaching.flow import Heard, Move, State, option, takes
from companion.coaching.manner import Manners, asks_nothing, leaves_feelings, listens, manners
from companion.coaching.memory import Memory
from companion.coaching.mirror import Mirror, mirror
from companion.coaching.moment import TOLD, Moment, Moments, moments
from companion.coaching.session.offering import offered
from companion.coaching.session.own import quoted, words_of
from companion.coaching.theme import GENERAL, HEAVY, Theme, Themes
from companion.coaching.unanswered import Unanswered, question, unanswered
from companion.coaching.voice import Voice
from companion.reply import Kind, Reply

_HEDGE = re.compile(r"\b(?:maybe|perhaps|hm+|i suppose|i guess)\b[ ,.]*", re.IGNORECASE)
NAME = "feelings"
NOTE = "feelings"  # memory.notes: {"themes": [...]}
STEP, TALK, QUIET = "One small idea", "Just listen for now", "I would rather not say"
_PARTS = ("hear", "ask", "stay", "step")
_WORDED = (
    "judged bullied waiting anger fear needle past years shame parent child smile money breath dread cancer"
    " carer"
).split()  # themes with words of their own to say or hand over
_SHARED = (
    "offer listen quiet no_words door better later back words tonight own mine heard cannot_know thanked "
    "own_words mirrored mirrored_hard with_you rated_low rated_high "
    "felt felt_glad"
).split()
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
# A question with such a word is about mouths and their care: a step for what is felt would be beside it.
_OURS = re.compile(
    r"\b(?:teeth|tooth|gums?|mouth|paste|toothpaste|brush\w*|floss\w*|dentures?|plate|drill\w*"
    r"|crowns?|veneers?|bonding|whiten\w*|filling\w*|rinse|clean(?:ing)?|braces?|months?|numbers?"
    r"|study|studies)\b",
    re.IGNORECASE,
)
_DOES = re.compile(r"\b(?:do|help|start|begin|try)\b", re.IGNORECASE)  # asks for a step after all
# Themes whose steps answer a "what if" as well: what to do or say at the visit itself, or for tonight.
_STEPS = frozenset("fear needle past dread grief cancer waiting years".split())
_THANKS = frozenset("thank thanks ta cheers".split())
PLAIN = 0.85  # score from which a question is one that the content answers
_FEARED = re.compile(r"(?:(?:and|but|so|ok)[ ,]+)?(?:what if|why (?:do|am|does|did|me))\b", re.IGNORECASE)
_SIGNS = frozenset(("report_symptom", "report_injury", "stop", "goodbye", "talk_to_human", "forget_me"))
_BRIEF = 7  # words up to which a request tells nothing beside
SURE_FROM = 7  # of 10; below it a step has to be smaller
AWAY = "away"  # in a state's answers: something else was asked meanwhile
_CLEAR = 0.75  # from which such an intent is believed all the same
_SURE = 0.92  # and for a plain sentence


@dataclass(frozen=True)
class Feelings:
    """The flow. Its state keeps the theme and how many turns it has stayed."""

    voice: Voice
    themes: Themes
    moments: Moments
    manners: Manners
    unanswered: Unanswered
    root: Path
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """Feel with the person, say what may lie behind it, and ask one open question."""
        theme = self._theme(heard.text, heard.feeling, memory)
        if self.manners.named(heard.text) and not wants(heard.text):
            state = State(NAME, "told", "text", (), {"theme": theme.name, "turn": 0}, yields=_YIELDS)
            return self._as_asked(state, heard, memory)
        before = memory.notes.get(NOTE, {}).get("themes", [])
        felt = felt_word(self.root, heard.text)
        sure = self._named(heard.text).name == theme.name or felt is not None
        known = {"theme": theme.name, "turn": 0, "sure": sure}
        state = State(NAME, "told", "text", (STEP, QUIET), known, yields=_YIELDS)
        if self._wants(heard.text) or (theme.name in before and heard.asks):
            return self._asked(state, heard, memory, theme)
        if theme.name in before:
            lines = [] if self.moments.named(heard.text) else ["back"]
            return self._on(state.at("told", turn=1), heard, memory, theme, lines)
        first, memory = self._given_back(heard.text, memory)
        if first and not known["sure"]:
            theme = self.themes.called(GENERAL)  # only the model's guess: what they said goes before it
            state = state.at("told", "text", (STEP, QUIET), theme=theme.name)
        key = f"{theme.name}.hear"
        line, memory = self._line(heard.text, memory, key)
        also, memory = ("", memory) if first else self._also(heard.text, memory)
        return self._next(state, theme, f"{first} {line} {also}".strip(), memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """What the person says next: more of it, a question, a yes to a small step, or a wish to leave it."""
        theme = self.themes.called(state.answers["theme"])
        picked = option(state, heard)
        text, short = heard.text, len(heard.words) <= 4
        if picked == TALK:
            return self._say(state.at("told", turn=2), theme, ("listen",), memory, (STEP,))
        if self.manners.named(text) and not wants(text):
            return self._as_asked(state, heard, memory)
        if picked == QUIET or said.hushes(text):
            return self._close(theme, "quiet", memory)
        thanks = heard.words[:1] and heard.words[0] in _THANKS and len(heard.words) <= _BRIEF
        if (heard.intent == "thank" and short) or (thanks and not heard.asks):
            return self._close(theme, "thanked", memory)
        if picked == STEP or self._wants(text):
            return self._asked(state, heard, memory, theme)
        if state.step == "offer" and heard.yes and len(heard.words) <= 6:
            return self._asked(state, heard, memory, theme)
        if said.better(text):
            return self._close(theme, "better", memory)
        if said.no_plan(text) or said.declines(text):
            if state.step == "offer" or said.no_plan(text):
                return self._say(state.at("told", turn=2), theme, ("mine",), memory, (STEP,))
            return self._close(theme, "quiet", memory)
        rated = said.rates(text)
        if rated is not None:
            key = "rated_low" if rated < SURE_FROM else "rated_high"
            return self._say(state.at("told", turn=2), theme, (key, f"{theme.name}.step"), memory, (STEP,))
        found = self.moments.named(text)
        if short and heard.unsure and not found:
            return self._on(state, heard, memory, theme, ["no_words"], quiet=True)
        if (said.small_step(text) or (_offers(text) and not found)) and not wants(heard.text):
            words = _step_of(text)
            key, values = ("own_words", {"words": quoted(words)}) if words else ("own", {})
            line, memory = self.voice.say(key, memory, **values)
            door, memory = self._fresh(memory, "door", "with_you")
            return self._move(f"{line} {door}", "reflection", (STEP,), state.at("told", turn=2), memory)
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
        found = self.moments.named(heard.text)
        words = said.wants_words(heard.text) or any(one.answers for one in found)
        feared = any(one.opens for one in found)
        if heard.pointed and wants(heard.text) and not (words or feared):
            return False  # a narrow question, which its entry answers
        if heard.asks and heard.score >= PLAIN and not (words or _FEARED.match(heard.text.strip())):
            return False  # a plain one, whatever it sounds like
        if (
            found
            or said.rates(heard.text) is not None
            or self._wants(heard.text)
            or said.small_step(heard.text)
        ):
            return heard.intent not in ("report_symptom", "report_injury") or heard.confidence < _CLEAR
        if wants(heard.text) and heard.intent in ("ask", "nlu_fallback") and not heard.known:
            return True
        if AWAY in state.answers and state.answers["theme"] not in HEAVY:
            felt = heard.intent == "express_feeling" or heard.feeling not in (None, "none", "pain")
            return felt or _offers(heard.text)
        if heard.intent in _TOLD and not heard.asks and heard.confidence < _SURE:
            return True
        return takes(state, heard)

    def knows(self, state: State, heard: Heard) -> bool:
        """Whether the talk has a line for what is told."""
        return bool(self.moments.named(heard.text))

    def again(self, state: State, memory: Memory) -> Move:
        """Not the same question again: one line that leaves the door open, then silence.

        Only what weighs heavily gets the line. Who asks something practical is done with the rest: from
        then on the talk takes what tells a feeling, and lets go of anything else.
        """
        heavy = state.answers["theme"] in HEAVY
        if not heavy and (AWAY in state.answers or state.step != "told"):
            return Move((), None, memory)
        kept = State(NAME, "told", "text", state.options, {**state.answers, AWAY: True}, 1, _YIELDS)
        if AWAY in state.answers or not heavy:
            return Move((), kept, memory)
        text, memory = self.voice.say("later", memory)
        return self._move(text, "reflection", state.options, kept, memory)

    def _told(
        self, state: State, heard: Heard, memory: Memory, theme: Theme, found: tuple[Moment, ...]
    ) -> Move:
        """More of it is given back, a question is answered, and then comes what is due next."""
        answer = next((one for one in found if one.answers), None)
        if answer:
            line, memory = self.moments.line((answer,), memory)
            if line:
                return self._answer(state, line, answer.entry, memory)
        if any(one.meta for one in found):
            line, memory = self._line(heard.text, memory, "with_you")
            return self._move(line, "reflection", (STEP, TALK), state.at("told", turn=2), memory)
        if wants(heard.text) and heard.answer and not any(one.opens for one in found):
            return self._answer(state, heard.brief, heard.entry, memory)
        if wants(heard.text) and heard.intent in _ODD and not found:
            return self._open(state, heard, memory, theme)
        named = self._named(heard.text)
        stays = theme.name in HEAVY and named.name not in HEAVY and not found
        new = not stays and named.name not in ("general", "tired", "low", theme.name)
        theme = named if new else theme
        part = f"{theme.name}.{'hear' if new else 'stay'}"
        line, memory = ("", memory) if wants(heard.text) else self._given_back(heard.text, memory)
        if listens(memory):
            more, memory = ("", memory) if line else self._line(heard.text, memory, "heard")
            return self._next(state, theme, line or more, memory)
        fits = new or named.name == theme.name or state.answers.get("sure")
        key = part if fits or not line else "heard"
        more, memory = self._line(heard.text, memory, key, "heard")
        return self._next(state, theme, f"{line} {more}".strip(), memory)

    def _given_back(self, text: str, memory: Memory) -> tuple[str, Memory]:
        """The feeling in their own word, else what they told; empty where a moment has a line."""
        if self.moments.named(text):
            return "", memory
        felt, back = felt_word(self.root, text), mirror(text)
        if felt and not (back and felt.word in back.words):
            key = "felt_glad" if felt.glad else "felt"
            return self.voice.say(key, memory, word=felt.word, Word=felt.word.capitalize())
        return self._back(back, memory) if back else ("", memory)

    def _as_asked(self, state: State, heard: Heard, memory: Memory) -> Move:
        """A wish on how to be spoken with is granted in one line, and what was told beside it is heard."""
        line, memory = self.manners.answer(memory, heard.text)
        more, memory = self.moments.line(self.moments.named(heard.text), memory)
        close, memory = self._fresh(memory, "with_you", "door")
        text = " ".join(part for part in (line, more, close) if part)
        return self._move(text, "reflection", (), state.at("told", "text", (), held=True), memory)

    def _open(self, state: State, heard: Heard, memory: Memory, theme: Theme) -> Move:
        """A question that nothing here answers: said so, with a step only where one can be of help to it."""
        after = state.at("told", "text", (STEP,), theme=theme.name)
        if _OURS.search(question(heard.text)):
            line, memory = self.unanswered.line(heard.text, memory)
            step, memory = self._fresh(memory, "door", "with_you")
            return self._move(f"{line} {step}", "reflection", (STEP,), after, memory)
        line, memory = self._fresh(memory, "cannot_know", "with_you")
        helps = theme.name in _STEPS or _DOES.search(question(heard.text))
        if AWAY in state.answers or not helps:
            step, memory = self._fresh(memory, "door", "with_you")  # what was asked is no part of what weighs
        else:
            step, memory = self._own(memory, "step", f"{theme.name}.step", "door")
        return self._move(f"{line} {step}", "reflection", (STEP,), after, memory)

    def _asked(self, state: State, heard: Heard, memory: Memory, theme: Theme) -> Move:
        """A step, or words to say, because they were asked for: first what was told with it."""
        found = self.moments.named(heard.text) if len(heard.words) > _BRIEF else ()
        line, memory = self.moments.line(tuple(one for one in found if not one.meta), memory)
        if self._wants(heard.text) == "words":
            key = f"{theme.name}.words" if theme.name in _WORDED else "words"
            text, memory = self._own(memory, "words", key, "words")
        elif said.now(heard.text) and heard.next:
            text, memory = self.voice.say("tonight", memory, step=heard.next)
        else:
            text, memory = self._own(memory, "step", f"{theme.name}.step", "general.step")
        door, memory = self._fresh(memory, "door", "with_you")
        state = state.at("told", options=(TALK,), theme=theme.name, turn=2)
        text = " ".join(part for part in (line, text) if part)
        titles = tuple(step["title"] for step in theme.steps)
        reply = Reply(f"{text} {door}", titles, kind="reflection", data={"choices": theme.steps})
        return Move((reply,), state, _seen(memory, theme))

    def _next(self, state: State, theme: Theme, line: str, memory: Memory) -> Move:
        """What is due after a reflection: a question, leave for a step, a quiet line, and again."""
        turn = state.answers.get("turn", 0)
        told = self.moments.called(memory.notes.get(TOLD, ""))
        place = 2 if told and told.quiet and line in told.says else turn % 3
        quiet = asks_nothing(memory) or listens(memory) or (place == 0 and leaves_feelings(memory))
        place = 2 if quiet else place
        if place == 0:
            ask, memory = self._own(memory, "ask", f"{theme.name}.ask", "general.ask")
            after = state.at("told", "text", (STEP, QUIET), theme=theme.name, turn=turn + 1)
            return self._move(f"{line} {ask}", "question", (STEP, QUIET), after, _seen(memory, theme))
        if place == 1:
            offer, memory = self._fresh(memory, "offer", "with_you")
            after = state.at("offer", "text", (STEP, TALK), theme=theme.name, turn=turn + 1)
            return self._move(f"{line} {offer}", "question", (STEP, TALK), after, _seen(memory, theme))
        close, memory = self._fresh(memory, "with_you", "door")
        ways = () if listens(memory) else (STEP,)
        after = state.at("told", "text", ways, theme=theme.name, turn=turn + 1, held=listens(memory) or None)
        return self._move(f"{line} {close}", "reflection", ways, after, _seen(memory, theme))

    def _on(
        self, state: State, heard: Heard, memory: Memory, theme: Theme, keys: list[str], quiet: bool = False
    ) -> Move:
        """The shared lines of `keys`, what was told given back, and what is due next."""
        lines = []
        for key in keys:
            line, memory = self._fresh(memory, key, "heard")
            lines.append(line)
        if not quiet:
            line, memory = self._line(heard.text, memory, f"{theme.name}.stay", "heard")
            lines.append(line)
        return self._next(state, theme, " ".join(lines), memory)

    def _answer(self, state: State, text: str, entry: str | None, memory: Memory) -> Move:
        line, memory = self._fresh(memory, "with_you", "door")
        after = state.at("told", "text", (STEP,), turn=2, **({AWAY: True} if entry else {}))
        reply = Reply(f"{text} {line}", (STEP,), kind="answer" if entry else "reflection", entry=entry)
        return Move((reply,), after, memory)

    def _say(
        self, state: State, theme: Theme, keys: tuple[str, ...], memory: Memory, buttons: tuple[str, ...]
    ) -> Move:
        lines = []
        for key in keys:
            line, memory = self._fresh(memory, key, "with_you")
            lines.append(line)
        after = state.at("told", "text", buttons, theme=theme.name)
        return self._move(" ".join(lines), "reflection", buttons, after, memory)

    def _close(self, theme: Theme, key: str, memory: Memory) -> Move:
        """The last word of this round, with ways on; the flow ends here."""
        text, memory = self._fresh(memory, key, "door")
        titles = tuple(step["title"] for step in theme.steps)
        reply = Reply(text, titles, kind="reflection", data={"choices": theme.steps})
        return Move((reply,), None, memory)

    def _move(self, text: str, kind: Kind, buttons: tuple[str, ...], state: State, memory: Memory) -> Move:
        return Move((Reply(text, buttons, kind=kind),), state, memory)

    def _line(self, text: str, memory: Memory, *keys: str) -> tuple[str, Memory]:
        """What is given back: the moment told of, else the first of `keys` with a wording left."""
        found = self.moments.named(text)
        line, memory = self.moments.line(found, memory)
        if line is None:
            return self._fresh(memory, *keys)
        told = next(one for one in found if line in one.says)
        return line, memory if told.meta else memory.note(**{TOLD: told.name})

    def _back(self, told: Mirror, memory: Memory) -> tuple[str, Memory]:
        """What they told, turned to them."""
        return self.voice.say("mirrored_hard" if told.hard else "mirrored", memory, **told.values)

    def _also(self, text: str, memory: Memory) -> tuple[str, Memory]:
        """Half a line for the second moment of a message that tells of two."""
        found = self.moments.named(text)
        others = tuple(one for one in found[1:] if one.opens and one.pattern and one.theme != found[0].theme)
        line, memory = self.moments.line(others[:1], memory)
        return (f"{line.split('. ')[0].rstrip('.')}." if line else ""), memory

    def _wants(self, text: str) -> str | None:
        """Whether words to say ("words") or something to do ("step") is asked for."""
        found = self.moments.named(text)
        if said.wants_words(text):
            return "words"
        if any(one.answers for one in found):
            return None
        return "step" if said.lost(text) else next((one.wants for one in found if one.wants), None)

    def _own(self, memory: Memory, part: str, *keys: str) -> tuple[str, Memory]:
        """What fits the moment that was told of last, else a wording of `keys`."""
        if part == "ask":
            text, memory = self.moments.part(self.moments.called(memory.notes.get(TOLD, "")), part, memory)
        else:
            text, memory = self.moments.own(part, memory)
        return (text, memory) if text else self._fresh(memory, *keys)

    def _fresh(self, memory: Memory, *keys: str) -> tuple[str, Memory]:
        """A wording of the first key that has one left, so that nothing is said twice."""
        for key in keys:
            if memory.said.get(f"{NAME}.{key}", 0) < len(self.voice.words[key]):
                return self.voice.say(key, memory)
        return self.voice.say(keys[-1], memory)

    def _named(self, text: str) -> Theme:
        """The theme that the words of a message tell."""
        told = next((one.theme for one in self.moments.named(text) if one.theme), None)
        return self.themes.called(told) if told else self.themes.of(text, None)

    def _theme(self, text: str, feeling: str | None, memory: Memory) -> Theme:
        """The theme of a first message, else the one of before where it names none."""
        named = self._named(text)
        theme = named if named.name != "general" else self.themes.of(text, feeling)
        felt = felt_word(self.root, text)
        if felt and not felt.glad and named.name == GENERAL:
            said_so = self.themes.of(felt.word, None)  # what they name themselves goes before any guess
            theme = said_so if said_so.name != GENERAL else theme
        before = memory.notes.get(NOTE, {}).get("themes", [])
        unnamed = named.name == "general" or theme.name in ("general", "tired")
        return self.themes.called(before[-1]) if before and unnamed else theme


def _offers(text: str) -> bool:
    """Whether a message offers a step of their own."""
    return bool(offered(text).step)


def _step_of(text: str) -> str:
    """That step with its moment, in their words; else what they said, without hedges."""
    found = offered(text)
    return ", ".join(part for part in (found.step, found.cue) if part) or words_of(_HEDGE.sub(" ", text))


def _seen(memory: Memory, theme: Theme) -> Memory:
    themes = memory.notes.get(NOTE, {}).get("themes", [])
    return memory.note(**{NOTE: {"themes": [*dict.fromkeys((*themes, theme.name))]}})


def load(root: Path) -> Feelings:
    """Raises DataError where a theme has no wording."""
    themes = Themes.load(root)
    keys = {f"{theme.name}.{part}" for theme in themes.all for part in _PARTS}
    keys |= {f"{name}.words" for name in _WORDED}
    voice = Voice.load(root, NAME, frozenset((*keys, *_SHARED)))
    return Feelings(voice, themes, moments(root), manners(root), unanswered(root), root)
