"""What our NLU components share: they keep no state between messages, and some learn."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
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


class _Saved(Protocol):
    """What was learned, and writes itself to files."""

    def save(self, folder: Path) -> None:
        """Write to a folder."""


Learned = TypeVar("Learned", bound=_Saved)


class Learner(GraphComponent, Generic[Learned]):
    """A component that learns from the training data, and is untrained until it has."""

    def __init__(self, storage: ModelStorage, resource: Resource, learned: Learned | None) -> None:
        self._storage = storage
        self._resource = resource
        self._learned = learned

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Self:
        """An untrained one."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Self:
        """A trained one. Raises BuildError when its files are damaged."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, cls.read(folder))

    @classmethod
    @abstractmethod
    def read(cls, folder: Path) -> Learned:
        """What was learned, from its files."""

    def train(self, training_data: TrainingData) -> Resource:
        """Learn, and keep the result in the storage."""
        self._learned = self.learn(training_data)
        with self._storage.write_to(self._resource) as folder:
            self._learned.save(folder)
        return self._resource

    @abstractmethod
    def learn(self, training_data: TrainingData) -> Learned:
        """Learn from the training data."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing that a later component could learn from."""
        return training_data


def handed_over(message: Message, key: str) -> Any:
    """What the Companion sent along with the text, or None on any other Rasa surface."""
    return (message.get("metadata") or {}).get(key)
