"""What the server and its workers say to each other: a JSON head and a body of bytes, length first."""

from __future__ import annotations

import json
import struct
from typing import Any

_LENGTHS = struct.Struct("!II")
PREFIX = _LENGTHS.size  # bytes before the head


def pack(head: dict[str, Any], body: bytes = b"") -> bytes:
    """One frame."""
    text = json.dumps(head, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(text), len(body)) + text + body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Bytes of head and of body that follow a prefix."""
    head, body = _LENGTHS.unpack(prefix)
    return head, body


def unpack(data: bytes, head: int) -> tuple[dict[str, Any], bytes]:
    """The head and the body; `head` is the length of the first."""
    return json.loads(data[:head]), data[head:]
