"""The shape of a guided conversation: a flow asks, hears, and survives interruption.

A flow is a small state machine. Its state is plain data in a slot. Each question says what kind
of answer it expects, so that a message that is no answer ("how long do veneers last?") is
answered as always, and the question is asked again afterwards. "Stop" and danger end any flow.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.reply import Reply

# `words`: an account in the person's own words, in which only a question is about something else;
# `question`: a question for somebody else, so that it is no question to the companion.
Expects = Literal["choice", "choices", "number", "yes_no", "text", "talk", "words", "question"]


@dataclass(frozen=True)
class State:
    """Where a flow stands: its step, what was asked for, and what was answered so far."""

    flow: str
    step: str
    expects: Expects = "text"
    options: tuple[str, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    asked: int = 1  # how often the present question was put
    yields: tuple[str, ...] = ()  # intents, beside those that always interrupt, it gives way to

    def at(
        self, step: str, expects: Expects = "text", options: tuple[str, ...] = (), **answers: Any
    ) -> State:
        """The next step, with more answers."""
        return replace(
            self, step=step, expects=expects, options=options, answers={**self.answers, **answers}, asked=1
        )

    def note(self, **answers: Any) -> State:
        """The same step and question, with more answers."""
        return self.at(self.step, self.expects, self.options, **answers)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {**vars(self), "options": list(self.options), "yields": list(self.yields)}

    @classmethod
    def from_dict(cls, row: dict[str, Any]) -> State:
        """The inverse of as_dict."""
        return cls(**{**row, "options": tuple(row["options"]), "yields": tuple(row.get("yields", ()))})


@dataclass(frozen=True)
class Move:
    """What a flow does next: what it says, and where it stands then (None: it has ended).

    `told` are ideas that an answer brought, each with words for it; triage folds them into the case.
    `card` asks for the card of the case as it then stands, and `lead` for a line with it.
    """

    replies: tuple[Reply, ...]
    state: State | None
    memory: Memory
    told: tuple[tuple[str, str], ...] = ()
    card: bool = False
    lead: str | None = None


class Flow(Protocol):
    """What every guided conversation offers."""

    name: str

    def begin(self, heard: Heard, memory: Memory) -> Move:
        """The first words, on the message that led here."""

    def go_on(self, state: State, heard: Heard, memory: Memory) -> Move:
        """An answer to the question of `state`."""

    def again(self, state: State, memory: Memory) -> Move:
        """The open question once more, in other words, after an interruption."""
