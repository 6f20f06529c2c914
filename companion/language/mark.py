"""A mark: one idea found in a message, and whether it holds here and now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

State = Literal["present", "negated", "past", "hypothetical", "elsewhere", "cue"]


@dataclass(frozen=True)
class Mark:
    """`words` are the person's own; `sentence` counts from 0 within the message.

    state: `present` holds here and now; `negated` ("no swelling"); `past` (over and done);
    `hypothetical` (asked about, feared, studied); `elsewhere` (an animal, a film, a dream);
    `cue` (no finding but a word of context: "years ago", "what if", a figure of speech).
    The categories are those of the ConText algorithm (Harkema et al. 2009).
    """

    idea: str
    words: str
    sentence: int
    start: int
    end: int
    state: State = "present"

    @property
    def holds(self) -> bool:
        """Whether the idea is a finding about a person, now."""
        return self.state == "present"

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return dict(vars(self))

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> Mark:
        """The inverse of as_dict."""
        return cls(**row)
