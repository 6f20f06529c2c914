"""Emotion: whether a message tells of a feeling, and whether the talk about feelings is the place for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.coaching.feelings.felt import FEELS, felt_word
from companion.coaching.feelings.moment import Moment, Moments, moments
from companion.coaching.feelings.theme import GENERAL, Themes, themes
from companion.coaching.heard import Heard
from companion.coaching.looks import desire
from companion.coaching.memory import Memory
from companion.coaching.said.belief import FIRM, FIRST, HALF, HURTS, LATELY, LOST, OPEN, SERIOUS, Sense
from companion.coaching.session import routine
from companion.coaching.session.topics import AWAY

_NONE = (None, "none", "pain")
_ODD = LOST | frozenset("tell_joke laugh greet compliment thank report_progress insult_bot".split())
_WRONGED = frozenset(("anger", "fee", "money"))


@dataclass(frozen=True)
class Emotion:
    """Reads what a message tells of how somebody feels."""

    themes: Themes
    moments: Moments
    root: Path

    @classmethod
    def load(cls, root: Path) -> Emotion:
        """Raises DataError where data is broken."""
        return cls(themes(root), moments(root), root)

    def moment(self, sense: Sense) -> Moment | None:
        """The moment told of that deserves a talk of its own, whatever the intent, unless that is clear."""
        heard = sense.heard
        told = self.moments.opening(heard.text)
        wishes = heard.intent in ("want_procedure", "insist_procedure") and heard.confidence >= HALF
        if told is None or sense.scene.level in SERIOUS or wishes:
            return None
        return None if heard.confidence >= FIRM and heard.intent not in OPEN else told

    def named(self, sense: Sense) -> bool:
        """A feeling that is named in so many words, in a message that an odd intent was made of."""
        odd = sense.heard.intent in (*_ODD, "express_feeling") and not (sense.asks or sense.topic)
        felt = felt_word(self.root, sense.heard.text) if odd else None
        return bool(felt and not felt.glad and sense.scene.level not in SERIOUS)

    def beside(self, sense: Sense) -> bool:
        """Whether a message that moves is about a procedure or a habit all the same."""
        wronged = any(one.theme in _WRONGED for one in self.moments.named(sense.heard.text))
        named = [one for one in sense.wish.procedures if one.id not in desire.PROMISED and not wronged]
        if named and (sense.wish.press or desire.WANTS.search(sense.words)):
            return True
        marked = any(one.fair for one in named) and sense.wish.reason in ("teased", "said", "hide")
        if marked:
            return True
        tried = sense.heard.intent == "report_setback" or sense.said.change
        stays = (routine.STAYS | {"nagged"}) & {*sense.said.against}
        return bool(sense.topic and (tried or stays))

    def tells(self, sense: Sense) -> bool:
        """Something heavy that is told rather than asked."""
        heard = sense.heard
        if heard.intent in ("set_goal", "resist", "report_symptom"):
            return False
        theme = self.themes.of(heard.text, None)
        if theme.heavy and FIRST.search(sense.words):
            return True
        away = sense.topic is not None and sense.topic.name == AWAY and heard.feeling in HURTS
        if not (sense.weak or away or (heard.intent == "ask" and sense.scene.score < HALF)):
            return False
        felt = heard.feeling not in _NONE and FEELS.search(sense.words)
        return bool(felt or theme.marks & {"heavy", "opens"})

    def touches(self, heard: Heard) -> bool:
        """Whether a message may tell of a feeling beside what it asks."""
        moment = self.moments.opening(heard.text)
        opens = bool(moment and moment.opens)
        return heard.feeling not in _NONE or opens or self.themes.of(heard.text, None).heavy

    def calm(self, heard: Heard, guessed: str = "none") -> bool:
        """Whether nothing in a message tells of a feeling; `guessed` is one that may be heard wrongly."""
        calm = heard.feeling in (None, "none", guessed) and not self.moments.named(heard.text)
        return calm and self.themes.of(heard.text, None).name == GENERAL

    def adds(self, heard: Heard, memory: Memory) -> bool:
        """A half-believed feeling in which no word tells of one, after an answer: a word on that answer."""
        doubtful = heard.intent == "express_feeling" and heard.confidence < HALF
        told = doubtful and self.calm(heard)
        return bool(told and heard.answered and memory.notes.get(LATELY) is None)
