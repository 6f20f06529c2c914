"""The flow `feelings`: stays with a person for two or three turns, then leaves the door open.

Each reply shows at least two of emotional reaction, interpretation and exploration (EPITOME,
Sharma et al. 2020). It never asks "why", offers one small step only with permission, and gives
way to any question, symptom or wish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from companion.coaching.flow import Heard, Move, State, option, takes
from companion.coaching.memory import Memory
from companion.coaching.theme import HEAVY, Theme, Themes
from companion.coaching.voice import Voice
from companion.reply import Kind, Reply

NAME = "feelings"
NOTE = "feelings"  # memory.notes: {"themes": [...], "turns": n}
STEP, TALK, QUIET = "One small idea", "Just listen for now", "I would rather not say"
_PARTS = ("hear", "ask", "stay", "step")
_SHARED = ("offer", "listen", "quiet", "no_words", "door", "better", "later", "back")
# What a person may want instead, at any point.
_YIELDS = (
    "report_symptom", "report_injury", "set_goal", "prepare_visit", "self_check", "want_procedure",
    "measure_fear", "report_progress", "report_setback", "what_can_you_do", "ask_more", "take_back",
)  # fmt: skip
_BETTER = re.compile(
    r"\b(?:(?:that|this|it|you) help(?:s|ed)|i(?:'m| am)? feel(?:ing)? (?:a bit |a little |much )?better"
    r"|relieved)\b"
)
_LOST = re.compile(
    r"\b(?:what (?:can|should|do|could) i do|know what to do|help me|where (?:do i|to) (?:start|begin))\b"
)
_SELF = re.compile(r"\b(?:i|im|i'm|its|it's|that's|me|my)\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|youre|you're|u|ur|your|bot)\b", re.IGNORECASE)
_HUSH = re.compile(
    r"\b(?:rather not|don'?t want to (?:say|talk)|not (?:ready|now)|leave it|nothing|never ?mind)\b"
)


@dataclass(frozen=True)
class Feelings:
    """The flow. Its state keeps the theme and how many turns it has stayed."""

    voice: Voice
    themes: Themes
    name: str = NAME

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """Feel with the person, say what may lie behind it, and ask one open question."""
        theme = self.themes.of(heard.text, heard.feeling)
        before = memory.notes.get(NOTE, {}).get("themes", [])
        unnamed = self.themes.of(heard.text, None).name == "general"
        if before and (unnamed or theme.name in ("general", "tired")):
            theme = self.themes.called(before[-1])
        if theme.name in before and heard.asks:
            return self._step(theme, memory)
        if theme.name in before:
            return self._offer(theme, memory, "back", f"{theme.name}.stay")
        feel, memory = self.voice.say(f"{theme.name}.hear", memory)
        ask, memory = self.voice.say(f"{theme.name}.ask", memory)
        state = State(NAME, "told", "text", (STEP, QUIET), {"theme": theme.name}, yields=_YIELDS)
        return self._move(f"{feel} {ask}", "question", (STEP, QUIET), state, _seen(memory, theme))

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """What the person says next: more of it, a yes to a small step, or a wish to leave it."""
        theme = self.themes.called(state.answers["theme"])
        picked = option(state, heard)
        short = len(heard.words) <= 4
        asks = _LOST.search(heard.text.lower()) is not None
        if picked == STEP or asks or (state.step == "offer" and heard.yes and len(heard.words) <= 6):
            return self._step(theme, memory)
        if picked == TALK:
            text, memory = self.voice.say("listen", memory)
            return self._move(
                text, "reflection", (STEP,), state.at("told", "text", (STEP,), last=True), memory
            )
        if picked == QUIET or _HUSH.search(heard.text.lower()):
            return self._close(theme, "quiet", memory)
        if _BETTER.search(heard.text.lower()):
            return self._close(theme, "better", memory)
        if short and heard.unsure and state.step == "told":
            return self._offer(theme, memory, "no_words")
        if short and heard.no:
            return self._close(theme, "quiet", memory)
        named = self.themes.of(heard.text, None)
        stays = theme.name in HEAVY and named.name not in HEAVY
        new = not stays and named.name not in ("general", "tired", "low", theme.name)
        theme = named if new else theme
        part = f"{theme.name}.{'hear' if new else 'stay'}"
        if state.step == "offer" or state.answers.get("last"):
            return self._close(theme, part, memory)
        return self._offer(theme, memory, part)

    def takes(self, state: State, heard: Heard) -> bool:
        """A hard word about oneself is no word against the companion."""
        own = heard.intent == "insult_bot" and _SELF.search(heard.text) and not _YOU.search(heard.text)
        return bool(own) or takes(state, heard)

    def again(self, state: State, memory: Memory) -> Move:
        """Not the same question again: one line that leaves the door open, then silence."""
        if state.step != "told" or state.asked > 1:
            return Move((), None, memory)
        text, memory = self.voice.say("later", memory)
        kept = State(NAME, "told", "text", state.options, state.answers, state.asked + 1, _YIELDS)
        return self._move(text, "reflection", state.options, kept, memory)

    def _offer(self, theme: Theme, memory: Memory, *keys: str) -> Move:
        """The second turn: a little deeper, and permission for one small step."""
        parts = []
        for key in (*keys, "offer"):
            part, memory = self.voice.say(key, memory)
            parts.append(part)
        state = State(NAME, "offer", "text", (STEP, TALK), {"theme": theme.name}, yields=_YIELDS)
        return self._move(" ".join(parts), "question", (STEP, TALK), state, _seen(memory, theme))

    def _step(self, theme: Theme, memory: Memory) -> Move:
        text, memory = self.voice.say(f"{theme.name}.step", memory)
        door, memory = self.voice.say("door", memory)
        return self._open(theme, f"{text} {door}", memory)

    def _close(self, theme: Theme, key: str, memory: Memory) -> Move:
        text, memory = self.voice.say(key, memory)
        if key not in ("quiet", "better"):  # these two leave the door open in their own words
            door, memory = self.voice.say("door", memory)
            text = f"{text} {door}"
        return self._open(theme, text, memory)

    def _open(self, theme: Theme, text: str, memory: Memory) -> Move:
        """The last word of this round, with ways on; the flow ends here."""
        titles = tuple(step["title"] for step in theme.steps)
        reply = Reply(text, titles, kind="reflection", data={"choices": theme.steps})
        return Move((reply,), None, memory)

    def _move(self, text: str, kind: Kind, buttons: tuple[str, ...], state: State, memory: Memory) -> Move:
        return Move((Reply(text, buttons, kind=kind),), state, memory)


def _seen(memory: Memory, theme: Theme) -> Memory:
    themes = memory.notes.get(NOTE, {}).get("themes", [])
    return memory.note(**{NOTE: {"themes": [*dict.fromkeys((*themes, theme.name))]}})


def load(root: Path) -> Feelings:
    """Raises DataError where a theme has no wording."""
    themes = Themes.load(root)
    keys = {f"{theme.name}.{part}" for theme in themes.all for part in _PARTS}
    return Feelings(Voice.load(root, NAME, frozenset((*keys, *_SHARED))), themes)
