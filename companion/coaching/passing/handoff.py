"""The way to a human: at once by country, and, where it was set up, a note that is shown first.

Nothing leaves without a yes to the very text that was shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.passing import PassingError, Settings, adapter, settings
from companion.coaching.passing.ways import Ways, ways
from companion.coaching.taking import SKIP, option, passes
from companion.coaching.visit import clue
from companion.coaching.visit.card import Card
from companion.coaching.voice import Voice
from companion.reply import Reply

NAME = "handoff"
SEND, KEEP, CHANGE = "Yes, send it", "No, send nothing", "Change the note"
SHOW = "Write it down for me"
_END = ("Find a dentist", "Prepare a visit")
_KEYS = frozenset(
    """
    ways ways_again offer_note note_here ask_reach tell_reach show_note ask_send not_sent
    sent failed again left_open change changed bare would_say would_say_little
    """.split()
)


@dataclass(frozen=True)
class Handoff:
    """A companion.coaching.flow.Flow."""

    voice: Voice
    ways: Ways
    settings: Settings
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The ways to a person first: nobody waits for a form. Then the note, if there is one to send."""
        key = "ways_again" if memory.said.get("handoff.ways") else "ways"
        text, memory = self.voice.say(key, memory, **self.ways.of(heard.country))
        note = _note(memory)
        if self.settings.adapter != "print":
            ask, memory = self.voice.say("ask_reach", memory, receiver=self.settings.receiver)
            state = State(NAME, "reach", "words", (SKIP, KEEP), {"note": note})
            return Move((Reply(f"{text}\n\n{ask}", state.options, kind="handoff"),), state, memory)
        if not note:
            return Move((Reply(text, _END, kind="handoff"),), None, memory)
        offer, memory = self.voice.say("offer_note", memory)
        state = State(NAME, "offer", "yes_no", (SHOW, "No, thanks"), {"note": note})
        reply = Reply(f"{text}\n\n{offer}", (*state.options, *_END[:1]), kind="handoff")
        return Move((reply,), state, memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Contact, then the note, then the yes."""
        picked, note = option(state, heard), state.answers["note"]
        if picked == KEEP or (state.step != "change" and heard.no and picked != SEND):
            return self._end("not_sent", memory)
        if state.step == "offer":
            if picked != SHOW and not heard.yes:
                return self.again(state, memory)
            text, memory = self.voice.say("note_here", memory)
            return Move((_shown(text, note, "", _END),), None, memory)
        if state.step == "reach":
            if not (passes(state, heard) or clue.skipped(heard.text) or heard.unsure):
                note = f"{note}\nHow to reach me: {clue.line(heard.text)}".strip()
            return self._show(state, note, memory)
        if state.step == "change":
            return self._show(state, clue.line(heard.text), memory, "changed")
        if picked == CHANGE:
            text, memory = self.voice.say("change", memory)
            return self._asked(state.at("change", "words", (KEEP,)), text, memory)
        if picked == SEND or heard.yes or "send" in heard.words:
            return self._send(note, memory)
        return self.again(state, memory)

    def again(self, state: State, memory: Memory) -> Move:
        """Once or twice more; then nothing is sent, and it says so, unless no more than an offer was made."""
        if state.step == "offer" and state.asked > 1:
            return Move((), None, memory)
        if state.asked > 2:
            return self._end("left_open", memory)
        if state.step == "reach":
            text, memory = self.voice.say("tell_reach", memory)
        else:
            text, memory = self.voice.say("again", memory)
        return self._asked(replace(state, asked=state.asked + 1), text, memory)

    def shown(self, memory: Memory) -> str:
        """In words: the note that would be passed on as things stand."""
        note = _note(memory).replace("\n", "\n- ")
        text, _ = self.voice.say("would_say" if note else "would_say_little", memory, note=note)
        return text

    def _show(self, state: State, note: str, memory: Memory, key: str = "show_note") -> Move:
        """Exactly what would be passed on, and the question."""
        if not note:
            text, memory = self.voice.say("bare", memory)
            note = "A person asks to talk to someone."
        else:
            text, memory = self.voice.say(key, memory, receiver=self.settings.receiver)
        ask, memory = self.voice.say("ask_send", memory, receiver=self.settings.receiver)
        state = state.at("send", "yes_no", (SEND, CHANGE, KEEP), note=note)
        return Move((_shown(text, note, ask, state.options),), state, memory)

    def _send(self, note: str, memory: Memory) -> Move:
        try:
            where = adapter(self.settings).send(note)
        except PassingError:
            return self._end("failed", memory)
        text, memory = self.voice.say("sent", memory, receiver=self.settings.receiver)
        return Move((Reply(text, _END, kind="handoff", data={"passed": where}),), None, memory)

    def _asked(self, state: State, text: str, memory: Memory) -> Move:
        return Move((Reply(text, state.options, kind="handoff"),), state, memory)

    def _end(self, key: str, memory: Memory) -> Move:
        text, memory = self.voice.say(key, memory)
        return Move((Reply(text, _END, kind="handoff"),), None, memory)


def _note(memory: Memory) -> str:
    """The card's lines, without the questions: what a person would otherwise have to say again."""
    card = Card.from_dict(memory.notes["card"]) if memory.notes.get("card") else Card.of(memory)
    return replace(card, questions=()).text() if not card.empty else ""


def _shown(lead: str, note: str, ask: str, buttons: tuple[str, ...]) -> Reply:
    text = "\n\n".join(part for part in (lead, note, ask) if part)
    return Reply(text, buttons, kind="handoff", data={"own": note.splitlines()})


def load(root: Path) -> Handoff:
    """The flow with its wording and settings. Raises DataError or PassingError where one is broken."""
    return Handoff(Voice.load(root, NAME, _KEYS), ways(root), settings(root))
