"""Holds conversations with the whole companion, as evaluation and tests want them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from companion.batch.conversation import Conversation
from companion.reply import Turn

if TYPE_CHECKING:
    from companion.engine import Companion


def converse(companion: Companion, conversation: Conversation) -> dict[str, Any]:
    """{"id", "turns"} of one conversation. It knows of no other one and is forgotten after it."""
    name = uuid.uuid4().hex
    rows = []
    for text in conversation.turns:
        replies = companion.reply(Turn(text, name, conversation.country, user=name))
        trace = companion.last(name)
        rows.append(
            {
                "user": text,
                "replies": [reply.as_dict() for reply in replies],
                "intent": trace.intent,
                "confidence": trace.confidence,
                "level": trace.level,
            }
        )
    companion.forget(name)
    return {"id": conversation.id, "turns": rows}
