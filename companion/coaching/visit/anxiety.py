"""The flow `anxiety_scale`: five questions on dental fear, as a note for the dentist and not a label.

The Modified Dental Anxiety Scale (Humphris, Morrison and Lindsay 1995, Community Dental Health
12: 143-150) in our own words: 5 items of 1 to 5 points, 5 to 25 in all, 19 or more is high. It is
only opened on the person's word, any item may be left out, and it stops at any time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.voice import Voice
from companion.reply import Kind, Reply

NAME = "anxiety_scale"
NOTE = "anxiety"  # memory.notes: {"scale", "score" or None, "high", "answers", "hardest", "source"}
HIGH = 19
SOURCE = "Humphris, Morrison and Lindsay 1995, Community Dental Health 12: 143-150"
ITEMS = {
    "tomorrow": "the day before",
    "waiting": "the waiting room",
    "drilling": "the drill",
    "cleaning": "a clean",
    "needle": "the injection",
}
ANSWERS = ("Calm", "A little uneasy", "Quite anxious", "Very anxious", "Extremely anxious")
SKIP = "Leave this one out"
OPTIONS = (*ANSWERS, SKIP)
HARD = 4  # points from which an item counts as hard
_WORDS = (  # from strong to weak; the first that is found decides
    (5, r"extreme\w*|terrif\w*|petrified|panic\w*|worst|unbearable|awful|horrible|can'?t do|nightmare"
        r"|phobi\w*|scream\w*|run away|to death"),
    (4, r"(?:not|can'?t|never)\b.{0,12}\b(?:calm|relax\w*|easy|okay|fine)"),
    (2, r"not (?:so|too|that|very|really|much|particularly)"),
    (1, r"not (?:at all|anxious|scared|afraid|bad|bothered|worried|an issue|a problem)"
        r"|no (?:problem|fear|worries)|fine|calm|ok(?:ay)?|relaxed|easy|nothing|never bothers"
        r"|don'?t mind|good|all right|alright"),
    (2, r"a (?:little|bit|tad)|slight\w*|bit|little|somewhat|mild\w*|uneasy"),
    (3, r"so[- ]so|in between|in the middle"),
    (4, r"very|really|so|a lot|lots|hate|strong\w*|bad|cry|sick|shak\w*|badly|dread\w*|much"),
    (3, r"quite|fairly|rather|pretty|medium|middling|half|moderate\w*|sort of|kind of|kinda"
        r"|anxious|nervous|scared|tense|afraid|worried"),
)  # fmt: skip
_SKIPS = re.compile(r"\b(?:skip|pass|next|idk|dunno|no idea|leave (?:it|this|that)|rather not|no comment)\b")
_STEPS = (
    {"title": "Help me get ready for a visit", "intent": "prepare_visit"},
    {"title": "Sedation at the dentist", "entry": "sedation-options"},
    {"title": "Telling a dentist that you are afraid", "entry": "telling-the-dentist-you-are-afraid"},
)


@dataclass(frozen=True)
class AnxietyScale:
    """The flow; the answers so far are in the state, by item, None for one left out."""

    voice: Voice
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """What it is for, that it can stop, and the first item."""
        intro, memory = self.voice.say("begin", memory)
        return self._ask(intro, State(NAME, "tomorrow"), "tomorrow", memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Give back how strong it is, then the next item; the note after the last."""
        points = _points(heard)
        if points is None and not _skips(heard):
            return self._unclear(state, memory)
        key = "skipped" if points is None else "low" if points == 1 else "some" if points < HARD else "much"
        echo, memory = self.voice.say(key, memory)
        answers = {**state.answers, state.step: points}
        left = [item for item in ITEMS if item not in answers]
        if left:
            return self._ask(echo, replace(state, answers=answers), left[0], memory)
        return self._finish(echo, answers, memory)

    def again(self, state: State, memory: Memory) -> Move:
        """The open item in other words."""
        return self._ask("", state, state.step, memory, state.asked + 1)

    def _ask(self, before: str, state: State, item: str, memory: Memory, asked: int = 1) -> Move:
        question, memory = self.voice.say(item, memory)
        put = State(NAME, item, "choice", OPTIONS, state.answers, asked)
        reply = Reply(f"{before} {question}".strip(), OPTIONS, kind="question")
        return Move((reply,), put, memory)

    def _unclear(self, state: State, memory: Memory) -> Move:
        """Once more with the choices; after a second miss the door stays open."""
        if state.asked > 1:
            text, memory = self.voice.say("enough", memory)
            return Move((self._open(text),), None, memory)
        text, memory = self.voice.say("unclear", memory)
        put = State(NAME, state.step, "choice", OPTIONS, state.answers, state.asked + 1)
        return Move((Reply(text, OPTIONS, kind="question"),), put, memory)

    def _finish(self, echo: str, answers: dict[str, Any], memory: Memory) -> Move:
        given = {item: points for item, points in answers.items() if points is not None}
        if not given:
            text, memory = self.voice.say("enough", memory)
            return Move((self._open(text),), None, memory)
        score = sum(given.values()) if len(given) == len(ITEMS) else None
        hardest = sorted((i for i in given if given[i] >= HARD), key=lambda i: -given[i])[:2]
        row = {
            "scale": "MDAS",
            "score": score,
            "high": score is not None and score >= HIGH,
            "answers": answers,
        }
        memory = memory.note(**{NOTE: {**row, "hardest": [ITEMS[i] for i in hardest], "source": SOURCE}})
        key = "done_part" if score is None else "done_high" if score >= HIGH else "done_some"
        done, memory = self.voice.say(key, memory, score=score)
        names = " and ".join(ITEMS[item] for item in hardest)
        if not names:
            names, memory = self.voice.say("nothing_hard", memory)
        added = "" if score is None else f", {score} of 25"
        note, memory = self.voice.say("note", memory, sum=added, hardest=names)
        tips = []
        for item in hardest:
            tip, memory = self.voice.say(f"help_{item}", memory)
            tips.append(tip)
        choice, memory = self.voice.say("choice", memory)
        paragraphs = (f"{echo} {done}", note, " ".join((*tips, choice)))
        return Move((self._open("\n\n".join(paragraphs), "document"),), None, memory)

    def _open(self, text: str, kind: Kind = "reflection") -> Reply:
        titles = tuple(step["title"] for step in _STEPS)
        return Reply(text, titles, kind=kind, data={"choices": _STEPS})


def _points(heard: Heard) -> int | None:
    """1 to 5 for a message that says how strong it is, else None."""
    if _skips(heard):
        return None
    said = " ".join(heard.words)
    exact = next((points for points, title in enumerate(ANSWERS, 1) if title.lower() == said), None)
    if exact is not None:
        return exact
    if heard.number is not None and 1 <= heard.number <= len(ANSWERS) and len(heard.words) <= 4:
        return heard.number
    plain = heard.text.lower().replace("\u2019", "'")
    return next((points for points, words in _WORDS if re.search(rf"\b(?:{words})\b", plain)), None)


def _skips(heard: Heard) -> bool:
    return heard.unsure or bool(_SKIPS.search(heard.text.lower()))


def load(root: Path) -> AnxietyScale:
    """Raises DataError for broken wording."""
    tips = {f"help_{item}" for item in ITEMS}
    shared = (
        "begin low some much skipped unclear enough done_high done_some done_part note nothing_hard choice"
    )
    return AnxietyScale(Voice.load(root, NAME, frozenset((*shared.split(), *ITEMS, *tips))))
