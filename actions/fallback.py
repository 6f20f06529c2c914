"""action_fallback: not understood. Once: other words or a menu. Twice: a human."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import offer
from actions.say import hits

_NEAR = 0.3  # higher than for a question: what was not understood may be about anything


class ActionFallback(Action):
    """Never a third "sorry": the second one opens the way to a person."""

    def name(self) -> str:
        """As in the domain."""
        return "action_fallback"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Counted on the turn before, so that an answer in between starts afresh."""
        near = [hit["entry"] for hit in hits(tracker) if hit["score"] >= _NEAR]
        if missed_before(tracker):
            dispatcher.utter_message(response="utter_fallback_human")
        elif near:
            offer(dispatcher, near)
        else:
            dispatcher.utter_message(response="utter_fallback_rephrase")
        # Where no rule fits, RulePolicy would go on choosing this action: wait for the person.
        return [FollowupAction("action_listen")]


def missed_before(tracker: Tracker) -> bool:
    """Whether the turn before this one ended in this action too."""
    turns = 0
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            turns += 1
        elif turns == 1 and event.get("name") == "action_fallback":
            return True
        if turns == 2:
            break
    return False
