"""The last gate: every reply is read by the guard, notices are put where they belong, never nothing."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from companion.guard import claims
from companion.reply import Reply

if TYPE_CHECKING:
    from companion.engine.card import Cards
    from companion.text import Problem

_log = logging.getLogger(__name__)
_SENTENCE = re.compile(r"(?<=[.?!])\s+|\n+")

NOTICES: dict[str, tuple[str, ...]] = {
    "empty": (
        "I did not get any text. Type a few words, and I will do my best.",
        "That came through empty. What would you like to ask?",
        "Still no text on my side. A word or two is enough.",
    ),
    "no_words": (
        "I see no words in that. Tell me in a few words how your mouth is doing.",
        "Pictures and signs are lost on me. What would you like to know, in words?",
        "I read words only. Is it pain, a question, or just hello?",
    ),
    "unreadable": (
        "I could not read that message. Could you type it again?",
        "That one came out scrambled. Please try it in plain words.",
        "Still not readable for me. Short plain words work best.",
    ),
    "other_script": (
        "I am sorry, I only work well in English for now. If it is urgent, call {ambulance} or a dentist.",
        "Only English works here for now. Someone could type for you. If it is urgent, call {ambulance}.",
        "I can't read this writing yet. A dentist's desk may find an interpreter. Urgent? Call {ambulance}.",
    ),
    "too_long": (
        "Your message was long. I checked all of it for danger, and answered the first part.",
        "That was a lot at once. I looked through all of it for danger, and this is about the start.",
        "I read the whole of it for danger, and answer the first part. Shorter pieces work better.",
    ),
}
_FILLING = ("fallback", "notice", "menu")  # kinds that say no more than a notice does
NOTHING = "I did not find an answer to that. You could say it in other words, or ask a dentist."


def outgoing(
    replies: Sequence[Reply], problem: Problem | None, cards: Cards, country: str | None, before: int = 0
) -> list[Reply]:
    """What leaves for a turn: guarded, with a notice about the message itself, never empty.

    `before` counts the notices of this conversation so far, so that the next one is worded anew.
    """
    leaving = [guarded(reply) for reply in replies]
    if problem:
        variants = NOTICES[problem]
        words = variants[before % len(variants)].format(**cards.numbers.of(country))
        notice = Reply(words, kind="notice")
        if problem != "too_long":
            leaving = [reply for reply in leaving if reply.kind not in _FILLING]
        # In an emergency nothing stands before the card.
        first = bool(leaving) and leaving[0].kind != "card"
        leaving = [notice, *leaving] if first else [*leaving, notice]
    return leaving or [Reply(NOTHING, kind="fallback")]


def guarded(reply: Reply) -> Reply:
    """The reply without any sentence that diagnoses, doses, guarantees, promotes or blames.

    What a flow names in `data["own"]` is quoted as the person's own words, and is not ours to claim.
    """
    own = reply.data.get("own", ())
    found = claims(_without(reply.text, own))
    if not found:
        return reply
    for claim in found:
        _log.error("guard: %s in a reply of kind %s: %r", claim.kind, reply.kind, claim.words)
    kept = [part for part in _SENTENCE.split(reply.text) if part and not claims(_without(part, own))]
    text = " ".join(kept) or "That is something I cannot say. A dentist can."
    return replace(reply, text=text)


def _without(text: str, own: Sequence[str]) -> str:
    """The text without what is quoted as the person's words."""
    for words in sorted(own, key=len, reverse=True):
        text = text.replace(words, "…")
    return text
