"""BlendClassifier: the intent of a message, from the blend of regression and nearest example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from companion.engine.nlu.asking import gist_of
from companion.engine.nlu.blend import Blend
from companion.engine.nlu.component import Learner
from companion.engine.nlu.sentence import SentenceEncoder, vector_of

_RANKED = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BlendClassifier(Learner[Blend], IntentClassifier):
    """Trains with scikit-learn; loads and predicts with numpy alone."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The encoder has to come first."""
        return [SentenceEncoder]

    @classmethod
    def read(cls, folder: Path) -> Blend:
        """The blend, from its files."""
        return Blend.load(folder)

    def learn(self, training_data: TrainingData) -> Blend:
        """Learn from every example that has an intent."""
        from companion.engine.nlu.teach import train  # training only: scikit-learn, scipy

        examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
        intents = [message.get(INTENT) for message in examples]
        if len(set(intents)) < 2:
            raise InvalidConfigException("data/nlu needs examples of at least two intents.")
        vectors = np.stack([vector_of(message) for message in examples])
        return train([message.get(TEXT) for message in examples], intents, vectors)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking` on every message."""
        for message in messages:
            ranked = self._rank(message)
            message.set(INTENT, ranked[0], add_to_output=True)
            message.set("intent_ranking", ranked, add_to_output=True)
        return messages

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if self._learned is None or not message.get(TEXT):
            return [{"name": None, "confidence": 0.0}]
        scores = self._learned.scores(gist_of(message), vector_of(message))
        best = np.argsort(-scores)[:_RANKED]
        return [{"name": self._learned.classes[at], "confidence": round(float(scores[at]), 4)} for at in best]
