"""Every assertion, when it holds and when it does not."""

from __future__ import annotations

from typing import Any

import pytest

from companion.reply import Reply
from companion.testing.checking import verdict
from companion.testing.heard import Button, Event, Heard, Utterance
from companion.testing.player import Playback, judge
from companion.testing.script import Check, Script, Step
from tests.unit.testing.conftest import PROJECT

HEARD = Heard(
    "my tooth is out",
    replies=(
        Reply(
            "Act now. Find the tooth.",
            buttons=("Go on", "Stop"),
            entry="knocked-out-tooth",
            sources=("iadt-2020", "nhs-knocked-out-tooth"),
            kind="card",
        ),
    ),
    uttered=(
        Utterance(
            "Act now. Find the tooth.", (Button("Go on", "/more"), Button("Stop", None)), "utter_act", 3
        ),
    ),
    events=(Event("slot", "tooth", "front", 0), Event("action", "action_triage", None, 1)),
    ranking=(("report_injury", 0.9), ("ask", 0.1)),
    level="emergency",
    destination="dentist_now",
)


def holds(name: str, want: Any, own: bool = True) -> bool:
    return verdict(Check(name, want, 1), HEARD, own).mismatch is None


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("action_executed", "action_triage"),
        ("slot_was_set", [{"name": "tooth"}]),
        ("slot_was_set", [{"name": "tooth", "value": "front"}]),
        ("slot_was_not_set", [{"name": "gum"}, {"name": "tooth", "value": "back"}]),
        ("bot_uttered", {"utter_name": "utter_act", "text_matches": "Find .* tooth"}),
        ("bot_uttered", {"buttons": [{"title": "Go on", "payload": "/more"}, {"title": "Stop"}]}),
        ("bot_did_not_utter", {"text_matches": "diagnos", "utter_name": "utter_bye"}),
        ("bot", "Act now. Find the tooth."),
        ("utter", "utter_act"),
        ("level", "emergency"),
        ("level", ["urgent", "emergency"]),
        ("destination", "dentist_now"),
        ("entry", "knocked-out-tooth"),
        ("kind", "card"),
        ("intent", "report_injury"),
        ("sources", ["iadt-2020"]),
        ("sources", ["any"]),
        ("reading_grade_at_most", 6),
    ],
)
def test_what_holds(name: str, want: Any) -> None:
    assert holds(name, want)


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("action_executed", "action_answer"),
        ("slot_was_set", [{"name": "gum"}]),
        ("slot_was_set", [{"name": "tooth"}, {"name": "tooth", "value": "back"}]),
        ("slot_was_not_set", [{"name": "tooth"}]),
        ("bot_uttered", {"utter_name": "utter_act", "text_matches": "gum"}),
        ("bot_uttered", {"buttons": [{"title": "Stop"}, {"title": "Go on"}]}),
        ("bot_did_not_utter", {"utter_name": "utter_bye", "text_matches": "tooth"}),
        ("bot", "Act now."),
        ("utter", "utter_bye"),
        ("level", "none"),
        ("destination", None),
        ("entry", ["bleeding-gums", None]),
        ("kind", "answer"),
        ("intent", "ask"),
        ("sources", ["dboh-2021"]),
        ("reading_grade_at_most", -20),
    ],
)
def test_what_does_not_hold(name: str, want: Any) -> None:
    assert not holds(name, want)


@pytest.mark.parametrize(
    "name",
    ["flow_started", "flow_cancelled", "pattern_clarification_contains", "generative_response_is_grounded"],
)
def test_calm_never_passes(name: str) -> None:
    found = verdict(Check(name, "x", 1), HEARD, own=True).mismatch
    assert found is not None
    assert "unsupported" in found.expected


def test_a_plain_project_has_no_levels() -> None:
    assert not holds("level", "emergency", own=False)
    assert holds("intent", "report_injury", own=False)


def test_order_counts_where_it_is_asked_for() -> None:
    action, slot = Check("action_executed", "action_triage", 5), Check("slot_was_set", [{"name": "tooth"}], 6)

    def failures(ordered: bool) -> list[str]:
        script = Script("one", PROJECT, 1, (Step("hello", 4, (action, slot), ordered),))
        return [failure.check for failure in judge(Playback(script, Heard(None), (HEARD,)), own=True)]

    assert failures(ordered=False) == []
    assert failures(ordered=True) == ["slot_was_set"]
