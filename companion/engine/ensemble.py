"""What to do next: Rasa's choice among its policies, without asking those that cannot change it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.core.policies.ensemble import DefaultPolicyPredictionEnsemble
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected
from rasa.shared.core.trackers import DialogueStateTracker

_ENSEMBLE = DefaultPolicyPredictionEnsemble()


def decide(
    policies: Sequence[Policy], tracker: DialogueStateTracker, domain: Domain, rule_only_data: dict[str, Any]
) -> PolicyPrediction:
    """The prediction that Rasa's ensemble would pick. `policies`: highest priority first.

    One that overrules the person's message, or is certain, wins over all that come after it.
    """
    predictions = []
    rejected = _rejected(tracker)
    for policy in policies:
        prediction = policy.predict_action_probabilities(tracker, domain, rule_only_data=rule_only_data)
        predictions.append(prediction)
        certain = prediction.is_no_user_prediction or prediction.max_confidence == 1.0
        if certain and not rejected:
            break
    return _ENSEMBLE.combine_predictions(predictions, tracker, domain)


def _rejected(tracker: DialogueStateTracker) -> bool:
    """Whether the action tried last declined, so that the next best one is wanted."""
    for event in reversed(tracker.events):
        if isinstance(event, (ActionExecuted, ActionExecutionRejected)):
            return isinstance(event, ActionExecutionRejected)
    return False
