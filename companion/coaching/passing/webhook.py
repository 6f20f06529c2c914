"""A note sent as JSON to one address over HTTPS; never redirected, never through a proxy."""

from __future__ import annotations

import json
import urllib.request
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

from companion.coaching.passing.adapter import PassingError

SECONDS = 10
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Stay(urllib.request.HTTPRedirectHandler):
    """A redirect would send the note somewhere that was not configured."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@dataclass(frozen=True)
class Webhook:
    """`url` is https, or http on this computer. Raises PassingError for another."""

    url: str

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if not parts.hostname or not (parts.scheme == "https" or local):
            raise PassingError(
                "handoff.url", f'"{self.url}" is no https address', "give one that starts with https://"
            )

    def send(self, note: str) -> str:
        """POST {"note", "sent"}; any answer but 2xx is a failure."""
        body = json.dumps({"note": note, "sent": datetime.now(timezone.utc).isoformat(timespec="seconds")})
        request = urllib.request.Request(
            self.url, body.encode(), {"Content-Type": "application/json"}, method="POST"
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
        try:
            with opener.open(request, timeout=SECONDS):
                return urlsplit(self.url).hostname or self.url
        except (URLError, OSError, ValueError) as error:
            raise PassingError(
                "handoff.url", f"did not take the note: {error}", "check the address and the receiver"
            ) from error
