"""What is said instead of an answer: a code, what to do, and what to do in an emergency."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from companion.reply import Level


@dataclass
class Refusal(Exception):  # noqa: N818 (it is no error: it is an answer)
    """`status` is of HTTP; `emergency` is advice that holds whatever happened to the message."""

    status: int
    error: str
    detail: str
    emergency: str | None = None
    level: Level | None = None
    retry_after: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; what is not known is left out."""
        row: dict[str, Any] = {"error": self.error, "detail": self.detail}
        if self.emergency:
            row["emergency"] = self.emergency
        if self.level:
            row["level"] = self.level
        if self.retry_after is not None:
            row["retry_after"] = max(1, math.ceil(self.retry_after))
        return row


def unknown_token() -> Refusal:
    """Also for tokens that have ended: nobody learns which ones there were."""
    return Refusal(
        401, "unknown_token", "This token is not known or has ended. POST /api/sessions gives one."
    )


def bad(detail: str) -> Refusal:
    """A request that has not the shape it should have."""
    return Refusal(400, "bad_request", detail)
