"""A typed text that chooses one of the buttons just offered: by title, or by its number."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

_NUMBER = re.compile(r"(?:option |number |no\.? ?|#)?(\d{1,2})[.)]?", re.IGNORECASE)
_PAYLOAD = re.compile(r"/(\w+)(\{.*\})?")


def chosen(text: str, buttons: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The button that `text` picks, or None when it picks none."""
    plain = _plain(text)
    for button in buttons:
        if plain and plain == _plain(button["title"]):
            return button
    number = _NUMBER.fullmatch(text.strip())
    # Where a title holds a number itself ("3 or 4 times"), a number is an answer, not a place in the list.
    if any(re.search(r"\d", button["title"]) for button in buttons):
        return None
    if number and 1 <= int(number[1]) <= len(buttons):
        return buttons[int(number[1]) - 1]
    return None


def meaning(button: dict[str, Any]) -> dict[str, Any] | None:
    """What choosing the button means: {"intent"} and {"entry"}, or None to read it as text.

    Buttons of our actions say it in keys of their own; a domain response may use Rasa's payload
    `/intent`, which is trusted because the companion offered the button itself.
    """
    found = {key: button[key] for key in ("intent", "entry") if button.get(key)}
    payload = _PAYLOAD.fullmatch(button.get("payload") or "")
    if not found and payload:
        found = {"intent": payload[1], **json.loads(payload[2] or "{}")}
    return found or None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
