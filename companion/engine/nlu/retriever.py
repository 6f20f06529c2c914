"""ContentRetriever: the entries that answer a message best, with the vector it already has."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from companion.engine import project
from companion.engine.nlu.component import Reader
from companion.engine.nlu.sentence import gist_of, vector_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContentRetriever(Reader):
    """Adds `retrieval`: [{"entry", "score", "question"}], best first."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How many entries to keep."""
        return {"limit": 5}

    def read(self, message: Message) -> None:
        """Search the store that is open for this project."""
        hits = project.store().search(gist_of(message), vector_of(message), limit=self.config["limit"])
        found = [
            {"entry": hit.entry_id, "score": round(float(hit.score), 4), "question": hit.question}
            for hit in hits
        ]
        message.set("retrieval", found, add_to_output=True)
