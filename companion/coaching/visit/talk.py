"""The visit card, made together: a question a turn, all of them free, then shown, mended, saved.

What was told before is used instead of asked again. Nothing is saved but on the person's word.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from companion.coaching.flow import Expects, Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.taking import SKIP, option
from companion.coaching.visit import clue
from companion.coaching.visit.amending import Amending
from companion.coaching.visit.card import NONE as NONE_TOLD
from companion.coaching.visit.card import Card
from companion.coaching.visit.folder import Folder
from companion.coaching.visit.misplaced import misplaced
from companion.coaching.voice import Voice
from companion.reply import Reply

NAME = "visit"
CARD = "card"  # the note that holds the card, for a hand-off and for a second look
SHOW = "Show the card"
NONE = {"medicines": "No medicines or allergies", "health": "Nothing to add"}
STEPS = ("concern", "since", "changes", "medicines", "health", "feel", "own")
_BUTTONS = {
    "concern": ("Pain", "Just a check-up", "How my teeth look"),
    "medicines": (NONE["medicines"],),
    "health": (NONE["health"],),
    "feel": ("I feel fine about it", "I am nervous", "I want breaks"),
    "own": ("What will it cost?", "Will it hurt?", "No, the card has enough"),
}
_SYMPTOM_ONLY = ("since", "changes")
_NO_SYMPTOM = ("check-up", "check up", "checkup", "how my teeth look", "clean", "whiten", "veneer", "routine")
_FEELS = frozenset(("fear", "shame", "worry", "frustration", "sadness", "anger", "pain"))
_ENOUGH = frozenset("fine all good ok okay thanks thank done enough that's thats ready great".split())
_KEYS = frozenset(
    (
        "intro", "intro_known", "skipped", "choices", "left_open", "nervous", "breaks", "again",
        *(f"feeling_{name}" for name in _FEELS),
        *(f"{kind}_{step}" for kind in ("ask", "tell", "got") for step in STEPS),
        *Amending.KEYS,
    )
)  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """A companion.coaching.flow.Flow."""

    voice: Voice
    folder: Folder = field(default_factory=Folder)
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """What it is for, what is known already, and the first thing that is missing."""
        card = Card.of(memory)
        if memory.notes.get(CARD):  # begun before: what was told since is on it too
            before = Card.from_dict(memory.notes[CARD])
            card = Card({**card.lines, **before.lines}, before.questions)
        if "concern" not in card.lines and clue.about(heard.text):
            card = card.set("concern", clue.about(heard.text)).read(heard.text)
        key = "intro" if card.empty else "intro_known"
        text, memory = self.voice.say(key, memory)
        return self._next(
            State(NAME, "start", answers={"card": card.as_dict(), "asked": []}), card, text, memory
        )

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """An answer, or a word on the card that was shown."""
        card = Card.from_dict(state.answers["card"])
        if state.step in Amending.STEPS:
            return self.amending.go_on(state, card, heard, memory)
        if option(state, heard) == SHOW or (len(heard.words) < 7 and "card" in heard.words):
            return self.amending.show(state, card, memory)
        if option(state, heard) == SKIP or clue.skipped(heard.text) or heard.unsure:
            text, memory = self.voice.say("skipped", memory)
            return self._next(state, card, text, memory)
        if heard.intent == "gibberish" and heard.confidence > 0.7 and state.step not in ("medicines", "own"):
            return self.again(state, memory)
        card, key = _fill(card, state.step, heard)
        text, memory = self.voice.say(key, memory)
        return self._next(state, card, text, memory)

    def again(self, state: State, memory: Memory) -> Move:
        """The open question in other words; after two more, an open door and the end."""
        card = Card.from_dict(state.answers["card"])
        if state.step in Amending.STEPS:
            return self.amending.again(state, card, memory)
        fresh = Card.of(memory)
        merged = Card({**fresh.lines, **card.lines}, card.questions)
        if not _known(card, state.step) and _known(merged, state.step):
            # They have just told it, and something about it was answered first.
            text, memory = self.voice.say(f"got_{state.step}", memory)
            return self._next(state, merged, text, memory)
        if state.asked > 2:
            text, memory = self.voice.say("left_open", memory)
            return Move(
                (Reply(text, ("Prepare a visit",), kind="reflection"),),
                None,
                memory.note(**{CARD: card.as_dict()}),
            )
        lead, memory = self.voice.say("choices" if state.asked > 1 else "again", memory)
        text, memory = self.voice.say(f"tell_{state.step}", memory)
        return self._asked(replace(state, asked=state.asked + 1), f"{lead} {text}", memory)

    @property
    def amending(self) -> Amending:
        """The second half: the card is shown, mended and saved."""
        return Amending(self.voice, self.folder)

    def _next(self, state: State, card: Card, lead: str, memory: Memory) -> Move:
        """The next thing that is missing, or the card."""
        asked: list[str] = state.answers["asked"]
        step = next((name for name in STEPS if name not in asked and not _known(card, name)), None)
        state = replace(state, answers={**state.answers, "card": card.as_dict()})
        if step is None:
            return self.amending.show(state, card, memory, lead)
        # Every second prompt is no question, so that it never feels like an interview.
        text, memory = self.voice.say(f"{'tell' if len(asked) % 2 else 'ask'}_{step}", memory)
        expects: Expects = "question" if step == "own" else "words"
        options = (*_BUTTONS.get(step, ()), SKIP, *((SHOW,) if not card.empty else ()))
        state = state.at(step, expects, options, asked=[*asked, step])
        return self._asked(state, f"{lead} {text}", memory)

    def _asked(self, state: State, text: str, memory: Memory) -> Move:
        memory = memory.note(**{CARD: state.answers["card"]})
        return Move((Reply(text, state.options, kind="question"),), state, memory)


def _known(card: Card, step: str) -> bool:
    """Whether a step has nothing to find out."""
    concern = card.lines.get("concern", "").lower()
    if step in _SYMPTOM_ONLY and (not concern or any(word in concern for word in _NO_SYMPTOM)):
        return True
    if step == "changes":
        return "worse" in card.lines or "better" in card.lines
    if step == "feel":
        return "fears" in card.lines or "wishes" in card.lines
    return step in card.lines


def _fill(card: Card, step: str, heard: Heard) -> tuple[Card, str]:
    """The card with an answer to `step`, and the wording that gives it back."""
    said, key = clue.line(heard.text), f"got_{step}"
    other = misplaced(card, step, heard)
    if other:
        return other[0], "breaks" if other[1] == "feel" else f"got_{other[1]}"
    if step in NONE and (clue.none(said) or heard.no or said == NONE[step]):
        return card.set(step, NONE_TOLD), key
    if step == "own":
        return _question(card, said, heard), key
    if (clue.none(said) or heard.no) and len(heard.words) < 5:
        return card, "skipped"
    if step == "feel":
        return _feeling(card, said, heard)
    if step == "changes":
        held = card.read(said)
        card = held if held.lines.keys() & {"worse", "better"} else card.set("worse", said)
    else:
        card = card.set(step, said).read(said)
    return card, f"feeling_{heard.feeling}" if step == "concern" and heard.feeling in _FEELS else key


def _question(card: Card, said: str, heard: Heard) -> Card:
    if said == _BUTTONS["own"][-1] or heard.no or clue.none(said):
        return card
    if not heard.asks and (heard.words == ["yes"] or (len(heard.words) < 5 and _ENOUGH & set(heard.words))):
        return card
    question = said[0].upper() + said[1:]
    asks = heard.asks and not question.endswith((".", "?"))
    return card.ask(f"{question}?" if asks else question)


def _feeling(card: Card, said: str, heard: Heard) -> tuple[Card, str]:
    """Fear or a wish, and a line of warmth for it."""
    if "fine" in heard.words and "not" not in heard.words:
        return card.set("fears", "I feel fine about it"), "got_feel"
    wish = any(
        word in heard.words for word in ("want", "like", "prefer", "breaks", "please", "wish", "rather")
    )
    fear = clue.fears(said) or heard.feeling in _FEELS or not wish
    card = card.set("fears", said) if fear else card.set("wishes", said)
    return card, "nervous" if fear else "breaks"


def load(root: Path) -> Visit:
    """The flow with its wording. Raises DataError where that is broken."""
    return Visit(Voice.load(root, NAME, _KEYS))
