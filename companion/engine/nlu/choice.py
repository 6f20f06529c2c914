"""ChosenButton: a suggestion the person picked is not guessed at again."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from companion.engine.nlu.component import Reader, handed_over


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ChosenButton(Reader):
    """Stands last in the pipeline and settles intent and entry of a chosen button.

    The choice is handed over by the Companion, which matched the text with the buttons it had
    just offered itself; text that merely looks like a choice never gets here.
    """

    def read(self, message: Message) -> None:
        """`choice` is {"intent": name} or {"entry": id}, or both."""
        choice = handed_over(message, "choice")
        if not choice:
            return
        intent = {"name": choice.get("intent", "ask"), "confidence": 1.0}
        message.set(INTENT, intent, add_to_output=True)
        message.set("intent_ranking", [intent], add_to_output=True)
        if "entry" in choice:
            found = {"entry": choice["entry"], "score": 1.0, "question": message.get("text")}
            message.set("retrieval", [found], add_to_output=True)
