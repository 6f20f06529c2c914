"""Doubt: weighs what the classifier says against what the store has, and admits not to know.

The classifier knows how people put things, the store knows what they ask about. A message that the
one calls foreign and the other knows well is a question; one that neither knows is a fallback.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from companion.coaching.answer.bare import bare
from companion.coaching.said.asking import wants
from companion.engine import project
from companion.engine.nlu.component import Reader

ASK, FALLBACK, BARE, NOISE = "ask", "nlu_fallback", "bare", "gibberish"
_FOREIGN = frozenset({"out_of_scope", NOISE})
# What a person wants done now is never read as a question about something else.
_KEPT = frozenset(
    "ask report_symptom report_injury express_feeling stop take_back danger_over talk_to_human "
    "forget_me forget_this stop_remembering sexual_remark say_hateful shame_other ask_judgement "
    "override_instructions set_goal resist report_progress report_setback".split()
)
# Meant for a moment that seldom comes; half believed, they answer past the person.
_RARE = frozenset(
    """
    danger_over insist_procedure report_progress report_setback resist self_check worry_about_looks
    are_you_sponsored where_from remember_me forget_me ask_guarantee what_can_you_do find_dentist
    sexual_remark say_hateful shame_other ask_judgement laugh
    """.split()
)

_UNDOES = frozenset(("start_over",))  # lets go of the whole talk: only where it is plainly said

# A telling that ends in a question ("I work nights, when do I brush") may want an answer first.
_TELLING = frozenset(
    """
    ask_reason express_feeling set_goal resist report_progress report_setback want_procedure prepare_visit
    self_check where_from how_sure be_unsure override_instructions what_can_you_do
    """.split()
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Doubt(Reader):
    """Stands after BlendClassifier and ContentRetriever, in place of Rasa's FallbackClassifier."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Limits chosen on data, docs/decisions/0002.

        `least`: confidence below which an intent is not believed, and a question is answered from a
        score of `near` on, or of `alone` where that is `twice` the next one's; `known`: score from which
        on the store knows a question that sounds foreign, unless it sounds so with a confidence of
        `foreign` ("when do i change my engine oil") and less than `asked` like a question to us;
        `certain`: score from which on it overrules an intent that has less than `half` confidence;
        `likely`: score from which on a question in what is told with less than `half` confidence is
        answered.
        """
        return {
            "least": 0.25,
            "rare": 0.33,
            "near": 0.3,
            "alone": 0.2,
            "twice": 2,
            "known": 0.5,
            "foreign": 0.45,
            "asked": 0.1,
            "likely": 0.6,
            "certain": 0.9,
            "half": 0.6,
            "clear": 0.8,
        }

    def read(self, message: Message) -> None:
        """Replace the intent where the two together say so; the ranking keeps what was replaced.

        A bare word ("blood") tells too little for either: `bare` names its group for the fallback.
        """
        intent = message.get(INTENT) or {}
        name, confidence = intent.get("name"), intent.get("confidence", 0.0)
        scores = [*(hit["score"] for hit in message.get("retrieval") or ()), 0.0, 0.0]
        score, alone = scores[0], scores[0] >= self.config["twice"] * scores[1]
        group = bare(project.root()).group(message.get("text") or "")
        message.set(BARE, group, add_to_output=True)
        asks = wants(message.get("text") or "")
        ranking = message.get("intent_ranking") or ()
        asked = next((row["confidence"] for row in ranking if row["name"] == ASK), 0.0)
        near = self.config["alone" if asks and alone else "near"]
        better = FALLBACK if group else self._settle(name, confidence, score, asks, asked, near)
        if better == name:
            return
        sure = score if better == ASK else round(1 - confidence, 4)
        settled = {"name": better, "confidence": sure}
        message.set(INTENT, settled, add_to_output=True)
        ranked = [settled, *(message.get("intent_ranking") or ())]
        message.set("intent_ranking", ranked, add_to_output=True)

    def _settle(
        self, name: str | None, confidence: float, score: float, asks: bool, asked: float, near: float
    ) -> str | None:
        limits = self.config
        if name in _FOREIGN:
            ours = score >= limits["known"] and (confidence < limits["foreign"] or asked >= limits["asked"])
            return ASK if ours else name if confidence >= limits["least"] else FALLBACK
        if confidence < limits["half" if name in _UNDOES else "rare" if name in _RARE else "least"]:
            return ASK if score >= near else FALLBACK
        if asks and name in _TELLING:
            if confidence < limits["half"] and score >= limits["likely"]:
                return ASK
            if confidence < limits["clear"] and score >= limits["certain"]:
                return ASK
        unsure = confidence < limits["half"] and name not in _KEPT
        if unsure and score >= limits["certain"]:
            return ASK
        return name
