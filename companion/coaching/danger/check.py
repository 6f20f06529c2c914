"""The flow `check`: a short list of named red flags, why it asks, and "none of these".

At most three questions: the flags, which of them when a "yes" leaves it open, and since when. "Not sure"
counts as yes. What an answer brings goes back to triage, whose rules decide; the flow decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from companion.coaching.danger.answering import NONE, UNSURE, read
from companion.coaching.danger.complaint import Complaint, Flag, read_complaints
from companion.coaching.feelings.felt import FEELS
from companion.coaching.feelings.reflection import Reflections, reflections
from companion.coaching.feelings.said import lost
from companion.coaching.flow import Move, State
from companion.coaching.heard import SURE, Heard
from companion.coaching.memory import Memory
from companion.coaching.said.asking import wants
from companion.coaching.voice import Voice
from companion.reply import Reply
from companion.text import plain

NAME = "check"
NOTE = "checked"  # memory.notes: the complaints asked about
FLAGS, WHICH, SINCE = "flags", "which", "since"
_MOST = 3  # questions put, the same one again among them
KEYS = frozenset(
    """
    ask ask_one ask_urgent so_far.soon so_far.routine so_far.self_care none unsure which again since_again
    noted meanwhile left urgent_clear nothing because
    """.split()
)
_CORRECTS = frozenset(("mistake", "false-alarm"))  # ideas of taking something back
# What may be an answer or a detail, however it sounds; a wish or a request is something else.
_TAKEN = frozenset(
    """
    report_symptom report_injury affirm deny be_unsure report_progress report_setback danger_over take_back
    gibberish nlu_fallback express_feeling resist correct_bot
    """.split()
)


@dataclass(frozen=True)
class Check:
    """The flow. `complaints` and their flags are data."""

    voice: Voice
    complaints: tuple[Complaint, ...]
    reflections: Reflections
    name: str = NAME

    def due(self, heard: Heard, memory: Memory) -> Complaint | None:
        """The complaint to ask about after this message: once in a conversation, and never without need."""
        told = heard.told | memory.facts.keys()
        one = next((one for one in self.complaints if one.fits(heard.rules, told)), None)
        if one is None or one.id in memory.notes.get(NOTE, ()):
            return None
        known = told | heard.denied
        return one if self._flags(one, heard, known) or one.open_since(known) else None

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """How it stands so far, and the flags with the reason for asking."""
        one = self.due(heard, memory)
        assert one is not None  # actions open this flow only when one is due
        known = heard.told | heard.denied | memory.facts.keys()
        memory = memory.note(**{NOTE: [*memory.notes.get(NOTE, ()), one.id]})
        finding, parts = heard.finding, []
        if heard.level != "urgent":
            felt, so_far = "", ""
            if not heard.answer or FEELS.search(plain(heard.text)):
                found, memory = self.reflections.pick(heard.feeling, heard.text, memory)
                felt = found or ""
            if finding and f"so_far.{finding.level}" in self.voice.words:
                so_far, memory = self.voice.say(f"so_far.{finding.level}", memory)
            # What helps comes before what we would like to know.
            parts = [" ".join(part for part in (felt, heard.brief, so_far) if part)]
        answers = {
            "complaint": one.id,
            "flags": [flag.title for flag in self._flags(one, heard, known)],
            "since": [answer.title for answer in one.open_since(known)],
            "urgent": heard.level == "urgent",
            "card": finding is not None,
            "mild": heard.level in ("routine", "self_care"),
            "put": 0,
        }
        if not answers["flags"]:
            return self._since(answers, " ".join(parts), memory, heard)
        return self._flags_asked(answers, parts, memory, heard)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """An answer: what it brings goes to triage; else the next question, or the card."""
        one, answers = self._complaint(state.answers), state.answers
        if heard.intent == "ask_reason" and heard.confidence >= SURE:
            text, memory = self.voice.say("because", memory)
            return self._again(state, memory, f"{self._why(one, memory)} {text}")
        if heard.rules and heard.rules.isdisjoint(one.rules) and _CORRECTS & heard.ideas:
            return self._card((), memory)  # "no wait, it was just a filling": that is what it is about now
        flags = [one.flag(title) for title in answers["since" if state.step == SINCE else "flags"]]
        answer = read(flags, heard)
        if lost(heard.text) and not (answer.yes or answer.none):
            return self._meanwhile(state, heard, memory)
        if state.step == SINCE:
            picked = answer.yes or (flags[-1:] if answer.unsure else ())  # the last one is the longest
            return self._card(picked[-1:], memory) if picked else self._lost(state, heard, memory)
        if answer.yes:
            return self._card(answer.yes, memory)
        if answer.unsure or (answer.vague and (state.step == WHICH or len(flags) == 1)):
            text, memory = self.voice.say("unsure", memory)
            return self._card(flags[:1], memory, text if answer.unsure else None)
        if answer.vague:
            return self._which(state, memory)
        if answer.none:
            return self._clear(answers, memory, heard)
        return self._lost(state, heard, memory)

    def again(self, state: State, memory: Memory) -> Move:
        """After something else was answered: the question in other words, then an open door."""
        return self._again(state, memory, "")

    def takes(self, state: State, heard: Heard) -> bool:
        """A statement is an answer or a detail, also where it was taken for asking; a question is not."""
        if lost(heard.text):
            return True  # "what should i do": the card says it
        if heard.text in state.options or (heard.intent == "ask_reason" and heard.confidence >= SURE):
            return True
        other = heard.intent not in _TAKEN and heard.confidence >= SURE
        if heard.asks or (other and (heard.intent != "ask" or any(map(wants, heard.text.split(", "))))):
            return self._answers(state, heard)
        return True

    def knows(self, state: State, heard: Heard) -> bool:
        """Whether a message is an answer, or wants the card."""
        return lost(heard.text) or self._answers(state, heard)

    def _answers(self, state: State, heard: Heard) -> bool:
        one = self._complaint(state.answers)
        flags = [one.flag(title) for title in state.options if title not in (NONE, UNSURE)]
        return not read(flags, heard).empty

    def _flags(self, one: Complaint, heard: Heard, known: frozenset[str]) -> list[Flag]:
        """After an urgent card only what is worse than urgent is worth a question."""
        flags = one.open_flags(known)
        return [flag for flag in flags if flag.now] if heard.level == "urgent" else flags

    def _complaint(self, answers: dict[str, Any]) -> Complaint:
        return next(found for found in self.complaints if found.id == answers["complaint"])

    def _why(self, one: Complaint, memory: Memory) -> str:
        return one.why[sum(memory.said.values()) % len(one.why)]

    def _flags_asked(self, answers: dict[str, Any], parts: list[str], memory: Memory, heard: Heard) -> Move:
        one = self._complaint(answers)
        key = "ask_urgent" if answers["urgent"] else "ask_one" if len(answers["flags"]) == 1 else "ask"
        text, memory = self.voice.say(key, memory, why=self._why(one, memory))
        return self._put(FLAGS, answers, "\n\n".join(part for part in (*parts, text) if part), memory, heard)

    def _put(
        self,
        step: str,
        answers: dict[str, Any],
        text: str,
        memory: Memory,
        heard: Heard | None = None,
        listed: bool = True,
    ) -> Move:
        """A question with its options, listed so that they can be read aloud or answered by number."""
        titles = tuple(answers["since" if step == SINCE else "flags"])
        options = (*titles, UNSURE) if step == SINCE else (*titles, NONE, UNSURE)
        rows = "".join(f"\n- {title}" for title in titles) if listed else ""
        state = State(NAME, step, "choice", options, {**answers, "put": answers["put"] + 1})
        finding = heard.finding if heard else None
        reply = Reply(
            f"{text}{rows}",
            options,
            level=heard.level if heard else "none",
            destination=finding.destination if finding else None,
            entry=finding.entry if finding else None,
            kind="question",
            data=finding.reason if finding else {},
        )
        return Move((reply,), state, memory)

    def _which(self, state: State, memory: Memory) -> Move:
        text, memory = self.voice.say("which", memory)
        return self._put(WHICH, state.answers, text, memory)

    def _since(self, answers: dict[str, Any], lead: str, memory: Memory, heard: Heard | None = None) -> Move:
        one = self._complaint(answers)
        asked = one.ask_since[sum(memory.said.values()) % len(one.ask_since)]
        text = "\n\n".join(part for part in (lead, asked) if part)
        return self._put(SINCE, answers, text, memory, heard)

    def _clear(self, answers: dict[str, Any], memory: Memory, heard: Heard) -> Move:
        """None of the flags: since when, if that is open and counts; else the card."""
        if answers["urgent"]:
            text, memory = self.voice.say("urgent_clear", memory)
            return Move((Reply(text, kind="reflection"),), None, memory)
        if not answers["card"]:
            text, memory = self.voice.say("nothing", memory)
            return Move((Reply(text, kind="reflection"),), None, memory)
        text, memory = self.voice.say("none", memory)
        one = self._complaint(answers)
        if one.open_since(heard.told | heard.denied) and answers["put"] < _MOST:
            return self._since(answers, text, memory)
        return self._card((), memory, text)

    def _card(self, flags: Sequence[Flag], memory: Memory, lead: str | None = None) -> Move:
        told = tuple((idea, flag.title.lower()) for flag in flags for idea in flag.adds)
        return Move((), None, memory, told, card=True, lead=lead)

    def _meanwhile(self, state: State, heard: Heard, memory: Memory) -> Move:
        """What to do now comes before what we would like to know."""
        if state.answers["card"] and not state.answers["urgent"]:
            return self._card((), memory, "")
        if not heard.next:
            return self._lost(state, heard, memory)
        text, memory = self.voice.say("meanwhile", memory, step=heard.next)
        return self._again(state, memory, text)

    def _lost(self, state: State, heard: Heard, memory: Memory) -> Move:
        """Something was told that is no answer: it is heard, and asked once more; then the card."""
        felt, memory = self.reflections.pick(heard.feeling, heard.text, memory)
        text = " ".join(part for part in (felt, heard.hint.text if heard.hint else "") if part)
        if not (text or self._over(state)):
            text, memory = self.voice.say("noted", memory)
        return self._again(state, memory, text)

    def _over(self, state: State) -> bool:
        """Whether the question was put often enough."""
        return bool(state.answers["put"] >= _MOST or state.answers.get("again"))

    def _again(self, state: State, memory: Memory, lead: str) -> Move:
        if self._over(state):
            text, memory = self.voice.say("left", memory)
            text = f"{lead} {text}" if lead else text
            if state.answers["card"] and not (state.answers["urgent"] or state.answers.get("mild")):
                return self._card((), memory, text)
            return Move((Reply(text, kind="reflection"),), None, memory)
        text, memory = self.voice.say("since_again" if state.step == SINCE else "again", memory)
        text = "\n\n".join(part for part in (lead, text) if part)
        # The list stands above; read out again word for word it would only tire.
        return self._put(
            state.step, {**state.answers, "again": True}, text, memory, listed=state.step == SINCE
        )


def load(root: Path) -> Check:
    """The flow. Raises DataError where its wording or a complaint is broken."""
    return Check(Voice.load(root, NAME, KEYS), read_complaints(root), reflections(root))
