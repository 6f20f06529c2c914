"""TriagePolicy has the last word, inside a form as well, and once a turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.engine import slim

with slim.silenced(), slim.lean():
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.shared.core.domain import Domain
    from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
    from rasa.shared.core.trackers import DialogueStateTracker

    from companion.engine.policy import TriagePolicy

    DOMAIN = Domain.from_dict(
        {
            "intents": ["ask"],
            "actions": ["action_triage", "action_answer"],
            "forms": {"check_form": {"required_slots": []}},
            "slots": {
                "assessment": {
                    "type": "any",
                    "influence_conversation": False,
                    "mappings": [{"type": "custom"}],
                }
            },
        }
    )

RAISED = SlotSet("assessment", {"raised": True})
CALM = SlotSet("assessment", {"raised": False})
SAID = UserUttered("my tooth hurts", {"name": "ask", "confidence": 1.0})
FORM = ActiveLoop("check_form")


def predict(*events: Event) -> tuple[str | None, bool]:
    """The action the policy wants, and whether it overrules all others."""
    settings = {**TriagePolicy.get_default_config(), "max_history": None}
    context = ExecutionContext(GraphSchema({}))
    policy = TriagePolicy.create(settings, LocalModelStorage(Path("unused")), Resource("triage"), context)
    tracker = DialogueStateTracker.from_events("a", list(events), DOMAIN.slots, domain=DOMAIN)
    found = policy.predict_action_probabilities(tracker, DOMAIN)
    action = DOMAIN.action_names_or_texts[found.max_confidence_index] if found.max_confidence else None
    return action, found.is_no_user_prediction


@pytest.mark.parametrize("before", [[], [FORM]], ids=["free", "in a form"])
def test_danger_in_this_turn_gets_the_card_first(before: list[Event]) -> None:
    assert predict(*before, ActionExecuted("action_listen"), SAID, RAISED) == ("action_triage", True)


def test_after_the_card_it_listens() -> None:
    events = [ActionExecuted("action_listen"), SAID, RAISED, ActionExecuted("action_triage")]
    assert predict(*events) == ("action_listen", True)


def test_without_danger_it_keeps_out() -> None:
    assert predict(ActionExecuted("action_listen"), SAID, CALM) == (None, False)
    assert predict(ActionExecuted("action_listen"), SAID) == (None, False)


def test_before_anything_was_said_it_keeps_out() -> None:
    assert predict(RAISED) == (None, False)
