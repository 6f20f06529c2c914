"""FeelingDetector: which feeling a message carries, if any, from the sentence vector it already has."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from companion.coaching.said.asking import wants
from companion.engine import project
from companion.engine.nlu.affect import NONE, Affect, Signs, train
from companion.engine.nlu.component import Learner, handed_over
from companion.engine.nlu.doubt import ASK, BARE, FALLBACK, NOISE
from companion.engine.nlu.pointer import HINT, POINT
from companion.engine.nlu.sentence import SentenceEncoder, vector_of
from companion.errors import DataError
from companion.language.encoder import encode
from companion.yaml import line_of, read_mapping

FOLDER = Path("data/feelings")
SHARED, PAIN = "express_feeling", "pain"
_KEYS = frozenset({"cues", "says"})
_NEAR = 0.15  # score below which the store has nothing to offer, as in action_answer
_CLEAR = 0.8  # from which on a feeling is believed in what looks like noise
_OTHERS = 1500  # examples of other intents that stand for "no feeling" beside none.yml
# Their examples may carry a feeling without a word that shows it.
_MOVED = frozenset("express_feeling insult_bot complain resist report_setback talk_to_human".split())


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class FeelingDetector(Learner[Affect]):
    """Adds `feeling`: {"name", "confidence"}; the name is null for none, the common case."""

    @classmethod
    def required_components(cls) -> list[type]:
        """The encoder has to come first."""
        return [SentenceEncoder]

    @classmethod
    def read(cls, folder: Path) -> Affect:
        """The model of feelings, from its files."""
        return Affect.load(folder)

    def learn(self, training_data: TrainingData) -> Affect:
        """Learn from data/feelings; plain examples of other intents show what carries no feeling."""
        cues, said = read_feelings(project.root())
        signs = Signs(cues)
        plain = [
            message
            for message in training_data.intent_examples
            if message.get(TEXT) and message.get(INTENT) not in _MOVED and not signs.any(message.get(TEXT))
        ]
        others = plain[:: max(1, -(-len(plain) // _OTHERS))]
        texts = [text for text, _ in said]
        vectors = [*encode([text.lower() for text in texts]), *(vector_of(message) for message in others)]
        feelings = [name for _, name in said] + [NONE] * len(others)
        texts += [message.get(TEXT) for message in others]
        return train(texts, feelings, np.stack(vectors), cues)

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `feeling` on every message."""
        for message in messages:
            name, confidence = None, 0.0
            # A suggestion that was picked is our own wording.
            picked = handed_over(message, "choice")
            if self._learned is not None and message.get(TEXT) and not picked:
                name, confidence = self._learned.read(message.get(TEXT), vector_of(message))
                if confidence < _CLEAR and _noise(message):
                    name, confidence = None, 0.0
            message.set("feeling", {"name": name, "confidence": confidence}, add_to_output=True)
            if name and name != PAIN and _lost(message):
                felt = {"name": SHARED, "confidence": confidence}
                message.set(INTENT, felt, add_to_output=True)
                message.set(
                    "intent_ranking", [felt, *(message.get("intent_ranking") or ())], add_to_output=True
                )
        return messages


def _noise(message: Message) -> bool:
    """Whether a message looks like words thrown together."""
    return any(row.get("name") == NOISE for row in (message.get("intent_ranking") or ())[:2])


def _lost(message: Message) -> bool:
    """Whether nothing else was made of a message: then a feeling in it is what it is about."""
    if message.get(BARE) or message.get("leaning") or message.get(POINT):
        return False  # "cancer": there is more to ask than how it feels
    if message.get(HINT) and wants(message.get(TEXT)):
        return False  # what may help is said, after a word on the feeling
    intent = (message.get(INTENT) or {}).get("name")
    near = max((hit["score"] for hit in message.get("retrieval") or ()), default=0.0)
    return intent == FALLBACK or (intent == ASK and near < _NEAR)


def read_feelings(root: Path) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """(cues by feeling, [(example, feeling)]) of data/feelings. Raises DataError naming the line."""
    cues: dict[str, list[str]] = {}
    said: list[tuple[str, str]] = []
    for path in sorted((root / FOLDER).glob("*.yml")):
        words = read_mapping(path, allowed=set(_KEYS), required=_KEYS)
        for key in _KEYS:
            wrong = [text for text in words[key] if not isinstance(text, str)]
            if wrong:
                where = f"{path}:{line_of(path, key + ':')}"
                raise DataError(where, f"{wrong[0]!r} is not read as text", "put it in quotation marks")
        cues[path.stem] = words["cues"]
        said += [(text, path.stem) for text in words["says"]]
    if NONE not in cues or len(cues) < 2:
        raise DataError(str(root / FOLDER), "needs none.yml and at least one feeling", "restore the files")
    return cues, said
