"""How a turn of the talk about looks ends: with a question, with ways on, or with an open door."""

from __future__ import annotations

from companion.coaching.flow import Move, State
from companion.coaching.looks.telling import NOTES, Said, Telling
from companion.reply import Kind, Reply

FACTS, QUESTIONS = "Show me the facts", "Questions for a dentist"
GENTLE = "The gentlest way"
WAYS = (GENTLE, FACTS, QUESTIONS)
_DOORS = (
    {"title": "Prepare a visit", "intent": "prepare_visit"},
    {"title": "Find a dentist", "intent": "find_dentist"},
    {"title": "Gentle steps first", "entry": "reversible-first"},
)


def pose(
    telling: Telling, said: Said, question: str, step: str, buttons: tuple[str, ...], kind: Kind
) -> Move:
    """Words with one question after them; `question` is the key of its wording."""
    asked, memory = telling.lines(said.memory, question)
    buttons = buttons if step == "offer" else (*buttons, FACTS, QUESTIONS)
    reply = Reply(f"{said.text}\n\n{asked}", buttons, entry=said.entry, sources=said.sources, kind=kind)
    return Move((reply,), State(NOTES, step, "talk", buttons), memory)


def leave_open(said: Said, kind: Kind) -> Move:
    """Words with ways on, and no question of ours."""
    reply = Reply(said.text, WAYS, entry=said.entry, sources=said.sources, kind=kind)
    # Nothing was offered, so that a "yes" or "ok" is just heard.
    return Move((reply,), State(NOTES, "offer", "talk", WAYS, {"open": True}), said.memory)


def ended(said: Said, kind: Kind) -> Move:
    """Last words, with doors to what comes next."""
    reply = Reply(
        said.text,
        tuple(door["title"] for door in _DOORS),
        entry=said.entry,
        sources=said.sources,
        kind=kind,
        data={"choices": _DOORS},
    )
    return Move((reply,), None, said.memory)
