"""What our NLU components share: they keep no state between messages and need no set-up."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from typing_extensions import Self


class Reader(GraphComponent):
    """A component that adds what it finds to each message."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """A component with its settings from config.yml."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Read every message that has text."""
        for message in messages:
            if message.get("text"):
                self.read(message)
        return messages

    def read(self, message: Message) -> None:
        """Add to one message."""
        raise NotImplementedError


def handed_over(message: Message, key: str) -> Any:
    """What the Companion sent along with the text, or None on any other Rasa surface."""
    return (message.get("metadata") or {}).get(key)
