"""SentenceEncoder: the meaning of a message as a vector, computed once and read by all after it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from companion.engine import project
from companion.engine.nlu.asking import GIST, compared, gist_of
from companion.engine.nlu.component import Reader
from companion.language.encoder import encode, foresee, vector

_ORIGIN = "SentenceEncoder"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(Reader):
    """Adds a dense sentence feature of 512 numbers, so that stock components can use it too."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Encode all examples in one batch."""
        examples = [message for message in training_data.training_examples if message.get(TEXT)]
        vectors = encode([message.get(TEXT).lower() for message in examples])
        for message, one in zip(examples, vectors, strict=True):
            _attach(message, one)
        return training_data

    def read(self, message: Message) -> None:
        """Encode the gist of one message, and with it what those that come after will compare."""
        message.set(GIST, project.screen().gist(message.get(TEXT)))
        foresee(compared(message))
        _attach(message, vector(gist_of(message)))


def _attach(message: Message, found: NDArray[np.float32]) -> None:
    message.add_features(Features(found[np.newaxis], FEATURE_TYPE_SENTENCE, TEXT, _ORIGIN))


def vector_of(message: Message) -> NDArray[np.float32]:
    """The vector a SentenceEncoder earlier in the pipeline left on the message, shape (512,)."""
    for feature in message.features:
        if feature.origin == _ORIGIN and feature.attribute == TEXT:
            return np.asarray(feature.features, np.float32)[0]
    return vector(gist_of(message))
