"""A message as every road shows it, and the answers the server keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Sender = Literal["person", "companion"]
Cite = Callable[[str], dict[str, Any] | None]  # the source of an id, as JSON
_SHOWN = ("kind", "level", "destination", "entry")
TYPES = {"md": "text/markdown", "html": "text/html", "json": "application/json"}


@dataclass(frozen=True)
class Message:
    """`seq` counts the messages of a conversation from 1; `reply` is None for a person's."""

    seq: int
    sender: Sender
    at: str
    text: str
    client: str | None = None
    reply: dict[str, Any] | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, as docs/server.md has it."""
        row: dict[str, Any] = {"seq": self.seq, "from": self.sender, "at": self.at, "text": self.text}
        if self.client is not None:
            row["id"] = self.client
        return row if self.reply is None else {**row, "reply": self.reply}

    @classmethod
    def of(cls, row: tuple[Any, ...]) -> Message:
        """From the columns seq, sender, at, text, client, reply of the journal."""
        seq, sender, at, text, client, reply = row
        return cls(seq, sender, at, text, client, json.loads(reply) if reply else None)


def shown(row: dict[str, Any], cite: Cite, erased: bool) -> dict[str, Any]:
    """What a surface gets of a reply, beside its text. `erased`: all before it is gone."""
    reply: dict[str, Any] = {
        **{key: row.get(key) for key in _SHOWN},
        "sources": [source for name in row["sources"] if (source := cite(name))],
        "buttons": list(row["buttons"]),
        "documents": [],
    }
    return {**reply, "erased": True} if erased else reply


def media_type(name: str) -> str:
    """Of a document, by the end of its name."""
    return TYPES.get(name.rpartition(".")[2], "text/plain")
