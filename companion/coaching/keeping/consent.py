"""What is kept, and the person's say over it: remember, stop, forget, export, and what is stored.

Remembering beyond a conversation needs a yes to plain words, and is taken back with one sentence.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.keeping import ALL, PLAN, Keep, forget_this, of_another_day, place
from companion.coaching.memory import FACTS, Memory
from companion.coaching.taking import option
from companion.coaching.visit.folder import Folder
from companion.coaching.visit.recall import TOLD
from companion.coaching.voice import Voice
from companion.errors import CompanionError
from companion.reply import Kind, Reply

NAME = "consent"
YES, NO = "Yes, you may", "No, only this chat"
SAVE, NO_FILE = "Save the file", "No file"
STORE, FORGET, EXPORT, STOP, REMEMBER = (
    "What do you store?", "Forget me", "Export my data", "Don't remember me", "Remember me",
)  # fmt: skip
# A question about what is asked for is neither a yes nor a no.
_READABLE = re.compile(
    r"\b(?:read|readable|text|pdf|print|download|copy|send|file (?:i|that|is))\b", re.IGNORECASE
)
_WONDERS = re.compile(r"\b(?:what|why|how|which|where|who|mean|explain)\b|\?\s*$", re.IGNORECASE)
_KEYS = frozenset(
    """
    ask_remember agreed declined already stopped stopped_none erased erased_none forgot forgot_none
    export ask_file saved not_saved failed handed store_none store_all store_plan again left_open
    here_nothing here_some noted service store_all_service store_plan_service erased_service
    explain explain_file knows_both knows_kept knows_here knows_nothing lies_kept lies_nowhere
    record_none record_open record_ended earlier_none earlier_kept earlier_service other_day
    """.split()
)


def kept_hours(environ: Mapping[str, str] = os.environ) -> str:
    """How long a service keeps a chat, in words: it tells its workers by COMPANION_RETENTION_HOURS."""
    hours = environ.get("COMPANION_RETENTION_HOURS", "24")
    return "an hour" if hours == "1" else f"{hours} hours"


@dataclass(frozen=True)
class ConsentFlow:
    """A companion.coaching.flow.Flow; most of it is one reply long."""

    voice: Voice
    path: Callable[[], Path] = place
    folder: Folder = field(default_factory=Folder)
    hours: Callable[[], str] = kept_hours
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """By what the person wants; unknown wishes get what is stored."""
        ways: dict[str, Callable[[Heard, Memory], Move]] = {
            "remember_me": self._remember,
            "stop_remembering": self._stop,
            "forget_me": self._forget,
            "forget_this": self._forget_this,
            "export_data": self._export,
        }
        return ways.get(heard.intent or "", self._store)(heard, memory)

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """The yes or no to remembering, or to a file."""
        picked = option(state, heard)
        if picked is None and _WONDERS.search(heard.text):
            text, memory = self.voice.say("explain" if state.step == "agree" else "explain_file", memory)
            reply = Reply(text, state.options, kind="question")
            return Move((reply,), replace(state, asked=state.asked + 1), memory)
        if state.step == "agree":
            if picked == YES or (picked is None and heard.yes and not heard.no):
                keep = self._keep(heard)
                keep.agree(ALL, state.answers["wording"])
                keep.save(memory)
                return self._say("agreed", memory, (STORE, STOP))
            if picked == NO or heard.no or heard.unsure:
                return self._say("declined", memory, (STORE, "Prepare a visit"))
            return self.again(state, memory)
        wants = picked != SAVE and not heard.no and bool(_READABLE.search(heard.text))
        if picked == SAVE or wants or (picked is None and (heard.yes or "save" in heard.words)):
            return self._write(state, heard, memory)
        if picked == NO_FILE or heard.no or heard.unsure:
            return self._say("not_saved", memory, (STORE, FORGET))
        return self.again(state, memory)

    def again(self, state: State, memory: Memory) -> Move:
        """Twice more; silence is never a yes."""
        if state.asked > 2:
            return self._say("left_open", memory, (STORE,))
        text, memory = self.voice.say("again" if state.step == "agree" else "ask_file", memory)
        return Move(
            (Reply(text, state.options, kind="question"),), replace(state, asked=state.asked + 1), memory
        )

    def _remember(self, heard: Heard, memory: Memory) -> Move:
        if self._keep(heard).allows() == ALL:
            return self._say("already", memory, (STORE, STOP))
        text, memory = self.voice.say("ask_remember", memory)
        state = State(NAME, "agree", "yes_no", (YES, NO), {"wording": text})
        return Move((Reply(text, state.options, kind="question"),), state, memory)

    def _stop(self, heard: Heard, memory: Memory) -> Move:
        ended = self._keep(heard).take_back()
        return self._say("stopped" if ended else "stopped_none", _not_kept(memory), (STORE, FORGET))

    def _forget(self, heard: Heard, memory: Memory) -> Move:
        erased = self._keep(heard).erase()
        if heard.user != "local":  # a service keeps the chat as well, and erases it on this reply
            text, memory = self.voice.say("erased_service", Memory(said=memory.said))
            reply = Reply(text, (STORE, "Start over"), kind="openness", data={"erase": True})
            return Move((reply,), None, memory)
        # How often wordings were used tells nothing about a person, and keeps replies from repeating.
        return self._say(
            "erased" if erased else "erased_none", Memory(said=memory.said), (STORE, "Start over")
        )

    def _forget_this(self, heard: Heard, memory: Memory) -> Move:
        if of_another_day(heard.text):
            text, memory = self.voice.say("other_day", memory, earlier=self.known(heard, memory)["earlier"])
            return Move((Reply(text, (STORE, FORGET), kind="openness"),), None, memory)
        less, _ = forget_this(memory, heard)
        self._keep(heard).save(less)
        known = less != memory
        return self._say("forgot" if known else "forgot_none", less, (STORE, FORGET))

    def _store(self, heard: Heard, memory: Memory) -> Move:
        keep = self._keep(heard)
        key = {ALL: "store_all", PLAN: "store_plan"}.get(keep.allows() or "", "store_none")
        buttons = (FORGET, EXPORT, REMEMBER if key == "store_none" else STOP)
        served = heard.user != "local"
        key = f"{key}_service" if served and key != "store_none" else key
        text, memory = self.voice.say(key, memory, path=keep.path)
        here, memory = self._here(memory, "noted" if served else "here_some")
        if served:
            kept, memory = self.voice.say("service", memory, hours=self.hours())
            here = f"{here} {kept}"
        return Move((Reply(f"{text} {here}", buttons, kind="openness"),), None, memory)

    def known(self, heard: Heard, memory: Memory) -> dict[str, str]:
        """In words: what is known of the person now (`remembered`), where it lies (`where`), what is left
        of earlier days (`earlier`), and whether a yes is on record (`record`)."""
        keep = self._keep(heard)
        rest = {"record": self._record(keep, memory), "earlier": self._earlier(heard, memory)}
        kept, here = keep.allows() is not None, bool(memory.facts or memory.notes.get(TOLD))
        ways = {(True, True): "both", (True, False): "kept", (False, True): "here"}
        remembered, _ = self.voice.say(f"knows_{ways.get((kept, here), 'nothing')}", memory)
        if heard.user != "local":
            where, _ = self.voice.say("service", memory, hours=self.hours())
            return {"remembered": f"{remembered} {where}", "where": where, **rest}
        where, _ = self.voice.say("lies_kept" if kept else "lies_nowhere", memory, path=keep.path)
        return {"remembered": remembered, "where": where, **rest}

    def _record(self, keep: Keep, memory: Memory) -> str:
        """Whether a yes is on record, with its days."""
        consents = keep.consents()
        if not consents:
            return self.voice.say("record_none", memory)[0]
        last = consents[-1]
        if last.taken_back is None:
            return self.voice.say("record_open", memory, given=_day(last.given))[0]
        days = {"given": _day(last.given), "ended": _day(last.taken_back)}
        return self.voice.say("record_ended", memory, **days)[0]

    def _earlier(self, heard: Heard, memory: Memory) -> str:
        """What is left of earlier conversations."""
        if self._keep(heard).allows():
            return self.voice.say("earlier_kept", memory)[0]
        if heard.user != "local":
            return self.voice.say("earlier_service", memory, hours=self.hours())[0]
        return self.voice.say("earlier_none", memory)[0]

    def _here(self, memory: Memory, key: str) -> tuple[str, Memory]:
        """What this chat knows, by kind; never the words themselves."""
        kinds = [FACTS[fact] for fact in memory.facts if fact in FACTS]
        kinds += ["your own words on your mouth"] * bool(memory.notes.get(TOLD))
        kinds += [f"your {name}" for name in ("plan", "card") if memory.notes.get(name)]
        if not kinds:
            return self.voice.say("here_nothing", memory)
        return self.voice.say(key, memory, things=", ".join(kinds))

    def _export(self, heard: Heard, memory: Memory) -> Move:
        if heard.user != "local":
            text, memory = self.voice.say("handed", memory)
            files = {"my-data.json": self._data(heard, memory)}
            return Move((Reply(text, (STORE, FORGET), kind="document", data={"files": files}),), None, memory)
        lead, memory = self.voice.say("export", memory, folder=self.folder.shown)
        state = State(NAME, "file", "yes_no", (SAVE, NO_FILE))
        return Move((Reply(lead, state.options, kind="document"),), state, memory)

    def _data(self, heard: Heard, memory: Memory) -> str:
        here = {"facts": memory.facts, "feelings": list(memory.feelings), "notes": memory.notes}
        return (
            json.dumps({**self._keep(heard).export(), "this_chat": here}, indent=2, ensure_ascii=False) + "\n"
        )

    def _write(self, state: State, heard: Heard, memory: Memory) -> Move:
        folder = self.folder.named(heard.text) or self.folder
        try:
            where = folder.write("my-data.json", self._data(heard, memory))
        except CompanionError:
            text, memory = self.voice.say("failed", memory)
            return Move((Reply(text, state.options, kind="question"),), state, memory)
        text, memory = self.voice.say("saved", memory, where=where)
        return Move((Reply(text, (STORE, FORGET), kind="document"),), None, memory)

    def _keep(self, heard: Heard) -> Keep:
        return Keep(self.path(), heard.user)

    def _say(self, key: str, memory: Memory, buttons: tuple[str, ...], kind: Kind = "openness") -> Move:
        text, memory = self.voice.say(key, memory)
        return Move((Reply(text, buttons, kind=kind),), None, memory)


def _day(when: str) -> str:
    """The day of a time in ISO 8601, as people write it."""
    day = datetime.fromisoformat(when)
    return f"{day.day} {day:%B %Y}"


def _not_kept(memory: Memory) -> Memory:
    """A plan that was to be remembered is so no longer."""
    plan = memory.notes.get("plan")
    return (
        memory.note(plan={**plan, "keep": False}) if isinstance(plan, dict) and plan.get("keep") else memory
    )


def load(root: Path) -> ConsentFlow:
    """The flow with its wording. Raises DataError where that is broken."""
    return ConsentFlow(Voice.load(root, NAME, _KEYS))
