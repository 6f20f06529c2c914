"""FlowPolicy: an open guided conversation gets the message when it answers its question.

Anything else is answered as always, and then the open question is asked again, so a flow
survives interruption. "Stop" ends it. TriagePolicy stands above: danger ends any flow.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from companion.coaching.flow import SURE, Heard, State, passes, takes
from companion.engine.policy import actions_since_message

SLOT = "flow"
GO_ON, AGAIN, STOP = "action_flow", "action_flow_again", "action_flow_stop"
_STOPS = ("stop", "start_over", "goodbye")
_OPENS = frozenset(
    ("action_coach", "action_looks", "action_self_check", "action_visit", "action_handoff", "action_consent",
     "action_feelings", "action_anxiety_scale", "action_check")
)  # fmt: skip


def heard(message: Any) -> Heard:
    """What a flow needs of the latest message's parse data."""
    data = message.parse_data if hasattr(message, "parse_data") else message
    metadata = message.metadata if hasattr(message, "metadata") else data.get("metadata")
    intent = data.get("intent") or {}
    marks = data.get("triage") or ()
    return Heard(
        text=data.get("text") or "",
        intent=intent.get("name"),
        confidence=float(intent.get("confidence") or 0.0),
        ideas=frozenset(mark["idea"] for mark in marks if mark["state"] == "present"),
        feeling=(data.get("feeling") or {}).get("name"),
        country=data.get("country"),
        chosen=bool((metadata or {}).get("choice")),
        user=(metadata or {}).get("user") or "local",
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class FlowPolicy(Policy):
    """Below triage, above the rules."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """A priority between TriagePolicy's and the rules'."""
        return {"priority": 90}

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
        """Go on with the flow, ask again after something else, or keep out."""
        probabilities = [0.0] * domain.num_actions
        action = _next(tracker)
        if action is None:
            return self._prediction(probabilities)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, is_no_user_prediction=True)


def _stops(message: Heard) -> bool:
    """A "stop" always; a goodbye only when it is one ("bedtime" sounds a little like it)."""
    return message.intent == "stop" or (message.intent in _STOPS and message.confidence >= SURE)


def _next(tracker: DialogueStateTracker) -> str | None:
    done = actions_since_message(tracker)
    if done is None or tracker.latest_message is None:
        return None
    if {GO_ON, AGAIN, STOP} & done:
        return ACTION_LISTEN_NAME
    row = tracker.get_slot(SLOT)
    if not row:
        return None
    if done:
        # Something else was answered; a flow that has just opened has already asked.
        return ACTION_LISTEN_NAME if done & _OPENS else AGAIN
    message, state = heard(tracker.latest_message), State.from_dict(row)
    if _stops(message) and not passes(state, message):
        return STOP
    return GO_ON if takes(state, message) else None
