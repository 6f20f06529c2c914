"""Where a message leads that names no intent well: by what it says, and by what was talked about last.

People rarely open with a request. They tell ("i know i should floss", "my mate swears by charcoal"),
answer what was said, or add half a sentence. A wish about looks, a habit or a feeling in such a
message opens the talk that fits; a message without sense of its own goes on with the last one.
What asks for something is left to the content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from companion.coaching.feelings.emotion import Emotion
from companion.coaching.feelings.felt import FEELS
from companion.coaching.heard import Heard
from companion.coaching.looks import desire
from companion.coaching.looks import talk as looks
from companion.coaching.looks.following import ANSWERS, LONGEST
from companion.coaching.looks.procedure import spoken_of
from companion.coaching.looks.reason import hurts
from companion.coaching.looks.talk import Looks
from companion.coaching.looks.telling import NOTES
from companion.coaching.looks.wish import WishReader, wishes
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.said.belief import (
    FIRM,
    HALF,
    LATELY,
    LOST,
    OPEN,
    WEAK,
    Scene,
    Sense,
    weak,
)
from companion.coaching.said.resuming import resumes
from companion.coaching.session import routine, talk, topics
from companion.coaching.session.scale import rated
from companion.coaching.session.speech import TOPIC
from companion.coaching.session.talk import Talk
from companion.coaching.session.topics import Topics
from companion.text import plain

Way = Literal["looks", "coach", "feelings", "resume", "context"]
SURE = 0.85  # score from which the content comes before a talk
ROUNDS = 3  # of a talk about feelings, after which a message without sense is no part of it
# Intents that are believed before a remark that sounds alike.
_BELIEVED = frozenset(
    """
    stop goodbye greet forget_me forget_this export_data what_do_you_store remember_me stop_remembering
    are_you_human who_made_you override_instructions report_symptom report_injury complain where_from
    sexual_remark say_hateful correct_bot
    """.split()
)
# About the companion itself or its language: from HALF on, no talk opens on what else is named.
_OURS = frozenset(
    """
    correct_bot override_instructions other_language stop_remembering what_do_you_store forget_me
    export_data
    """.split()
)
_NEWS = frozenset(("report_progress", "report_setback"))  # told in passing, where the talk is about looks
_HALF_ASKED = frozenset("how what why when who where which".split())  # more is to come, and no hello
_MOUTH = re.compile(r"\b(?:teeth|tooth|toothbrush\w*|brush\w*|floss\w*|mouth|jaw|gums?)\b")
# How one's own teeth look, said plainly: that is what the rest is told for.
_SORRY_SIGHT = re.compile(
    r"\bmy (?:\w+ )?(?:teeth|smile) (?:is|are|look|looks) (?:\w+ ){0,2}"
    r"(?:sight|state|yellow|brown|crooked|stained|wonky)\b"
)
_ENDS = re.compile(
    r"\b(?:stop|stops|calm|go away|goes away|end|ends|over|fix|fixes|cure|gone|sort|better|happy|normal)\b"
)
_SHOWN = re.compile(
    r"\b(?:teeth|tooth|gap|smile)\b.*\b(?:big\w*|huge|small|tiny|crooked|wonky|yellow|brown|grey|black|stick\w*|pointy"
    r"|patch\w*|spots|marks|chipped|gummy|buck)\b"
)
_RHETORIC = re.compile(r"\b(?:right|pathetic|am i|isnt it|you know|innit)$|\b(?:whats|what is) the point\b")


@dataclass(frozen=True)
class Lead:
    """Reads a message for all that could open a talk."""

    wishes: WishReader
    topics: Topics
    talk: Talk
    emotion: Emotion
    looks: Looks

    @classmethod
    def load(cls, root: Path) -> Lead:
        """Raises DataError where data is broken."""
        return cls(wishes(root), topics.load(root), talk.load(root), Emotion.load(root), looks.load(root))

    def _open_still(self, heard: Heard, memory: Memory) -> bool:
        """Whether looks were talked about just before, in the talk or by an entry that was read out."""
        last = memory.notes.get(LATELY)
        read_out = last is None and spoken_of(heard.answered, self.wishes.procedures) is not None
        return read_out or (last == "looks" and bool(memory.notes.get(NOTES)))

    def remarked(self, heard: Heard, memory: Memory) -> bool:
        """Whether a message is a remark on the talk about looks, or on the entry read out last."""
        if heard.chosen or (heard.intent in _BELIEVED and heard.confidence >= FIRM):
            return False
        if self.looks.opens(heard) or (self._open_still(heard, memory) and self.looks.pleads(heard, memory)):
            return True
        if heard.pointed and not memory.notes.get(NOTES, {}).get("worry"):
            return False  # a narrow question, which its entry answers
        wish, worried = self.wishes.read(heard.text), bool(memory.notes.get(NOTES, {}).get("worry"))
        if worried and wish.names_one and _ENDS.search(plain(heard.text)):
            return True  # the hope that work on the teeth ends the worry
        mouth = wish.reason == "teased" and (wish.young or _MOUTH.search(plain(heard.text)))
        if worried and memory.notes.get(LATELY) == NOTES and heard.intent == "express_feeling":
            return True  # what else weighs on them is told in the talk about the worry
        if not (self._open_still(heard, memory) or mouth):
            return False
        unsure = heard.confidence < HALF or heard.intent == "nlu_fallback"
        if hurts(heard.text, wish) and not wants(heard.text):
            shown = _SHOWN.search(
                plain(heard.text)
            )  # what they tease about is told: questions on it will follow
            return bool(shown or not self.emotion.moments.opening(heard.text))
        return self.looks.hears(heard, memory, worried or (unsure and not heard.known))

    def way(self, heard: Heard, memory: Memory, scene: Scene) -> Way | None:
        """Where it leads, or None to leave it to the rules."""
        if heard.chosen:
            return None
        sense = self._sense(heard, memory, scene)
        if resumes(sense.words, memory):
            return "resume"
        if self.remarked(heard, memory):
            return "looks"
        if rated(heard.text).confidence is not None and not sense.asks:
            return "coach"
        if (heard.intent in _OURS and heard.confidence >= HALF) or self._known(sense):
            return None
        if heard.intent == "greet" and sense.words in _HALF_ASKED:
            return "context"
        if (
            heard.intent in _NEWS
            and self._open_still(heard, memory)
            and not (sense.asks or sense.said.change)
        ):
            return "looks"
        told = None if sense.asks and not _RHETORIC.search(sense.words) else self._told(sense)
        told = told or ("feelings" if self.emotion.named(sense) else None)
        if told or not (sense.weak or heard.intent in OPEN):
            return told
        return self._opened(sense, memory) or self._last(sense, memory)

    def _sense(self, heard: Heard, memory: Memory, scene: Scene) -> Sense:
        wish, said = self.wishes.read(heard.text), self.talk.read(heard.text)
        topic, words = self.topics.named(heard.text), plain(heard.text)
        doubtful = weak(heard, wish, said, topic, memory)
        return Sense(heard, words, wish, said, topic, wants(heard.text), doubtful, scene)

    def _known(self, sense: Sense) -> bool:
        """Whether the content is all but sure what a message is about, and nothing more is told in it."""
        heard, wish, said = sense.heard, sense.wish, sense.said
        sure = heard.intent == "ask" and heard.confidence >= WEAK and sense.scene.score >= SURE
        wished = wish.names_one or wish.worry or wish.press or desire.WANTS.search(sense.words)
        habit = sense.topic is not None and not sense.asks
        told = wished or habit or said.change or said.against or said.went
        return bool(sure and not (told or self.emotion.touches(heard)))

    def _told(self, sense: Sense) -> Way | None:
        """The talk that a hack that was tried, or a moment, deserves, whatever its intent."""
        if sense.wish.done and any(one.harmful for one in sense.wish.procedures):
            return "looks"
        told = self.emotion.moment(sense)
        if told is None:
            return None
        if told.topic:
            about = told.quiet or sense.topic or _MOUTH.search(sense.words)
            return "coach" if about and not _answered(sense) else None
        if _SORRY_SIGHT.search(sense.words) or desire.plainly(sense):
            return "looks"
        return None if self.emotion.beside(sense) else "feelings"

    def _opened(self, sense: Sense, memory: Memory) -> Way | None:
        """The talk that opens on what is told: looks, a habit or a feeling."""
        heard = sense.heard
        if self.emotion.adds(heard, memory):
            return "context"
        if desire.tells(sense, self.wishes):
            return "looks"
        cold = heard.intent == "express_feeling" and not FEELS.search(sense.words)
        if cold and self._open_still(heard, memory) and heard.confidence < FIRM:
            return "looks"  # told in passing, with no feeling in it
        if routine.offers(sense, memory, self.topics):
            return "coach"
        if sense.asks:
            return "context" if cold and heard.confidence < FIRM else None
        if cold and self.emotion.calm(heard, heard.feeling or "none"):
            return "context"  # who they are or what they do: given back, with no feeling put into it
        if self.emotion.tells(sense):
            return "feelings"
        passing = self._open_still(heard, memory) and not sense.said.change
        return "coach" if routine.tells(sense) and not passing else None

    def _last(self, sense: Sense, memory: Memory) -> Way | None:
        """On with what was talked about last."""
        heard, wish, last = sense.heard, sense.wish, memory.notes.get(LATELY)
        if self._open_still(heard, memory):
            known = bool(wish.names_one and sense.scene.score >= HALF)  # a question that stands alone
            short = wish.ask in ANSWERS and len(heard.words) <= LONGEST
            asked = heard.intent == "ask" and not known and (short or bool(wish.press))
            pressed = heard.intent in ("insist_procedure", "want_procedure")
            felt = last == "looks" and heard.intent == "express_feeling"
            if last is None and heard.asks and sense.weak and wish.ask in (None, "gentle", "facts"):
                return "context"
            if sense.weak or asked or pressed or felt:
                return "looks"
        if last == "coach" and memory.notes.get(TOPIC) and (sense.weak or heard.intent == "ask_more"):
            return "coach"
        if last == "feelings" and sense.weak and memory.said.get("feelings.door", 0) < ROUNDS:
            return "feelings"
        lost = heard.intent == "nlu_fallback" or heard.intent not in LOST
        leans = heard.answered and heard.confidence < FIRM
        return "context" if sense.weak and (lost or leans) else None


@cache
def lead(root: Path) -> Lead:
    """The project's, read once. Raises DataError where data is broken."""
    return Lead.load(root)


def _answered(sense: Sense) -> bool:
    """Whether the content, or a look at the body, comes before a talk about a habit."""
    heard = sense.heard
    sure = heard.confidence >= HALF and sense.scene.score >= HALF
    known = heard.intent == "ask" and sure and not sense.said.change
    return known or (
        heard.intent == "report_symptom" and heard.confidence >= HALF and sense.scene.level != "none"
    )


def lately(memory: Memory, name: str | None) -> Memory:
    """The memory of which flow spoke last; None once something else was answered."""
    return memory.note(**{LATELY: name})
