"""BlendClassifier: the intent of a message, from the blend of regression and nearest example."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from companion.engine.nlu.asking import gist_of
from companion.engine.nlu.blend import Blend
from companion.engine.nlu.sentence import SentenceEncoder, vector_of

_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BlendClassifier(IntentClassifier, GraphComponent):
    """Trains with scikit-learn; loads and predicts with numpy alone."""

    def __init__(self, storage: ModelStorage, resource: Resource, blend: Blend | None) -> None:
        self._storage = storage
        self._resource = resource
        self._blend = blend

    @classmethod
    def required_components(cls) -> list[type]:
        """The encoder has to come first."""
        return [SentenceEncoder]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BlendClassifier:
        """An untrained classifier."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> BlendClassifier:
        """A trained one. Raises BuildError when its files are damaged."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Blend.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has an intent, and keep the result in the storage."""
        from companion.engine.nlu.teach import train  # training only: scikit-learn, scipy

        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        intents = [message.get(INTENT) for message in examples]
        if len(set(intents)) < 2:
            raise InvalidConfigException("data/nlu needs examples of at least two intents.")
        vectors = np.stack([vector_of(message) for message in examples])
        self._blend = train([message.get(TEXT) for message in examples], intents, vectors)
        with self._storage.write_to(self._resource) as folder:
            self._blend.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking` on every message."""
        for message in messages:
            ranked = self._rank(message)
            message.set(INTENT, ranked[0], add_to_output=True)
            message.set("intent_ranking", ranked, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing that a later component could learn from."""
        return training_data

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if self._blend is None or not message.get(TEXT):
            return [{"name": None, "confidence": 0.0}]
        scores = self._blend.scores(gist_of(message), vector_of(message))
        best = np.argsort(-scores)[:_RANKED]
        return [{"name": self._blend.classes[at], "confidence": round(float(scores[at]), 4)} for at in best]
