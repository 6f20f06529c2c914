"""What our policies have in common: they learn nothing, and either name the next action or keep out."""

from __future__ import annotations

from typing import Any, ClassVar

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker


class Deciding(Policy):
    """Base of policies that are sure. "No user" predictions overrule all policies below."""

    priority_by_default: ClassVar[int]

    @classmethod
    def get_default_config(cls) -> dict[str, Any]:
        """Where it stands among the policies."""
        return {"priority": cls.priority_by_default}

    @staticmethod
    def supported_data() -> SupportedData:
        """Learns from nothing."""
        return SupportedData.ML_AND_RULE_DATA

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """Nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """All for one action, or nothing for any."""
        probabilities = [0.0] * domain.num_actions
        action = self.next_action(tracker)
        if action is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, is_no_user_prediction=True)

    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        """The name of the action, or None to leave it to others."""
        raise NotImplementedError
