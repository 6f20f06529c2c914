"""Tokens: unguessable, given out once, kept only as a hash. And names for what they open."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta, timezone


def new() -> str:
    """256 bits from the operating system, safe in a header and in JSON."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """What is kept of a token. It has full entropy, so that a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def conversation() -> str:
    """The internal name of a conversation. It never leaves the server."""
    return uuid.uuid4().hex


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(timezone.utc)


def stamp(when: datetime) -> str:
    """ISO 8601 in UTC with milliseconds: texts that sort as times do."""
    return when.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def after(hours: float) -> str:
    """The time in so many hours."""
    return stamp(now() + timedelta(hours=hours))
