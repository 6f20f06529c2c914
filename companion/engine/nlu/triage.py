"""TriageDetector: the danger screen as a component, so that every Rasa surface is as safe."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from companion.engine import project
from companion.engine.nlu.component import Reader, handed_over


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TriageDetector(Reader):
    """Adds `triage`: the marks that companion.triage found in the raw text, as plain mappings."""

    def read(self, message: Message) -> None:
        """Use the marks the Companion handed over (of the whole message, however long)."""
        marks = handed_over(message, "marks")
        if marks is None:
            marks = [mark.as_dict() for mark in project.screen().read(message.get(TEXT))]
        message.set("triage", marks, add_to_output=True)
