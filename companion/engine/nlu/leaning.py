"""Leaning: a short question that means something only together with the answer before it."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.answer import form
from companion.coaching.answer.leaning import Lean, followups
from companion.coaching.feelings.moment import moments
from companion.coaching.heard import asks
from companion.engine import project
from companion.engine.nlu.component import Reader, handed_over
from companion.engine.nlu.doubt import ASK, FALLBACK
from companion.engine.nlu.pointer import POINT

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
_HALF_A_SENTENCE = 4  # words below which a question is never a telling
_WONDERS = (
    "why not",
    "what if ",
    "but what if ",
    "and if ",
    "and what if ",
)  # a question, however worried it sounds
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
        shorter = form.again(text)
        if name and shorter:  # the last answer once more, in the form that is asked for
            entry = project.store().entry(name)
            lines = form.first(entry.lead, shorter)
            message.set(POINT, None, add_to_output=True)
            self._settle(message, Lean(entry.id, "shorter", lines))
            return
        if not name or message.get(POINT) or self._believed(intent, message):
            return
        store = project.store()
        entry = store.entry(name)
        if intent.get("name") == "ask_dose" and entry.topic in _DOSED:
            return
        best = next(iter(message.get("retrieval") or ()), {"score": 0.0})
        kinds = followups(project.root())
        lean = kinds.lean(text, entry, store, best["score"])
        if lean:
            self._settle(message, lean)

    def _settle(self, message: Message, lean: Lean) -> None:
        """The message is a question about that entry."""
        settled = {"name": ASK, "confidence": 0.9}
        message.set(INTENT, settled, add_to_output=True)
        message.set("intent_ranking", [settled, *(message.get("intent_ranking") or ())], add_to_output=True)
        row = {"entry": lean.entry, "sentences": list(lean.sentences), "whole": lean.whole, "kind": lean.kind}
        message.set("leaning", row, add_to_output=True)

    def _believed(self, intent: dict[str, Any], message: Message) -> bool:
        """Whether the message is taken for something that leaves no room for a follow-up."""
        name, confidence = intent.get("name"), intent.get("confidence", 0.0)
        if handed_over(message, "flow") and not asks(message.get(TEXT)):
            return True  # in a guided conversation a statement answers its question
        if name in (ASK, FALLBACK):
            return False
        said = str(message.get(TEXT)).lower().strip()
        wonders = said.startswith(_WONDERS) or (said.endswith("?") and len(said.split()) < _HALF_A_SENTENCE)
        if (
            name in ("express_feeling", "affirm")
            and wonders
            and not moments(project.root()).named(message.get(TEXT))
        ):
            return False
        return name in _NEVER or bool(confidence >= self.config["clear" if name in _OWN else "sure"])
