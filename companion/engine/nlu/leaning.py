"""Leaning: a short question that means something only together with the answer before it."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.flow import asks
from companion.coaching.leaning import followups
from companion.engine import project
from companion.engine.nlu.component import Reader, handed_over
from companion.engine.nlu.doubt import ASK, FALLBACK

# Intents that say clearly what is wanted; a question that merely sounds like one stays below `clear`.
_OWN = frozenset(
    """
    stop affirm deny thank greet goodbye repeat simplify start_over talk_to_human forget_me forget_this
    export_data remember_me stop_remembering what_do_you_store express_feeling set_goal prepare_visit
    insult_bot override_instructions complain correct_bot other_language how_sure where_from ask_more
    are_you_human who_made_you ask_diagnosis ask_dose ask_judgement sexual_remark
    """.split()
)
_NEVER = frozenset(("take_back", "danger_over"))
_DOSED = frozenset(("medicines", "pain"))  # topics in which "how much" may ask for a dose


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Leaning(Reader):
    """Stands after Doubt. The Companion hands over the entry it has just answered from."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`clear`: confidence from which an intent of its own is believed; `sure`: any other intent."""
        return {"clear": 0.6, "sure": 0.8}

    def read(self, message: Message) -> None:
        """Set `leaning`, and read the message as a question about the entry it leans on."""
        name, text = handed_over(message, "recent"), message.get(TEXT)
        intent = message.get(INTENT) or {}
        if not name or self._believed(intent, message):
            return
        store = project.store()
        entry = store.entry(name)
        if intent.get("name") == "ask_dose" and entry.topic in _DOSED:
            return
        best = next(iter(message.get("retrieval") or ()), {"score": 0.0})
        lean = followups(project.root()).lean(text, entry, store, best["score"])
        if lean is None:
            return
        settled = {"name": ASK, "confidence": 0.9}
        message.set(INTENT, settled, add_to_output=True)
        message.set("intent_ranking", [settled, *(message.get("intent_ranking") or ())], add_to_output=True)
        row = {"entry": lean.entry, "sentences": list(lean.sentences), "whole": lean.whole}
        message.set("leaning", row, add_to_output=True)

    def _believed(self, intent: dict[str, Any], message: Message) -> bool:
        """Whether the message is taken for something that leaves no room for a follow-up."""
        name, confidence = intent.get("name"), intent.get("confidence", 0.0)
        if handed_over(message, "flow") and not asks(message.get(TEXT)):
            return True  # in a guided conversation a statement answers its question
        if name in (ASK, FALLBACK):
            return False
        return name in _NEVER or bool(confidence >= self.config["clear" if name in _OWN else "sure"])
