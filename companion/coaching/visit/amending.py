"""The card is shown; any line can be changed; it is saved on the person's word only."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.taking import option
from companion.coaching.visit import clue
from companion.coaching.visit.card import ALWAYS, LINES, QUESTIONS, QUESTIONS_TITLE, Card
from companion.coaching.visit.folder import Folder
from companion.coaching.voice import Voice
from companion.errors import CompanionError
from companion.reply import Reply

RIGHT, CHANGE = "Yes, it fits", "Change a line"
SAVE, NO_FILE = "Save it", "Do not save it"
LATER = "Not now"
TAKE_OUT = "Remove this line"
_OUT = re.compile(
    r"\b(?:remove|delete|take out|take .* out|leave out|leave .* out|drop|scratch|cut|get rid of)\b", re.I
)
_TO = (  # tried in this order
    re.compile(
        r"\b(?:should (?:be|say|read)|it'?s actually|is actually|actually|instead|rather)\b[: ,]+(.+)$", re.I
    ),
    re.compile(r"(?:\b(?:to|into|say|says)\b[: ]+|:\s*)(.+)$", re.I),
    re.compile(r"(?:\bis\b[: ]+(?!wrong|not right|off|incorrect)|,\s+)(.+)$", re.I),
)
_ADD = re.compile(r"\b(?:add|also (?:put|write|say)|put (?:in|down)|include|plus)\b[: ]*(.+)$", re.I)
_AGAINST = re.compile(r"^(?:(?:no|nope|nah|wrong|sorry|wait|actually|not quite)\b[,. ]*)+(?=\S)", re.I)
_LOOK = re.compile(
    r"^(?:please )?(?:show|see|view|print)(?: me)? (?:the |my |it|that)?\s?(?:card)?(?: again)?[.?]*$", re.I
)
_DONE = re.compile(
    r"\b(?:has|have|is|that'?s) enough\b|\bnothing (?:else|more|to change)\b|\bleave it (?:so|as it is)\b",
    re.I,
)
_HINTS = {
    "concern": "concern reason problem complaint main why brings here bothers",
    "about": "about who",
    "since": "since when start started began long date time",
    "worse": "worse trigger triggers hurts",
    "better": "better helps help eases",
    "medicines": "medicine medicines medication meds allergy allergies allergic tablets pills drugs",
    "health": "health illness condition conditions disease",
    "fears": "fear fears afraid scared nervous worry",
    "wishes": "wish wishes like prefer preference want",
    "anxiety": "visits scale anxiety",
    "questions": "question questions ask",
}


@dataclass(frozen=True)
class Amending:
    """The last steps of the visit flow."""

    voice: Voice
    folder: Folder

    STEPS: ClassVar = ("show", "which", "text", "save")
    KEYS: ClassVar = (
        "show", "shown_again", "which", "new_text", "ask_save", "ask_take", "saved", "saved_none",
        "not_saved", "failed", "where_no", "later", "save_again", "show_again", "empty",
    )  # fmt: skip

    def show(self, state: State, card: Card, memory: Memory, lead: str = "", key: str = "show") -> Move:
        """The whole card and one question about it."""
        if card.empty:
            text, memory = self.voice.say("empty", memory)
            return Move(
                (Reply(f"{lead} {text}".strip(), ("Prepare a visit", "Find a dentist"), kind="reflection"),),
                None,
                memory,
            )
        text, memory = self.voice.say(key, memory)
        kept = {"card": card.as_dict()}
        state = state.at("show", "words", (RIGHT, CHANGE, LATER), **kept)
        return Move((shown(card, lead, text, state.options),), state, memory.note(**kept))

    def go_on(self, state: State, card: Card, heard: Heard, memory: Memory) -> Move:
        """What the person says to the card, to a line, or to saving."""
        picked = option(state, heard)
        if picked == LATER:
            return self._end("later", card, memory)
        if state.step == "save":
            return self._save(state, card, heard, memory, picked)
        if state.step == "text":
            return self._changed(state, card, state.answers["line"], heard, memory)
        line = next((key for key, title in _titles().items() if title == picked), None) or named(heard)
        if state.step == "which" and line:
            return self._ask_text(state, card, line, memory)
        return self._shown(state, card, heard, memory, picked, line)

    def again(self, state: State, card: Card, memory: Memory) -> Move:
        """After something else was answered: once more, then the door stays open."""
        if state.asked > 2:
            return self._end("later", card, memory)
        text, memory = self.voice.say("save_again" if state.step == "save" else "show_again", memory)
        state = replace(state, asked=state.asked + 1)
        return Move((Reply(text, state.options, kind="question"),), state, memory)

    def _shown(
        self, state: State, card: Card, heard: Heard, memory: Memory, picked: str | None, line: str | None
    ) -> Move:
        text = _AGAINST.sub("", heard.text.strip())
        if _LOOK.search(heard.text):
            return self.show(state, card, memory, key="shown_again")
        if _DONE.search(heard.text):
            return self._ask_save(state, card, heard, memory)
        if picked == RIGHT or (heard.yes and not line and len(heard.words) < 6):
            return self._ask_save(state, card, heard, memory)
        out, add, to = (
            _OUT.search(text),
            _ADD.search(text),
            next((m for way in _TO if (m := way.search(text))), None),
        )
        if line and out:
            return self.show(state, _without(card, line), memory, key="shown_again")
        if line and add:
            return self.show(
                state, _with(card, line, clue.line(add[1]), more=True), memory, key="shown_again"
            )
        if line and to and len(to[1].split()) > 0 and len(heard.words) > 2:
            return self.show(state, _with(card, line, clue.line(to[1])), memory, key="shown_again")
        if line:
            return self._ask_text(state, card, line, memory)
        if add or heard.asks:
            return self.show(state, card.ask(clue.line(add[1] if add else text)), memory, key="shown_again")
        read = card.read(text) if len(heard.words) > 3 else card
        if read != card:
            return self.show(state, read, memory, key="shown_again")
        said, memory = self.voice.say("which", memory)
        titles = tuple(title for _, title, _ in card.rows)
        state = replace(state.at("which", "words", (*titles, QUESTIONS_TITLE, LATER)), asked=state.asked + 1)
        if state.asked > 3:
            return self._end("later", card, memory)
        return Move((Reply(said, state.options, kind="question"),), state, memory)

    def _ask_text(self, state: State, card: Card, line: str, memory: Memory) -> Move:
        text, memory = self.voice.say("new_text", memory, title=_titles()[line])
        state = state.at("text", "question" if line == QUESTIONS else "words", (TAKE_OUT, LATER), line=line)
        return Move((Reply(text, state.options, kind="question"),), state, memory)

    def _changed(self, state: State, card: Card, line: str, heard: Heard, memory: Memory) -> Move:
        out = option(state, heard) == TAKE_OUT or (_OUT.search(heard.text) and len(heard.words) < 6)
        kept = clue.skipped(heard.text) or heard.text.strip().lower().startswith("keep")
        new = card if kept else _without(card, line) if out else _with(card, line, clue.line(heard.text))
        return self.show(state, new, memory, key="shown_again")

    def _ask_save(self, state: State, card: Card, heard: Heard, memory: Memory) -> Move:
        key = "ask_save" if heard.user == "local" else "ask_take"  # a server has no folder of the person
        text, memory = self.voice.say(key, memory, folder=self.folder.shown)
        state = state.at("save", "yes_no", (SAVE, NO_FILE, CHANGE))
        return Move((Reply(text, state.options, kind="question"),), state, memory)

    def _save(self, state: State, card: Card, heard: Heard, memory: Memory, picked: str | None) -> Move:
        if picked == CHANGE:
            return self.show(state, card, memory, key="shown_again")
        named_folder = self.folder.named(heard.text) if heard.user == "local" else None
        if heard.user == "local" and not named_folder and self.folder.names(heard.text):
            text, memory = self.voice.say("where_no", memory)
            return Move((Reply(text, (SAVE, NO_FILE), kind="question"),), state, memory)
        if picked == NO_FILE or (heard.no and not named_folder):
            return self._end("not_saved", card, memory)
        if not (picked == SAVE or heard.yes or named_folder or "save" in heard.words):
            return self.again(state, card, memory)
        if heard.user != "local":
            text, memory = self.voice.say("saved_none", memory)
            files = self.folder.contents(card)
            return Move(
                (Reply(text, ("Find a dentist",), kind="document", data={"files": files}),), None, memory
            )
        try:
            paths = (named_folder or self.folder).save(card)
        except CompanionError:
            text, memory = self.voice.say("failed", memory)
            return Move((Reply(text, state.options, kind="question"),), state, memory)
        text, memory = self.voice.say("saved", memory, where=_listed(paths))
        return Move((Reply(text, ("Find a dentist", "What do you store?"), kind="document"),), None, memory)

    def _end(self, key: str, card: Card, memory: Memory) -> Move:
        text, memory = self.voice.say(key, memory)
        reply = Reply(text, ("Prepare a visit", "Find a dentist"), kind="reflection")
        return Move((reply,), None, memory.note(card=card.as_dict()))


def shown(card: Card, lead: str, text: str, buttons: tuple[str, ...] = ()) -> Reply:
    """A reply with the whole card in it. The guard leaves the person's own words alone."""
    parts = (lead, card.text(), text)
    return Reply(
        "\n\n".join(part for part in parts if part), buttons, kind="document", data={"own": card.own()}
    )


def named(heard: Heard) -> str | None:
    """The line of the card a message speaks of, if one."""
    words = set(heard.words)
    if "line" in words and words & {"pain", "first", "top"}:
        return "concern"
    return next((key for key, hints in _HINTS.items() if words & set(hints.split()) and key != "about"), None)


def _titles() -> dict[str, str]:
    return {**LINES, QUESTIONS: QUESTIONS_TITLE}


def _without(card: Card, line: str) -> Card:
    return replace(card, questions=ALWAYS) if line == QUESTIONS else card.set(line, "")


def _with(card: Card, line: str, text: str, more: bool = False) -> Card:
    if line == QUESTIONS:
        return card.ask(text)
    return card.add(line, text) if more else card.set(line, text)


def _listed(paths: list[str]) -> str:
    return "\n".join(f"- {path}" for path in paths)
