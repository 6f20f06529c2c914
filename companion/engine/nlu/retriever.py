"""ContentRetriever: the entries that answer a message best, with the vector it already has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.said.asking import asked
from companion.content import Hit
from companion.engine import project
from companion.engine.nlu.asking import gist_of
from companion.engine.nlu.component import Reader
from companion.engine.nlu.sentence import vector_of

SHORTEST = 4  # words of a question that is more than "whats the point"
NAMED = 2  # words named beside a question that are added to it
PART = 0.8  # how much a part counts beside the whole message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ContentRetriever(Reader):
    """Adds `retrieval`: [{"entry", "score", "question"}], best first."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How many entries to keep."""
        return {"limit": 5}

    def read(self, message: Message) -> None:
        """Search the store that is open for this project."""
        limit = self.config["limit"]
        part = asked(message.get(TEXT))
        hits = project.store().search(gist_of(message), vector_of(message), limit, part or None)
        if part:  # what is told before a question drowns it
            named = " ".join(_beside(message.get(TEXT), part))
            more = project.store().search(f"{project.screen().gist(part)} {named}".strip(), limit=limit)
            hits = _best([*hits, *(replace(hit, score=hit.score * PART) for hit in more)])[:limit]
        found = [
            {"entry": hit.entry_id, "score": round(float(hit.score), 4), "question": hit.question}
            for hit in hits
        ]
        message.set("retrieval", found, add_to_output=True)


def _beside(text: str, part: str) -> list[str]:
    """What a message names beside the part of it that asks, where that part names nothing itself."""
    store = project.store()
    short = len(part.split()) < SHORTEST
    return [] if short or store.named(part) else store.named(text.replace(part, " "))[:NAMED]


def _best(hits: Sequence[Hit]) -> list[Hit]:
    """Each entry once, by the better of its scores."""
    best: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: -hit.score):
        best.setdefault(hit.entry_id, hit)
    return list(best.values())
