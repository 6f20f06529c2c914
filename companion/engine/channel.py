"""From what Rasa utters to what a surface draws: every bot message becomes a Reply."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

from companion.reply import Reply

_FIELDS = ("level", "destination", "entry", "sources", "kind", "data")


class ReplyChannel(OutputChannel):
    """Collects the replies of one turn, and the buttons with what choosing one means."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []

    @classmethod
    def name(cls) -> str:
        """As Rasa shows it in events."""
        return "companion"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Called by Rasa for each message; an empty one is dropped."""
        if (message.get("text") or "").strip():
            self.replies.append(to_reply(message))


def to_reply(message: dict[str, Any]) -> Reply:
    """The Reply in a bot message: actions send its fields as `reply`, responses as `metadata`."""
    fields = message.get("reply") or message.get("metadata") or {}
    given = {key: fields[key] for key in _FIELDS if fields.get(key) is not None}
    given["sources"] = tuple(given.get("sources", ()))
    buttons = tuple(button["title"] for button in message.get("buttons") or ())
    return Reply(text=message["text"].strip(), buttons=buttons, **given)
