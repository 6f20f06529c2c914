"""The flow `emergency`: the instruction stays in force until help is there or it was a mistake.

The card has been shown. After it each reply leads with what to do, in other words, then one step;
a side question gets a short answer after that. No menu, no other card, no chat.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from companion.coaching.danger.besides import ASKED, counted, doubtful
from companion.coaching.danger.cues import Cues
from companion.coaching.flow import Move, State
from companion.coaching.heard import SURE, Heard
from companion.coaching.memory import Memory
from companion.coaching.voice import Voice
from companion.numbers import Numbers
from companion.reply import Kind, Reply

NAME = "emergency"
HANDLED = "handled"  # memory.notes: rules whose emergency is over
GUESSED = "guessed"  # memory.notes: rules whose card was shown on a guess
OPEN, EASED, CERTAIN = "open", "eased", "certain"
HERE, MISTAKE = "Help is here", "It was a mistake"
_CHOICES = ({"title": HERE, "intent": "danger_over"}, {"title": MISTAKE, "intent": "take_back"})
_PLACES = ("ambulance", "dentist_now", "poison_line")
KEYS = frozenset(
    """
    remind.ambulance remind.dentist_now remind.poison_line remind.other step warm aside later bot waiting
    cannot refuse coming over back eased sure watch after after_back hold well leave guess stands doubt
    say.ambulance say.dentist_now say.poison_line
    """.split()
)
CUES = frozenset("words waiting cannot refuse joke over coming eased".split())
# About the card itself, or about the person's data: answered by the actions that can.
_THROUGH = frozenset(
    """
    forget_me forget_this export_data what_do_you_store other_language repeat simplify where_from how_sure
    ask_reason
    """.split()
)
ABOUT_BOT = frozenset(
    ("are_you_human", "who_made_you", "are_you_sponsored", "what_can_you_do", "talk_to_human")
)
_LATER = re.compile(r"overdose|battery|toothpaste|chemical")  # rules whose harm shows only later
_CALLED = frozenset(("ambulance", "paramedics", "they", "they're", "theyre", "them"))
_LONG = 3  # letters; shorter words tell nothing about what a question is about
_COMMON = frozenset("what when this that with have your does should could would there much well".split())
_FEW = 4  # words of a "yes" or a "no" to a question


@dataclass(frozen=True)
class Emergency:
    """The flow. Its state keeps the rules shown, the steps of the entry, and what to watch for."""

    voice: Voice
    cues: Cues
    numbers: Numbers
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The same danger told again after it was over: the instruction, and on."""
        assert heard.finding is not None  # actions open it on a finding alone
        state = self.opened((heard.finding.rule,), heard.finding.destination, heard.country)
        return self._remind(state, heard, memory, "warm")

    def opened(
        self,
        rules: Sequence[str],
        destination: str,
        country: str | None,
        steps: tuple[str, ...] = (),
        watch: tuple[str, ...] = (),
    ) -> State:
        """Where it stands right after the card for `rules`."""
        answers: dict[str, Any] = {
            "rules": [*rules],
            "place": destination,
            "country": country,
            "steps": list(steps),
            "watch": list(watch),
            "called": False,
            "next": 1,  # the first step stands on the card and in the reminder
        }
        return State(NAME, OPEN, "talk", (), answers)

    def guess(self, rule: str, heard: Heard, memory: Memory) -> tuple[str, Memory]:
        """The line under a card that may rest on words misread."""
        line, memory = self._say("guess", heard, memory)
        return line, memory.note(**{GUESSED: sorted({*memory.notes.get(GUESSED, ()), rule})})

    def takes(self, state: State, heard: Heard) -> bool:
        """Everything but what other actions know best."""
        return not (heard.intent in _THROUGH and heard.confidence >= SURE)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Over, mistaken, on its way, stuck, a side question, or anything else: led by the instruction."""
        cues = [] if heard.chosen else self.cues.found(heard.text)
        said = heard.intent if heard.confidence >= SURE else None
        answered = self._answered(state, heard, memory)
        if answered:
            return answered
        if "words" in cues:
            place = state.answers["place"]
            return self._remind(state, heard, memory, f"say.{place if place in _PLACES else 'ambulance'}")
        if "waiting" in cues:
            called = not _CALLED.isdisjoint(heard.words)
            return (self._step if called else self._remind)(state, heard, memory, "waiting")
        if "joke" in cues or (said == "take_back" and heard.level != "emergency") or heard.text == MISTAKE:
            return self._end(state, "back", heard, memory)
        if "over" in cues or (said == "danger_over" and "coming" not in cues and "eased" not in cues):
            return self._end(state, "over", heard, memory)
        if "coming" in cues:
            return self._step(state, heard, memory, "coming")
        for key in ("cannot", "refuse"):
            if key in cues:
                return self._remind(state, heard, memory, key)
        if heard.level != "emergency":
            return self._end(state, "back", heard, memory)
        state = counted(state, heard, cues, self._besides(state, heard) and said not in ABOUT_BOT)
        if doubtful(state) and not heard.rules:
            return self._doubt(state, heard, memory)
        if heard.asks and said == "ask":
            return self._aside(state, heard, memory)
        if "eased" in cues and _LATER.search(" ".join(state.answers["rules"])):
            return self._remind(state, heard, memory, "well")
        if "eased" in cues:
            return self._ask(state, EASED, "eased", heard, memory)
        if said == "take_back":
            return self._ask(state, CERTAIN, "sure", heard, memory)
        if said in ABOUT_BOT:
            return self._remind(state, heard, memory, "bot")
        if heard.asks:
            return self._aside(state, heard, memory)
        return self._remind(state, heard, memory, "warm")

    def again(self, state: State, memory: Memory) -> Move:
        """After an answer about the card itself: one line that leads back."""
        return self._remind(state, Heard("", country=state.answers["country"]), memory)

    def leave(self, state: State, heard: Heard, memory: Memory) -> Move:
        """ "Stop" works here too; the number stays."""
        text, memory = self._say("leave", heard, memory, help=self._helped(state, heard))
        return Move((Reply(text, kind="social"),), None, handled(state, memory))

    def _answered(self, state: State, heard: Heard, memory: Memory) -> Move | None:
        """A plain yes or no to the question put last."""
        if state.step == OPEN or len(heard.words) > _FEW:
            return None
        if heard.yes:
            return self._end(state, "over" if state.step == EASED else "back", heard, memory)
        return self._remind(state, heard, memory, "warm") if heard.no else None

    def _say(self, key: str, heard: Heard, memory: Memory, **values: str) -> tuple[str, Memory]:
        return self.voice.say(key, memory, **{**self.numbers.of(heard.country), **values})

    def _helped(self, state: State, heard: Heard) -> str:
        """What to do should it be real or come back: for the middle of a sentence."""
        numbers, place = self.numbers.of(heard.country), state.answers["place"]
        ways = {"dentist_now": "see an emergency dentist", "poison_line": f"call {numbers['poison']}"}
        return ways.get(place, f"call {numbers['ambulance']}")

    def _led(self, state: State, heard: Heard, memory: Memory) -> tuple[str, Memory]:
        place = state.answers["place"]
        key = "hold" if state.answers["called"] else f"remind.{place if place in _PLACES else 'other'}"
        return self._say(key, heard, memory)

    def _remind(self, state: State, heard: Heard, memory: Memory, key: str = "") -> Move:
        """The instruction, then a line for what was said, then the next step."""
        first, memory = self._led(state, heard, memory)
        line, memory = self._say(key, heard, memory) if key else ("", memory)
        return self._next(state, heard, memory, f"{first} {line}".strip())

    def _step(self, state: State, heard: Heard, memory: Memory, key: str) -> Move:
        """Help is on its way: no more telling to call, only the next step."""
        line, memory = self._say(key, heard, memory)
        return self._next(replace(state, answers={**state.answers, "called": True}), heard, memory, line)

    def _next(self, state: State, heard: Heard, memory: Memory, text: str) -> Move:
        steps, at = state.answers["steps"], state.answers["next"]
        if at < len(steps):
            step, memory = self._say("step", heard, memory, step=steps[at])
            text = f"{text}\n\n{step}"
        after = state.at(OPEN, "talk", (HERE, MISTAKE), next=at + 1)
        return Move((self._reply(text, state),), after, memory)

    def _aside(self, state: State, heard: Heard, memory: Memory) -> Move:
        """The instruction, and only then a short answer."""
        step = self._about(state, heard)
        told, entry = heard.help
        if self._besides(state, heard) and not state.answers["called"]:
            first, memory = self._say("stands", heard, memory, help=self._helped(state, heard))
        else:
            first, memory = self._led(state, heard, memory)
        if step or told:
            line, memory = self._say("aside", heard, memory, answer=step or told)
        else:
            line, memory = self._say("later", heard, memory)
        after = state.at(OPEN, "talk", (HERE, MISTAKE))
        reply = replace(self._reply(f"{first}\n\n{line}", state), entry=None if step else entry)
        return Move((reply,), after, memory)

    def _besides(self, state: State, heard: Heard) -> bool:
        """Whether it asks what the content knows and the card does not: about something else."""
        return bool(heard.asks and heard.answer and not heard.rules and not self._about(state, heard))

    def _doubt(self, state: State, heard: Heard, memory: Memory) -> Move:
        """The instruction, an answer where there is one, and whether the card was a mistake."""
        first, memory = self._say("stands", heard, memory, help=self._helped(state, heard))
        parts = [first, heard.brief] if self._besides(state, heard) else [first]
        ask, memory = self._say("doubt", heard, memory)
        after = state.at(CERTAIN, "talk", ("Yes", "No"), **{ASKED: True})
        reply = self._reply("\n\n".join((*parts, ask)), state, asks=True)
        return Move((reply,), after, memory)

    def _about(self, state: State, heard: Heard) -> str | None:
        """The step of the card that a question is about ("is milk ok?"), by the words they share."""
        asked = {word for word in heard.words if len(word) > _LONG} - _COMMON
        best = max(state.answers["steps"], key=lambda step: len(asked & _words(step)), default="")
        return best if asked & _words(best) else None

    def _ask(self, state: State, step: str, key: str, heard: Heard, memory: Memory) -> Move:
        text, memory = self._say(key, heard, memory)
        return Move((self._reply(text, state, asks=True),), state.at(step, "talk", ("Yes", "No")), memory)

    def _end(self, state: State, key: str, heard: Heard, memory: Memory) -> Move:
        """A kind end, with what to watch for."""
        text, memory = self._say(key, heard, memory)
        parts = [text]
        if key == "over" and state.answers["watch"]:
            head, memory = self._say("watch", heard, memory)
            parts.append("\n".join((head, *(f"- {sign}" for sign in state.answers["watch"]))))
        last, memory = self._say(
            "after" if key == "over" else "after_back", heard, memory, help=self._helped(state, heard)
        )
        reply = Reply("\n\n".join((*parts, last)), kind="reflection")
        return Move((reply,), None, handled(state, memory))

    def _reply(self, text: str, state: State, asks: bool = False) -> Reply:
        buttons = ("Yes", "No") if asks else (HERE, MISTAKE)
        data = {"choices": () if asks else _CHOICES}
        kind: Kind = "question" if asks else "card"
        return Reply(text, buttons, "emergency", state.answers["place"], kind=kind, data=data)


def handled(state: State, memory: Memory) -> Memory:
    """The memory with what stood in force noted as over."""
    rules = {*memory.notes.get(HANDLED, ()), *state.answers["rules"]}
    return memory.note(**{HANDLED: sorted(rules)})


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", text.lower()))


def load(root: Path) -> Emergency:
    """The flow. Raises DataError where its data is broken."""
    return Emergency(Voice.load(root, NAME, KEYS), Cues.load(root, NAME, CUES), Numbers.load(root))
