"""TriagePolicy: when this turn found danger, the card comes first, whatever else was going on."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from companion.engine.deciding import Deciding
from companion.engine.flow import AGAIN, GO_ON, REMARK
from companion.engine.lead import TALKS, led
from companion.engine.turn import actions_since_message

ACTION = "action_triage"
SLOT = "assessment"
# In a coaching session what can wait gets a line from the session itself instead of a card.
_CAN_WAIT = frozenset(("routine", "self_care", "none"))
_OWN_WORDS = frozenset(
    ("coach", "looks", "self_check", "visit", "handoff", "consent", "feelings", "anxiety_scale")
)
LEAD = "lead"  # in the memory's notes while an answer in a flow asks for the card
_FLOW = frozenset((GO_ON, AGAIN))
_DANGER = frozenset(("emergency", "crisis"))  # flows in which the card of a danger stays in force
ENDS = frozenset(("emergency", "urgent"))  # levels that end a guided conversation


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class TriagePolicy(Deciding):
    """Has the last word, inside a form as well; silent when the turn raised nothing."""

    priority_by_default = 100  # above every other policy

    def next_action(self, tracker: DialogueStateTracker) -> str | None:
        """The card once, then listen."""
        found = tracker.get_slot(SLOT) or {}
        done = actions_since_message(tracker)
        if done is None or not found.get("raised"):
            return None
        if ACTION in done:
            return None if tracker.get_slot("flow") else ACTION_LISTEN_NAME  # a flow asks again
        asked = LEAD in (tracker.get_slot("memory") or {}).get("notes", {})
        own_words = (
            _FLOW & done or _in_session(tracker, found.get("level", "none")) or _in_force(tracker, found)
        )
        if not asked and own_words:
            return None
        return ACTION


def _in_session(tracker: DialogueStateTracker, level: str) -> bool:
    """Whether an open session, or one that this message opens, has its own words for this level."""
    flow = (tracker.get_slot("flow") or {}).get("flow")
    if flow == "check":
        return level not in ENDS  # its own card comes at its end
    if level not in _CAN_WAIT:
        return False
    message = tracker.latest_message
    felt = message is not None and message.intent.get("name") == "express_feeling"
    return felt or flow in _OWN_WORDS or led(tracker) in {REMARK, *TALKS}


def _in_force(tracker: DialogueStateTracker, found: dict[str, Any]) -> bool:
    """Whether an open emergency or crisis has shown this already; only another emergency is news."""
    row = tracker.get_slot("flow") or {}
    if row.get("flow") not in _DANGER:
        return False
    now, shown = found["case"]["turns"] - 1, row["answers"]["rules"]
    cards = {finding["entry"] for finding in found["findings"] if finding["rule"] in shown}
    return not any(
        finding["level"] == "emergency"
        and finding["turn"] == now
        and finding["rule"] not in shown
        and finding["entry"] not in cards
        for finding in found["findings"]
    )
