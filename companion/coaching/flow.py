"""The shape of a guided conversation: a flow asks, hears, and survives interruption.

A flow is a small state machine. Its state is plain data in a slot. Each question says what kind
of answer it expects, so that a message that is no answer ("how long do veneers last?") is
answered as always, and the question is asked again afterwards. "Stop" and danger end any flow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal, Protocol

from companion.coaching.memory import Memory
from companion.reply import Level, Reply
from companion.text import sentences

if TYPE_CHECKING:
    from companion.triage.case import Finding

# `words`: an account in the person's own words, in which only a question is about something else;
# `question`: a question for somebody else, so that it is no question to the companion.
Expects = Literal["choice", "choices", "number", "yes_no", "text", "talk", "words", "question"]
BRIEF = 40  # words of an answer that is given within a talk
SURE = 0.5  # confidence from which an intent that interrupts is believed
_NUMBER = re.compile(r"\b(10|\d)\b(?!\s*%)")
NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
_YES = frozenset(
    "yes yeah yep yup ok okay sure please y aye fine definitely absolutely right correct".split()
)
_NO = frozenset("no nope nah n not never".split())
# Intents that are about something else, whatever was asked.
INTERRUPTS = frozenset(
    """
    ask where_from how_sure ask_reason are_you_human who_made_you are_you_sponsored what_can_you_do
    what_do_you_store forget_me forget_this export_data remember_me stop_remembering talk_to_human
    complain ask_diagnosis ask_dose ask_medicine ask_guarantee ask_recommendation repeat simplify
    override_instructions find_dentist insult_bot tell_joke other_language out_of_scope
    """.split()
)
# Short answers and requests of these kinds are never free text to write down.
NOT_TEXT = INTERRUPTS | frozenset(("greet", "thank", "goodbye", "ask_how_bot_is", "gibberish"))

# What an open talk leaves to others: it takes everything else, thanks and pressing included.
_LEFT = (NOT_TEXT - {"thank", "ask_guarantee", "ask_recommendation", "gibberish"}) | frozenset(
    """
    report_symptom report_injury ask_more self_check prepare_visit set_goal report_progress
    report_setback compliment correct_bot
    """.split()
)

EXPLAINS = frozenset(("looks", "self_check", "check", "consent", "coach"))  # they say themselves why they ask
REWORDS = frozenset(("consent",))  # flows that put their question in plainer words themselves

# Intents that plain statements are taken for at times: a list of medicines, a fear, a name.
_TOLD = frozenset(
    """
    ask ask_medicine ask_dose ask_diagnosis ask_guarantee ask_recommendation find_dentist out_of_scope
    other_language gibberish tell_joke
    """.split()
)
_ASKS = re.compile(
    r"\?\s*$|(?:^|[.!?;] )(?:(?:so|ok|well|and|but|please) )*"
    # "what helped was ..." tells something.
    r"(?!what (?:really |usually )?(?:i|we|he|she|got|stops|helps|works|keeps|worries"
    r"|\w+ed)\b[^?.]*\b(?:is|was|were)\b)"
    r"(?:what|why|how|where|who|which"
    r"|when(?= (?:should|do|does|did|can|could|is|are|was|were|will|would|shall|may|might|am|have|has"
    r"|best|to)\b)"
    r"|can(?!['\u2019]t)|could|is|are|do"
    r"|does"
    r"|did|will|should|would|am)\b",
    re.IGNORECASE,
)
_PASSES = re.compile(r"\b(?:skip|pass|(?:rather|prefer) not|don'?t want to (?:answer|say))\b", re.IGNORECASE)
SKIP = "Skip"  # the title with which a question can be passed over


def asks(text: str) -> bool:
    """Whether a text is put as a question."""
    return bool(_ASKS.search(text.strip()))


@dataclass(frozen=True)
class Hint:
    """What may help with a message where nothing is sure: words of an entry, and the chance that they do."""

    text: str
    entry: str
    chance: float


@dataclass(frozen=True)
class Heard:
    """One message as the flow sees it. `feeling` and `ideas` as found by language and triage.

    The last ones are what actions know beyond the message: the level of the conversation, the newest
    finding and all rules of this turn, the ideas told and denied so far, and the short answer to a
    side question with its entry, where the store is sure of one.
    """

    text: str
    intent: str | None = None
    confidence: float = 0.0
    ideas: frozenset[str] = frozenset()
    feeling: str | None = None
    country: str | None = None
    leans: bool = False  # read as a question on the last answer, for want of anything better
    chosen: bool = False  # a button that leads somewhere of its own
    user: str = "local"  # whose message it is: the one person at this computer, or a server's key
    level: Level = "none"
    finding: Finding | None = None
    rules: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    answer: str | None = None
    entry: str | None = None
    answered: str = ""  # id of the entry that was answered last
    about: str = ""  # its title
    pointed: float = 0.0  # chance that it asks for a point of an entry
    known: bool = False  # whether the store knows an answer to the message
    score: float = 0.0  # how sure the store is of the entry that fits best
    next: str = ""  # the next step of the entry answered last
    hint: Hint | None = None

    @property
    def brief(self) -> str:
        """The first sentences of `answer` on one line, as many as are BRIEF words; empty without one."""
        return brief(self.answer or "")

    @property
    def help(self) -> tuple[str, str | None]:
        """The short answer, or else the hint, and the entry it rests on; empty without either."""
        if self.answer or self.hint is None:
            return self.brief, self.entry
        return self.hint.text, self.hint.entry

    @property
    def number(self) -> int | None:
        """A whole number from 0 to 10 in the message, or None."""
        found = _NUMBER.search(self.text)
        if found:
            return int(found[1])
        return next((NUMBERS[word] for word in self.words if word in NUMBERS), None)

    @property
    def words(self) -> list[str]:
        """The words in lower case, without punctuation."""
        return re.findall(r"[a-z0-9']+", self.text.lower())

    @property
    def yes(self) -> bool:
        """Whether the message agrees."""
        turned = "but" in self.words[1:3]
        return self._sure("affirm") or bool(self.words and self.words[0] in _YES and not turned)

    @property
    def no(self) -> bool:
        """Whether the message declines or denies."""
        return self._sure("deny") or bool(self.words and self.words[0] in _NO)

    def _sure(self, intent: str) -> bool:
        return self.intent == intent and not 0 < self.confidence < SURE

    @property
    def asks(self) -> bool:
        """Whether the message is put as a question."""
        return asks(self.text)

    @property
    def unsure(self) -> bool:
        """Whether the person does not know."""
        return self.intent == "be_unsure" or "not sure" in self.text.lower()


@dataclass(frozen=True)
class State:
    """Where a flow stands: its step, what was asked for, and what was answered so far."""

    flow: str
    step: str
    expects: Expects = "text"
    options: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    asked: int = 1  # how often the present question was put
    yields: tuple[str, ...] = ()  # intents, beside those that always interrupt, it gives way to

    def at(
        self, step: str, expects: Expects = "text", options: tuple[str, ...] = (), **answers: Any
    ) -> State:
        """The next step, with more answers."""
        return replace(
            self, step=step, expects=expects, options=options, answers={**self.answers, **answers}, asked=1
        )

    def note(self, **answers: Any) -> State:
        """The same step and question, with more answers."""
        return self.at(self.step, self.expects, self.options, **answers)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {**vars(self), "options": list(self.options), "yields": list(self.yields)}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> State:
        """The inverse of as_dict."""
        return cls(**{**row, "options": tuple(row["options"]), "yields": tuple(row.get("yields", ()))})


@dataclass(frozen=True)
class Move:
    """What a flow does next: what it says, and where it stands then (None: it has ended).

    `told` are ideas that an answer brought, each with words for it; triage folds them into the case.
    `card` asks for the card of the case as it then stands, and `lead` for a line with it.
    """

    replies: tuple[Reply, ...]
    state: State | None
    memory: Memory
    told: tuple[tuple[str, str], ...] = ()
    card: bool = False
    lead: str | None = None


class Flow(Protocol):
    """What every guided conversation offers."""

    name: str

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The first words, on the message that led here."""

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """An answer to the question of `state`."""

    def again(self, state: State, memory: Memory) -> Move:
        """The open question once more, in other words, after an interruption."""


def brief(text: str) -> str:
    """The first sentences of a text on one line, as many as are BRIEF words and one at least."""
    told = sentences(text)
    words = accumulate(len(sentence.split()) for sentence in told)
    return " ".join(
        one for at, (one, long) in enumerate(zip(told, words, strict=True)) if not at or long <= BRIEF
    )


def option(state: State, heard: Heard) -> str | None:
    """The option a message picks: by title or number, or by holding all words of one title."""
    plain = " ".join(heard.words)
    for title in state.options:
        if plain == " ".join(re.findall(r"[a-z0-9']+", title.lower())):
            return title
    picked = re.fullmatch(r"(?:number |option )?(\d{1,2})", plain)
    if picked and 1 <= int(picked[1]) <= len(state.options):
        return state.options[int(picked[1]) - 1]
    held = [title for title in state.options if set(_key(title)) <= set(heard.words) and _key(title)]
    return held[0] if len(held) == 1 else None


def _key(title: str) -> list[str]:
    words = re.findall(r"[a-z0-9']+", title.lower())
    return [word for word in words if len(word) > 3 and word not in ("please", "thank")]


def passes(state: State, heard: Heard) -> bool:
    """Whether a message picks an option or passes over the question, so that it is no "stop"."""
    picked = option(state, heard)
    if picked is not None:
        return "stop" not in picked.lower()
    return SKIP in state.options and bool(_PASSES.search(heard.text))


def takes(state: State, heard: Heard) -> bool:
    """Whether a message answers the open question, so that nothing else has to answer it."""
    if option(state, heard) is not None:
        return True
    if heard.chosen or (heard.intent in state.yields and heard.confidence >= SURE):
        return False
    if heard.intent in ("simplify", "what_do_you_store") and state.flow in REWORDS:
        return True
    if heard.intent == "ask_reason" and state.flow in EXPLAINS:
        return True
    if state.expects == "talk":
        return not (heard.intent in _LEFT and heard.confidence >= SURE)
    if passes(state, heard):
        return True
    about_else = heard.intent in INTERRUPTS and heard.confidence >= SURE
    if state.expects in ("words", "question"):
        told = heard.intent in _TOLD and (state.expects == "question" or not heard.asks)
        return told or not (heard.intent in NOT_TEXT and heard.confidence >= SURE)
    if state.expects == "number":
        return heard.number is not None or heard.unsure or not about_else
    if state.expects == "yes_no":
        return heard.yes or heard.no or heard.unsure or not about_else
    if state.expects in ("choice", "choices"):
        return heard.unsure or heard.yes or heard.no or not about_else
    return not (heard.intent in NOT_TEXT and heard.confidence >= SURE)


def taken(flow: Flow, state: State, heard: Heard) -> bool:
    """As `takes`, unless the flow has a judgement of its own."""
    own = getattr(flow, "takes", None)
    return bool(own(state, heard)) if own else takes(state, heard)


def kept(flow: Flow, state: State, heard: Heard) -> bool:
    """Whether a message that sounds like "stop" is an answer all the same."""
    own = getattr(flow, "keeps", None)
    return passes(state, heard) or bool(own and own(state, heard))
