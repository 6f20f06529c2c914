"""The flow `crisis`: despair, self-harm, violence, neglect, an eating problem. Slow, short, no interrogation.

Opens with the card: believed, a number, one small step. Asks once whether the person is safe. Then stays,
lets the person decline, and never turns back to teeth by itself. General guidance on listening safely:
Samaritans, NHS; see the note at the head of content/coaching/crisis.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from companion.coaching.danger.concern import (
    INJURIES,
    NOW,
    OTHERS,
    PATHS,
    RULES,
    UNNUMBERED,
    kind_of,
    line_of,
    path_of,
)
from companion.coaching.danger.cues import Cues
from companion.coaching.danger.emergency import ABOUT_BOT, handled
from companion.coaching.flow import Move, State
from companion.coaching.heard import SURE, Heard
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.voice import Voice
from companion.numbers import Numbers
from companion.reply import Reply
from companion.text import plain

if TYPE_CHECKING:
    from companion.triage.case import Finding

NAME = "crisis"
ASKED, OPEN = "asked", "open"
SAFE, UNSAFE, QUIET = "Safe for now", "Not safe", "I would rather not say"
_SHARED = """
    ask_safe ask_other ask_open unsafe alone safe decline back no_call private fault happens helped door
    number place untold stays_with family brushed reaches told_there excuse
    side side_later why bot thanks leave also.abuse also.suicide also_mouth young
    """.split()
KEYS = frozenset(
    (
        *_SHARED,
        *(f"line.{name}" for name in UNNUMBERED),
        *(f"{path}.{part}" for path in PATHS for part in ("first", "now", "stay", "step")),
    )
)
CUES = frozenset(
    """
    harmed elder child other self_harm unsafe safe decline joke no_call private fault happens helped lost whom
    alone untold stays_with family brushed reaches told_there excuse
    """.split()
)
_THROUGH = frozenset("forget_me forget_this export_data what_do_you_store other_language repeat".split())
_START = re.compile(r"^[a-z]|(?<=[.?!] )[a-z]")  # a number's words may open a sentence
# Where they are: a word that is no state ("im in pain") and no room.
_PLACE = re.compile(
    r"\b(?:im|i am|were|we are|i live|living|live|based) (?:\w+ )?(?:in|near|outside) (?!(?:pain|agony|danger"
    r"|bed|trouble|tears|a|an|my|the|our|debt|love|shock|hell|bits|pieces|control|charge|work|school|public|need"
    r"|so|such|this|that|here|there|fear|his|her|their|hiding|it|one|two)\b)[a-z]{3,}"
)
_DOUBT = re.compile(r"\b(?:sure|unsure|know if|dont know|idk|dunno|maybe|no idea|guess|kind of|sort of)\b")
# What is told that has a line of its own, whatever the talk is about.
_OWN = ("told_there", "untold", "reaches", "stays_with", "family")
_HURT = frozenset(("abuse", "child"))  # paths of who is hurt by somebody, and may speak up for them
_FEW = 4  # words of a plain "yes" or "no"
# What a plain question is taken for at times; none that may ask about means is answered on a guess.
_ODD = frozenset(("ask", "nlu_fallback", "out_of_scope"))
# Entries on what these talks are about: no side question.
_OURS = frozenset(("thoughts-of-suicide", "hurt-by-someone", "eating-disorder-and-teeth"))
_MEANS = re.compile(
    r"\b(?:pills?|tablets?|medicines?|meds|paracetamol|ibuprofen|codeine|tramadol|dose|overdose|bleach|knife"
    r"|knives|blades?|rope|how (?:many|much))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Crisis:
    """The flow. Its state keeps the kind, the path, and how often it has just stayed."""

    voice: Voice
    cues: Cues
    numbers: Numbers
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """Believed, a number, a small step; then one question."""
        assert heard.finding is not None  # actions open this flow on a finding alone
        state = replace(self.waiting(heard.finding, heard), step=ASKED)
        return self._card(state, heard, memory)

    def waiting(self, finding: Finding, heard: Heard) -> State:
        """The state for a crisis that waits until an emergency of the body is over."""
        kind = kind_of(finding.rule) or "abuse"
        told = any(kind_of(rule) == kind for rule in heard.rules - {finding.rule})
        answers = {
            "kind": kind,
            "path": path_of(kind, self.cues.found(heard.text)),
            "rules": list(RULES[kind]),
            "country": heard.country,
            "stays": 0,
            "guess": finding.like and not told,
        }
        return State(NAME, OPEN, "talk", (), answers)

    def also(self, finding: Finding, heard: Heard, memory: Memory) -> tuple[str, Memory]:
        """A line for the card of an emergency of the body: the rest was heard too."""
        kind = kind_of(finding.rule)
        key = f"also.{kind}" if f"also.{kind}" in self.voice.words else "also.abuse"
        return self._say(key, self.waiting(finding, heard), heard, memory)

    def takes(self, state: State, heard: Heard) -> bool:
        """Everything but the person's own data and a wish to hear it again."""
        if state.answers.get("guess") and self._misread(state, heard):
            return False  # nothing in their words spoke of harm, and they go on to something else
        if heard.intent == "what_do_you_store" and "private" in self.cues.found(heard.text):
            return True  # "will you tell anyone?" is a fear here, and no question about data
        return not (heard.intent in _THROUGH and heard.confidence >= SURE)

    def _misread(self, state: State, heard: Heard) -> bool:
        """Whether a card that only the second reader asked for was none of theirs, and no word of harm is
        among what follows: they ask about something else, or tell more; of despair only what surely asks for
        something of the content."""
        if heard.chosen or heard.rules or self.cues.found(heard.text):
            return False
        if state.answers["kind"] != "abuse":
            return bool(heard.pointed) and wants(heard.text)
        return wants(heard.text) or len(heard.words) > _FEW

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """What is said next: worse, safe, declined, taken back, a fear, a question, or more of it."""
        cues = self.cues.found(heard.text)
        fresh = not state.answers.get("now") or bool(heard.rules & NOW)
        if self._pressing(state, heard) and fresh and not {"safe", "helped", "joke"} & {*cues}:
            young = state.answers["kind"] == "abuse" and "child" in cues
            path = "child" if young else state.answers["path"]
            return self._card(state.at(OPEN, "talk", path=path), heard, memory)
        said = heard.intent if heard.confidence >= SURE else None
        short = len(heard.words) <= _FEW
        if state.step == ASKED and self._unsafe(state, heard, cues, short):
            return self._danger(state, heard, memory)
        if "safe" in cues or heard.text == SAFE or (state.step == ASKED and short and heard.yes):
            return self._after(state, heard, memory, "safe", f"{state.answers['path']}.step")
        if "joke" in cues or said == "take_back":
            return self._end(state, heard, memory, "back")
        if ("helped" in cues and "told_there" not in cues) or said == "danger_over":
            return self._end(state, heard, memory, "helped", "door")
        for key in ("no_call", "private", "fault", "happens"):
            if key in cues and "told_there" not in cues:
                return self._after(state, heard, memory, key)
        if "decline" in cues or heard.text == QUIET or (short and heard.no and state.step == OPEN):
            return self._end(state, heard, memory, "decline")
        if "unsafe" in cues:
            return self._danger(state, heard, memory)
        return self._listened(state, heard, memory, said, cues)

    def again(self, state: State, memory: Memory) -> Move:
        """After something about the person's data, a line that the number stays; after an emergency of
        the body, the first words, which had to wait."""
        if state.answers.get("guess"):
            return Move((), None, memory)
        if state.answers.get("met"):
            return self._after(state, Heard(""), memory, "number")
        return self._after(
            state.at(OPEN, "talk", met=True), Heard(""), memory, f"{state.answers['path']}.first"
        )

    def leave(self, state: State, heard: Heard, memory: Memory) -> Move:
        """ "Stop" works here too; the number stays."""
        return self._end(state, heard, memory, "leave")

    def _pressing(self, state: State, heard: Heard) -> bool:
        """Whether this message tells of danger this minute: the means at hand, or violence now."""
        rules = heard.rules & {*state.answers["rules"]}
        violent = state.answers["kind"] != "suicide" and heard.finding is not None
        return bool(
            rules & NOW or (rules and violent and heard.finding and heard.finding.level == "emergency")
        )

    def _unsafe(self, state: State, heard: Heard, cues: list[str], short: bool) -> bool:
        plain_no = short and heard.no and not {"decline", "safe", "joke"} & {*cues}
        unsure = (
            short
            and heard.unsure
            and not (state.answers.get("guess") and not _DOUBT.search(plain(heard.text)))
        )
        return heard.text == UNSAFE or "unsafe" in cues or plain_no or unsure

    def _listened(
        self, state: State, heard: Heard, memory: Memory, said: str | None, cues: list[str]
    ) -> Move:
        """A question gets its answer; all else is just met, with a step or a number now and then."""
        path, stays = state.answers["path"], state.answers["stays"]
        if "alone" in cues and state.answers["kind"] == "suicide":
            return self._after(state, heard, memory, "alone", f"{path}.step")
        if "whom" in cues:
            steps = () if state.answers["kind"] == "eating" else (f"{path}.step",)
            return self._after(state, heard, memory, "number", *steps)
        own = next((key for key in _OWN if key in cues), None)
        own = "excuse" if "excuse" in cues and path in _HURT else own
        if own or _PLACE.search(plain(heard.text)):
            return self._after(state, heard, memory, own or "place")
        if _asks_aside(heard):
            return self._after(state, heard, memory, "side")
        if "lost" in cues:
            return self._after(state, heard, memory, f"{path}.stay", f"{path}.step")
        if said in ABOUT_BOT:
            return self._after(state, heard, memory, "bot")
        if said == "ask_reason":
            return self._after(state, heard, memory, "why")
        if said == "thank":
            return self._after(state, heard, memory, "thanks", "door")
        # What is told of the teeth in a talk about eating has its answer in the entry that was shown.
        pointed = state.answers["kind"] == "eating" and heard.pointed >= SURE and heard.answer
        if heard.entry == "thoughts-of-suicide":
            heard = replace(heard, answer=None)  # it is what we talk about, and no side question
        if "brushed" in cues and state.answers["kind"] == "eating" and not pointed:
            return self._after(state, heard, memory, "brushed")
        if pointed or (heard.asks and said == "ask") or heard.rules - {*state.answers["rules"]}:
            return self._after(state, heard, memory, "side" if heard.answer else "side_later")
        after = state.at(OPEN, "talk", stays=stays + 1)
        if heard.rules and stays not in (1, 4):
            return self._after(after, heard, memory, f"{path}.stay", "number")
        extra = {1: (f"{path}.step",), 2: ("number",), 4: (f"{path}.step",)}.get(stays, ())
        return self._after(after, heard, memory, f"{path}.stay", *extra)

    def _card(self, state: State, heard: Heard, memory: Memory) -> Move:
        """The opening, or danger this minute: a card with level and destination."""
        path, finding = state.answers["path"], heard.finding
        assert finding is not None  # a card shows a finding
        pressing = self._pressing(state, heard)
        text, memory = self._say(f"{path}.{'now' if pressing else 'first'}", state, heard, memory)
        parts = [text]
        if "under-16" in memory.facts and path in ("suicide", "self_harm", "eating"):
            line, memory = self._say("young", state, heard, memory)
            parts.append(line)
        if heard.rules & INJURIES:
            line, memory = self._say("also_mouth", state, heard, memory)
            parts.append(line)
        if state.step == ASKED:
            kind = state.answers["kind"]
            key = "ask_open" if kind == "eating" else "ask_other" if path in OTHERS else "ask_safe"
            line, memory = self._say(key, state, heard, memory)
            parts.append(line)
        buttons = (QUIET,) if state.answers["kind"] == "eating" else (SAFE, UNSAFE, QUIET)
        reply = Reply(
            "\n\n".join(parts),
            buttons,
            heard.level,
            finding.destination,
            finding.entry,
            kind="card",
            data=finding.reason,
        )
        after = state.at(
            ASKED if state.answers["kind"] != "eating" else OPEN, "talk", buttons, now=pressing, met=True
        )
        return Move((reply,), after, memory)

    def _danger(self, state: State, heard: Heard, memory: Memory) -> Move:
        text, memory = self._say("unsafe", state, heard, memory)
        reply = Reply(text, (SAFE, QUIET), "emergency", "ambulance", kind="card")
        return Move((reply,), state.at(OPEN, "talk", (SAFE, QUIET), now=True), memory)

    def _after(self, state: State, heard: Heard, memory: Memory, *keys: str) -> Move:
        """Lines without a question; the person decides what comes next."""
        parts = []
        for key in keys:
            text, memory = self._say(key, state, heard, memory)
            parts.append(text)
        reply = Reply(" ".join(parts), (QUIET,), heard.level, kind="reflection")
        return Move((reply,), state.at(OPEN, "talk", (QUIET,)), memory)

    def _end(self, state: State, heard: Heard, memory: Memory, *keys: str) -> Move:
        move = self._after(state, heard, memory, *keys)
        replies = tuple(replace(reply, buttons=()) for reply in move.replies)
        return Move(replies, None, handled(state, move.memory))

    def _say(self, key: str, state: State, heard: Heard, memory: Memory) -> tuple[str, Memory]:
        numbers = self.numbers.of(heard.country or state.answers.get("country"))
        path, kind = state.answers["path"], state.answers["kind"]
        line = line_of(kind, path)
        who = self.voice.words[f"line.{line}"][0] if line in UNNUMBERED else numbers[line]
        values = {**numbers, "line": who, "answer": heard.brief}
        text, memory = self.voice.say(key, memory, **values)
        return _START.sub(lambda match: match[0].upper(), text), memory


def _asks_aside(heard: Heard) -> bool:
    """Whether something plain is asked that has an answer: it was a false alarm, or a need beside it."""
    known = heard.answer is not None and heard.entry not in _OURS
    return known and heard.intent in _ODD and wants(heard.text) and not _MEANS.search(heard.text)


def load(root: Path) -> Crisis:
    """The flow. Raises DataError where its data is broken."""
    return Crisis(Voice.load(root, NAME, KEYS), Cues.load(root, NAME, CUES), Numbers.load(root))
