"""Pointer: which narrow question of an entry a message asks, whatever talk it comes up in."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.pointing import DIM, in_context, pointed
from companion.content import Hit
from companion.engine import project
from companion.engine.nlu.component import Reader, handed_over
from companion.engine.nlu.doubt import ASK
from companion.engine.nlu.sentence import gist_of

POINT = "point"
# Intents that say clearly what is wanted.
_OWN = frozenset(
    """
    stop start_over goodbye greet talk_to_human forget_me forget_this export_data remember_me
    stop_remembering what_do_you_store override_instructions insult_bot sexual_remark say_hateful
    danger_over take_back repeat simplify where_from ask_more complain are_you_human who_made_you
    ask_dose ask_judgement other_language self_check
    """.split()
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Pointer(Reader):
    """Stands after Doubt. The Companion hands over what is talked about."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`clear`: confidence from which an intent that says what is wanted is believed."""
        return {"clear": 0.6}

    def read(self, message: Message) -> None:
        """Set `point`, and read the message as a question."""
        intent, metadata = message.get(INTENT) or {}, message.get("metadata") or {}
        believed = intent.get("name") in _OWN and intent.get("confidence", 0.0) >= self.config["clear"]
        if believed or metadata.get("choice"):
            return
        hits = [Hit(row["entry"], row["score"], row["question"]) for row in message.get("retrieval") or ()]
        focus, told = handed_over(message, "focus") or (), handed_over(message, "told") or ()
        text, gist, store = message.get(TEXT), gist_of(message), project.store()
        found = pointed(text, gist, focus, hits, store, told)
        if found is None and (not hits or hits[0].score < DIM):
            about = in_context(text, gist, handed_over(message, "before") or (), store)
            found = pointed(text, gist, (), hits, store, (about,)) if about else None
        if found is None:
            return
        row = {"entry": found.entry, "number": found.number, "chance": round(found.chance, 4)}
        message.set(POINT, row, add_to_output=True)
        settled = {"name": ASK, "confidence": 0.9}
        message.set(INTENT, settled, add_to_output=True)
        message.set("intent_ranking", [settled, *(message.get("intent_ranking") or ())], add_to_output=True)
