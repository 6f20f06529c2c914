"""The heavy parts of a talk about looks: worry that fills the day, and harm that may be done already.

Worry gets care and a way to help, no label. Danger itself is found by triage, before any of this.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from companion.coaching.flow import Move, State
from companion.coaching.heard import Heard
from companion.coaching.looks.telling import NOTES, Said, Telling
from companion.coaching.looks.wish import Wish
from companion.coaching.memory import Memory
from companion.reply import Level, Reply

_LITTLE = re.compile(
    r"\b(minutes?|mins?|not (?:that |so |very |too )?(?:much|long|often|really)|a bit|little|sometimes|"
    r"now and then|rarely|hardly|half an hour|less)\b"
)
_FINE = re.compile(
    r"\b(fine|ok|okay|nothing|none|no pain|all good|good|normal|not really|nope|nah|dont think so)\b"
)
_HURT = re.compile(
    r"\b(hurts?|pain\w*|sore|sting\w*|ache\w*|aching|bleed\w*|burn\w*|burnt|loose|swell\w*|swollen"
    r"|sensitive|went white|turned white|"
    r"zing\w*|throb\w*|blister\w*|raw|white gums|a bit|a little|some)\b"
)
HELP = {"title": "Help with worry about looks", "entry": "worry-about-looks"}
HUMAN = {"title": "Talk to a human", "intent": "talk_to_human"}
FIND = {"title": "Find a dentist", "intent": "find_dentist"}
DIY = {"title": "What to do after DIY work", "entry": "damage-after-diy"}


def cared(said: Said) -> Move:
    """Words on worry, with help at hand and no question that has to be answered."""
    choices = (HELP, HUMAN)
    buttons = tuple(choice["title"] for choice in choices)
    reply = Reply(said.text, buttons, entry=said.entry, kind="reflection", data={"choices": choices})
    return Move((reply,), None, said.memory)


@dataclass(frozen=True)
class Weighing:
    """Care first; the wish can wait."""

    telling: Telling

    def first(self, wish: Wish, heard: Heard, memory: Memory, tried: bool = False) -> Move | None:
        """The first words on worry or on something done, or None when the message holds neither."""
        if wish.worry:
            return self._worry(heard, memory)
        return self._done(wish, heard, memory) if wish.done or tried else None

    def answers(self, state: State, heard: Heard, wish: Wish) -> bool:
        """Whether a message answers the open question on worry or on harm."""
        if state.step == "worry":
            return True
        text = heard.text.lower().replace("'", "")
        told = heard.no or heard.yes or heard.unsure or _HURT.search(text) or _FINE.search(text)
        return state.step == "done" and bool(told) and not (wish.press or wish.ask)

    def after(self, state: State, heard: Heard, memory: Memory) -> Move:
        """The answer to how much of the day it takes, or to whether anything hurts."""
        text = heard.text.lower().replace("'", "")
        if state.step == "worry":
            light = bool(_LITTLE.search(text)) or heard.no
            return self._end(
                "worry_less" if light else "worry_lots", memory, "worry-about-looks", (HELP, HUMAN)
            )
        fine = (heard.no or bool(_FINE.search(text))) and not (_HURT.search(text) and not heard.no)
        level: Level = "none" if fine else "soon"
        key = "done_well" if fine else "done_hurt"
        return self._end(key, memory, "damage-after-diy", (DIY, FIND), level)

    def again(self, state: State, memory: Memory) -> Move:
        """The question once more; after that the door stays open. A card on harm done says it all."""
        if state.step == "done":
            return Move((), replace(state, asked=state.asked + 1) if state.asked == 1 else None, memory)
        text, memory = self.telling.lines(memory, "worry_ask" if state.asked == 1 else "leave")
        kept = replace(state, asked=state.asked + 1) if state.asked == 1 else None
        return Move((Reply(text, kind="question"),), kept, memory)

    def stay(self, memory: Memory) -> Move:
        """More is told after the worry: heard, with the same help at hand."""
        return self._end("worry_stay", memory, "worry-about-looks", (HELP, HUMAN))

    def _worry(self, heard: Heard, memory: Memory) -> Move:
        looks = memory.notes.get(NOTES, {})
        if looks.get("worry"):
            return self._end("worry_lots", memory, "worry-about-looks", (HELP, HUMAN))
        memory = memory.note(**{NOTES: {**looks, "worry": True}})
        care, memory = self.telling.lines(memory, "worry")
        british = heard.country in (None, "GB")
        charity = ", such as the BDD Foundation in the UK" if british else " where you live"
        other = "the BDD Foundation in the UK" if british else "a body image charity where you live"
        help_, memory = self.telling.lines(memory, "worry_help", charity=charity, charity_or=other)
        asked, memory = self.telling.lines(memory, "worry_ask")
        return self._open(
            "worry", f"{care}\n\n{help_}\n\n{asked}", memory, "worry-about-looks", (HELP, HUMAN)
        )

    def _done(self, wish: Wish, heard: Heard, memory: Memory) -> Move:
        if wish.procedure:
            looks = memory.notes.get(NOTES, {})
            memory = memory.note(**{NOTES: {**looks, "procedure": wish.procedure.id}})
        care, memory = self.telling.lines(memory, "done")
        step, memory = self.telling.lines(memory, "done_step")
        if _HURT.search(heard.text.lower()):
            return self._end("done_hurt", memory, "damage-after-diy", (DIY, FIND), "soon", before=care)
        asked, memory = self.telling.lines(memory, "done_ask")
        return self._open("done", f"{care}\n\n{step}\n\n{asked}", memory, "damage-after-diy", (DIY, FIND))

    def _open(
        self, step: str, text: str, memory: Memory, entry: str, choices: tuple[dict[str, str], ...]
    ) -> Move:
        buttons = tuple(choice["title"] for choice in choices)
        reply = Reply(text, buttons, entry=entry, kind="reflection", data={"choices": choices})
        return Move((reply,), State("looks", step, "talk"), memory)

    def _end(
        self,
        key: str,
        memory: Memory,
        entry: str,
        choices: tuple[dict[str, str], ...],
        level: Level = "none",
        before: str = "",
    ) -> Move:
        text, memory = self.telling.lines(memory, key)
        buttons = tuple(choice["title"] for choice in choices)
        reply = Reply(
            f"{before}\n\n{text}".strip(),
            buttons,
            level=level,
            destination="dentist" if level == "soon" else None,
            entry=entry,
            kind="reflection",
            data={"choices": choices},
        )
        return Move((reply,), None, memory)
