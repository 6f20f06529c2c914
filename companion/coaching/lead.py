"""Where a message leads that names no intent well: by what it says, and by what was talked about last.

People rarely open with a request. They tell ("i know i should floss", "my mate swears by charcoal"),
answer what was said, or add half a sentence. A wish about looks, a habit or a feeling in such a
message opens the talk that fits; a message without sense of its own goes on with the last one.
Pure questions are left to the content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from companion.coaching import looks
from companion.coaching.asking import wants
from companion.coaching.flow import Heard
from companion.coaching.following import ANSWERS, LONGEST
from companion.coaching.looks import Looks
from companion.coaching.memory import Memory
from companion.coaching.moment import Moments, moments
from companion.coaching.procedure import plain, spoken_of
from companion.coaching.replying import FEELS
from companion.coaching.resuming import resumes
from companion.coaching.session import talk, topics
from companion.coaching.session.offering import offered
from companion.coaching.session.own import doing
from companion.coaching.session.speech import TOPIC
from companion.coaching.session.talk import Talk
from companion.coaching.session.topics import AWAY, Topics
from companion.coaching.telling import NOTES
from companion.coaching.theme import HEAVY, Themes
from companion.coaching.wish import Wish, WishReader

Way = Literal["looks", "coach", "feelings", "resume", "context"]
LATELY = "lately"  # the note on the flow that spoke last, while nothing else was answered since
WEAK, HALF, FIRM = 0.4, 0.5, 0.6
SURE = 0.85  # score from which the content comes before a talk
ROUNDS = 3  # of a talk about feelings, after which a message without sense is no part of it
_LOST = frozenset(("nlu_fallback", "out_of_scope", "gibberish"))
# Intents that are easily taken for something else: the confidence from which they are believed.
_FIRM_FROM = {
    **dict.fromkeys(("take_back", "what_can_you_do", "ask_reason"), FIRM),
    **dict.fromkeys(("danger_over", "prepare_visit", "affirm", "deny", "greet", "stop"), WEAK),
    **dict.fromkeys(("insist_procedure", "resist", "want_procedure", "worry_about_looks", "ask_dose"), HALF),
    **dict.fromkeys(("repeat", "correct_bot", "measure_fear", "how_sure", "forget_me"), HALF),
}
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
# Intents that a wish, a habit or a feeling told in so many words overrules.
_OPEN = (
    _LOST
    | frozenset(_FIRM_FROM)
    | frozenset(
        (
            "ask",
            "express_feeling",
            "worry_about_looks",
            "set_goal",
            "report_symptom",
            "report_injury",
            "be_unsure",
        )
    )
)
_WANTS = re.compile(
    r"\b(?:want|wants|wanna|thinking|considering|looking at|looking into|would like|id like|love to"
    r"|love a|thought of|thought about"
    r"|getting|gonna|going to|going for|planning|tempted|dream|dreaming|wish|saving|been (?:using"
    r"|rubbing|doing)"
    r"|swears? by|i (?:do|use|put|rub|swish|gargle|shave|file|glue)|works|offers?|offered|need|fancy"
    r"|after a|keen|book(?:ed|ing)|paid|deposit|ordered"
    r"|buying|bought)\b"
)
_HACK = re.compile(r"\b(?:myself|at home|diy|own|nail file|superglue|glue)\b")
_FIRST = re.compile(r"\b(?:i|ive|im|id|ill|my|me|we|our|us)\b")
_HABIT = re.compile(
    r"\b(?:i|we|he|she|they) (?:\w+ )?(?:grind|clench|smokes?|vapes?|skip|snack|forget|never|hardly|keep"
    r"|bite|drink"
    r"|eat|scroll|cant stop|fall asleep|just dont|refuses?|screams?|fights?|hates?|wont)\b"
    r"|\b(?:screams?|refuses?|fights?|cries|tantrum) (?:every|each|when|whenever)\b"
)
# How things are with a habit, told plainly: how often, since when, what others say of it.
_TELLS = re.compile(
    r"\b(?:only|never|always|hardly|barely|rarely|mostly|usually|every|keep|used to|dont (?:clean|floss"
    r"|brush|bother)|a day|per day|all day"
    r"|daily"
    r"|\d+ years of"
    r"|years of|\d+ years|wake up|fall asleep|says i|say i|told me i|lasted|tbh|in bed|so loud"
    r"|mornings are|by ten)\b"
)
_HALF_ASKED = frozenset("how what why when who where which".split())  # more is to come, and no hello
_OFTEN = re.compile(
    r"\b(?:a day|per day|all day|every (?:day|night|morning)|\d+ (?:cans|cups|cigs|bags|sugars))\b"
)
_SIGN = re.compile(
    r"\b(?:pink|blood\w*|bleed\w*|bled|hurts?|hurting|pain\w*|sore|aches?|aching|swollen|swelling|loose|lump|clicks?"
    r"|numb|ulcer\w*|wakes me)\b"
)
_OLD = re.compile(
    r"\b(?:ever since|years ago|for years|as a kid|as a child|when i was|since i was|at (?:[5-9]|1\d)"
    r"|(?:19|20)\d\d)\b"
)
_LOOKS_TOLD = re.compile(r"\b(?:teeth|tooth|smile|mouth|mirror|looks?|appearance)\b")
_NO_OFFER = frozenset("report_symptom report_injury ask_medicine ask_dose find_dentist prepare_visit".split())
_MOUTH = re.compile(r"\b(?:teeth|tooth|toothbrush\w*|brush\w*|floss\w*|mouth|jaw|gums?)\b")
_WRONGED = frozenset(("anger", "fee", "money"))
_THEMES = HEAVY | {"overwhelmed", "anger", "money"}
_SERIOUS = frozenset(("emergency", "urgent", "soon"))  # levels that come before a talk about habits
_PROMISED = frozenset(
    ("perfect-smile", "perfect-genetics", "smile-makeover", "veneer-tech")
)  # whatever is told
_HURTS = frozenset(("shame", "fear", "sadness"))
_SEEN = frozenset(("dark-tooth", "marked-tooth"))  # told of, these are about how they look
_CONSUMED = frozenset(("smoking", "vaping", "sugar", "drinks"))  # habits that come with guilt
_RHETORIC = re.compile(r"\b(?:right|pathetic|am i|isnt it|you know|innit)$|\b(?:whats|what is) the point\b")
_ADULT = re.compile(r"\b(?:husband|wife|mum|dad|nan|gran|mother|father|dementia)\b")


@dataclass(frozen=True)
class Scene:
    """What stands when a message comes: the best entry's score, and the level found so far."""

    score: float = 0.0
    level: str = "none"


@dataclass(frozen=True)
class Lead:
    """Reads a message for all that could open a talk."""

    wishes: WishReader
    topics: Topics
    talk: Talk
    themes: Themes
    moments: Moments
    looks: Looks

    @classmethod
    def load(cls, root: Path) -> Lead:
        """Raises DataError where data is broken."""
        return cls(
            WishReader.load(root),
            topics.load(root),
            talk.load(root),
            Themes.load(root),
            moments(root),
            looks.load(root),
        )

    def _open_still(self, heard: Heard, memory: Memory) -> bool:
        """Whether looks were talked about just before, in the talk or by an entry that was read out."""
        last = memory.notes.get(LATELY)
        read_out = last is None and spoken_of(heard.answered, self.wishes.procedures) is not None
        return read_out or (last == "looks" and bool(memory.notes.get(NOTES)))

    def remarked(self, heard: Heard, memory: Memory) -> bool:
        """Whether a message is a remark on the talk about looks, or on the entry read out last."""
        if heard.chosen or (heard.intent in _BELIEVED and heard.confidence >= FIRM):
            return False
        if self.looks.opens(heard):
            return True
        if heard.pointed and not memory.notes.get(NOTES, {}).get("worry"):
            return False  # a narrow question, which its entry answers
        if not self._open_still(heard, memory):
            return False
        unsure = heard.confidence < HALF or heard.intent == "nlu_fallback"
        return self.looks.hears(heard, memory, unsure and not heard.known)

    def way(self, heard: Heard, memory: Memory, scene: Scene) -> Way | None:
        """Where it leads, or None to leave it to the rules."""
        if heard.chosen:
            return None
        words = plain(heard.text)
        if resumes(words, memory):
            return "resume"
        if self.remarked(heard, memory):
            return "looks"
        if heard.intent in _OURS and heard.confidence >= HALF:
            return None
        if heard.intent == "greet" and words in _HALF_ASKED:
            return "context"
        weak = self.weak(heard, memory)
        wish = self.wishes.read(heard.text)
        if self._known(heard, wish, words, scene):
            return None
        if wish.done and any(one.rank == 4 for one in wish.procedures) and not wants(heard.text):
            return "looks"  # a hack that was tried is no progress
        moved = self._moved(heard, wish, scene)
        if moved:
            return moved
        if not (weak or heard.intent in _OPEN):
            return None
        if self._adds(heard, memory):
            return "context"
        if self._looks(heard, wish, words, weak, scene):
            return "looks"
        cold = heard.intent == "express_feeling" and not FEELS.search(words)
        if cold and self._open_still(heard, memory) and heard.confidence < FIRM:
            return "looks"  # told in passing, with no feeling in it
        if self._offers(heard, scene):
            return "coach"
        if self._feeling(heard, words, weak, scene):
            return "feelings"
        if self._habit(heard, words, weak, scene):
            return "coach"
        return self._last(heard, memory, wish, weak, scene)

    def _known(self, heard: Heard, wish: Wish, words: str, scene: Scene) -> bool:
        """Whether the content is all but sure what a message is about, and nothing more is told in it."""
        sure = heard.intent == "ask" and heard.confidence >= WEAK and scene.score >= SURE
        moment = self.moments.opening(heard.text)
        felt = heard.feeling not in (None, "none", "pain") or bool(moment and moment.opens)
        wished = wish.names_one or wish.worry or wish.press or _WANTS.search(words)
        changing = self.talk.read(heard.text)
        felt = felt or self.themes.of(heard.text, None).name in HEAVY
        habit = self.topics.named(heard.text) is not None and not wants(heard.text)
        told = habit or changing.change or changing.against or changing.went
        return bool(sure and not (felt or wished or told))

    def _adds(self, heard: Heard, memory: Memory) -> bool:
        """A half-believed feeling in which no word tells of one, after an answer: a word on that answer."""
        doubtful = heard.intent == "express_feeling" and heard.confidence < HALF
        calm = heard.feeling in (None, "none") and not self.moments.named(heard.text)
        plainly = doubtful and calm and self.themes.of(heard.text, None).name == "general"
        return bool(plainly and heard.answered and memory.notes.get(LATELY) is None)

    def weak(self, heard: Heard, memory: Memory) -> bool:
        """Whether the intent tells little: not understood, or one that is easily mistaken."""
        if heard.intent in _LOST:
            return True
        if heard.intent in ("report_progress", "report_setback"):
            known = (
                "plan" in memory.notes
                or memory.notes.get(LATELY) == "coach"
                or self.topics.named(heard.text) is not None
            )
            told = known and bool(self.talk.read(heard.text).went)
            return heard.confidence < FIRM and not told
        if heard.intent == "ask_dose" and "painkiller" in heard.answered:
            return False
        if heard.intent in ("resist", "set_goal") and self.topics.named(heard.text):
            return False
        about_looks = heard.intent in ("want_procedure", "worry_about_looks")
        if about_looks and self.wishes.read(heard.text).procedures:
            return False
        return heard.confidence < _FIRM_FROM.get(heard.intent or "", 0.0)

    def _looks(self, heard: Heard, wish: Wish, words: str, weak: bool, scene: Scene) -> bool:
        """A procedure that is wanted or praised, a hack, or worry about looks."""
        asks = wants(heard.text)
        if wish.worry and asks and scene.score >= HALF and heard.intent == "ask":
            return False
        if wish.worry and (_LOOKS_TOLD.search(words) or heard.intent == "worry_about_looks"):
            return heard.intent != "report_symptom"
        if weak and wish.press == "preachy" and wish.procedures:
            return True
        if not wish.names_one or heard.intent in ("report_symptom", "prepare_visit", "set_goal"):
            return False
        fair = any(one.fair and one.id in _SEEN for one in wish.procedures)
        old = any(one.fair for one in wish.procedures) and bool(_OLD.search(words))
        hidden = wish.reason in ("hide", "teased", "said")
        hack = any(one.rank == 4 for one in wish.procedures) or bool(_HACK.search(words))
        if asks and heard.intent in _LOST and scene.score < HALF:
            return True  # a question on looks that no entry answers
        if asks and not _told_wish(heard.text, self.wishes):
            return bool(hack and (wish.press == "how" or _HACK.search(words)) and _FIRST.search(words))
        if any(one.id in _PROMISED for one in wish.procedures):
            return True
        return bool(fair or _WANTS.search(words) or wish.done or wish.press or weak or old or hidden)

    def _habit(self, heard: Heard, words: str, weak: bool, scene: Scene) -> bool:
        """A habit told as one's own, with a wish, a doubt or a plain account of it."""
        if wants(heard.text) or heard.intent in ("worry_about_looks", "want_procedure"):
            return False
        topic = self.topics.named(heard.text)
        stays = bool({"not_stopping", "lived", "sent", "pleasure"} & {*self.talk.read(heard.text).against})
        if topic and topic.name in _CONSUMED and stays:
            return True
        shared = heard.intent == "express_feeling"
        if shared and (heard.confidence >= HALF or topic is None or topic.name not in _CONSUMED):
            return False
        said = self.talk.read(heard.text)
        if "nagged" in said.against and (topic or (weak and not heard.answered)):
            return True
        spoken_of = _ADULT.search(words) and not re.search(
            r"\bi (?:grind|clench|smoke|vape|snore|never|always)\b", words
        )
        own = _FIRST.search(words) or _OFTEN.search(words) or self.talk.read(heard.text).change
        if topic is None or not own or spoken_of:
            return False
        if topic.name == AWAY and heard.feeling in _HURTS:
            return False  # what the years feel like comes first
        if scene.level in _SERIOUS:
            return False
        against = [name for name in said.against if name not in ("fine", "hurts", "fear", "shame", "money")]
        changing = said.change and heard.intent != "report_symptom"
        news = bool({"badly", "mixed"} & {*said.went})
        sign = _SIGN.search(words.replace("when it hurts", ""))
        plainly = heard.intent != "report_symptom" and bool(_TELLS.search(words)) and not sign
        if heard.intent == "ask" and scene.score >= HALF and not (changing or news or plainly):
            return False  # the content knows what to say to that
        lost = heard.intent in _LOST and scene.score < HALF and not sign
        slipped = news and heard.intent in (*_LOST, "ask")
        return bool(against or changing or slipped or lost or plainly or _HABIT.search(words))

    def _moved(self, heard: Heard, wish: Wish, scene: Scene) -> Way | None:
        """The talk that a moment deserves, where one is told: no question, no wish for a procedure."""
        told = self.moments.opening(heard.text)
        if told is None or (wants(heard.text) and not _RHETORIC.search(plain(heard.text))):
            return None
        wishes = heard.intent in ("want_procedure", "insist_procedure") and heard.confidence >= HALF
        if scene.level in _SERIOUS or wishes:
            return None
        if heard.confidence >= FIRM and heard.intent not in _OPEN:
            return None
        if told.topic:
            about = told.quiet or self.topics.named(heard.text) or _MOUTH.search(plain(heard.text))
            other = self._sore(heard, scene) or self._answered(heard, scene)
            return "coach" if about and not other else None
        return None if self._other(heard, wish) else "feelings"

    def _answered(self, heard: Heard, scene: Scene) -> bool:
        """Whether the content knows what to say to it, and no change is wished for."""
        sure = heard.intent == "ask" and heard.confidence >= HALF and scene.score >= HALF
        return sure and not self.talk.read(heard.text).change

    def _sore(self, heard: Heard, scene: Scene) -> bool:
        """Whether something of the body is told that has to be looked at before a habit."""
        return heard.intent == "report_symptom" and heard.confidence >= HALF and scene.level != "none"

    def _other(self, heard: Heard, wish: Wish) -> bool:
        """Whether a message that moves is about a procedure or a habit all the same."""
        wronged = any(one.theme in _WRONGED for one in self.moments.named(heard.text))
        named = [one for one in wish.procedures if one.id not in _PROMISED and not wronged]
        if named and (wish.press or _WANTS.search(plain(heard.text))):
            return True
        habit = self.topics.named(heard.text)
        if habit and (heard.intent == "report_setback" or self.talk.read(heard.text).change):
            return True  # a try that went wrong, or a wish to do something about it
        return bool(
            habit and {"nagged", "not_stopping", "sent", "lived"} & {*self.talk.read(heard.text).against}
        )

    def _offers(self, heard: Heard, scene: Scene) -> bool:
        """A step or a moment of their own, offered on a habit that is named or was just read about."""
        if scene.level in _SERIOUS or wants(heard.text) or heard.intent in _NO_OFFER:
            return False
        offer = offered(heard.text)
        told = offer.cue or offer.leaves or (offer.step and doing(offer.step))
        about = self.topics.named(heard.text) or self.topics.leading(heard.answered)
        return bool(told and about)

    def _feeling(self, heard: Heard, words: str, weak: bool, scene: Scene) -> bool:
        """Something heavy that is told rather than asked."""
        if wants(heard.text) or heard.intent in ("set_goal", "resist", "report_symptom"):
            return False
        theme = self.themes.of(heard.text, None).name
        if theme in HEAVY and _FIRST.search(words):
            return True
        topic = self.topics.named(heard.text)
        away = topic is not None and topic.name == AWAY and heard.feeling in _HURTS
        if not (weak or away or (heard.intent == "ask" and scene.score < HALF)):
            return False
        return heard.feeling not in (None, "none", "pain") or theme in _THEMES

    def _last(self, heard: Heard, memory: Memory, wish: Wish, weak: bool, scene: Scene) -> Way | None:
        """On with what was talked about last."""
        last = memory.notes.get(LATELY)
        short = wish.ask in ANSWERS and len(heard.words) <= LONGEST
        read_out = spoken_of(heard.answered, self.wishes.procedures) is not None
        if (last == "looks" and memory.notes.get(NOTES)) or (last is None and read_out):
            known = bool(wish.names_one and scene.score >= HALF)  # a question that stands alone
            asked = heard.intent == "ask" and not known and (short or bool(wish.press))
            pressed = heard.intent in ("insist_procedure", "want_procedure")
            felt = last == "looks" and heard.intent == "express_feeling"
            if last is None and heard.asks and weak and wish.ask in (None, "gentle", "facts"):
                return "context"
            if weak or asked or pressed or felt:
                return "looks"
        if last == "coach" and memory.notes.get(TOPIC) and (weak or heard.intent == "ask_more"):
            return "coach"
        if last == "feelings" and weak and memory.said.get("feelings.door", 0) < ROUNDS:
            return "feelings"
        lost = heard.intent == "nlu_fallback" or heard.intent not in _LOST
        leans = heard.answered and heard.confidence < FIRM
        return "context" if weak and (lost or leans) else None


def _told_wish(text: str, wishes: WishReader) -> bool:
    """Whether a message that ends in a question tells of a wish before it."""
    parts = re.findall(r"[^.!?,]+[.!?,]?", text)
    told = [part for part in parts if not part.rstrip().endswith("?")]
    return any(
        wishes.read(part).names_one and _WANTS.search(plain(part)) and not Heard(part.strip()).asks
        for part in told
    )


def lately(memory: Memory, name: str | None) -> Memory:
    """The memory of which flow spoke last; None once something else was answered."""
    return memory.note(**{LATELY: name})
