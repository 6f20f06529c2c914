"""Rasa Pro's end-to-end format, item by item: what is documented works, or says that it cannot."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

import companion.testing
from companion.testing.heard import Button, Event, Heard, Utterance
from companion.testing.player import Playback, judge
from companion.testing.reader import read_scripts
from companion.testing.script import Broken, Script
from companion.testing.vocabulary import CALM

Read = Callable[..., list[Script | Broken]]
SCHEMA: dict[str, Any] = json.loads((Path(companion.testing.__file__).parent / "schema.json").read_text())
START = Heard(None, events=(Event("slot", "dish", "soup", 0),))
TURN = Heard(
    "order",
    uttered=(Utterance("One soup, coming up.", (Button("Thanks", "/thank"),), "utter_coming", 3),),
    events=(
        Event("action", "action_order", None, 0),
        Event("slot", "ordered", True, 1),
        Event("slot", "table", 7, 2),
    ),
    ranking=(("order", 0.9),),
)


def case(steps: str, head: str = "", of_case: str = "") -> str:
    return f"{head}test_cases:\n  - test_case: one\n{of_case}    steps:\n{steps}"


def failures(scripts: Read, text: str) -> list[tuple[str, int]]:
    """Checks of the only test case that the turns above do not meet, each with its line."""
    (script,) = scripts(text)
    assert isinstance(script, Script), script.complaint
    return [(one.check, one.line) for one in judge(Playback(script, START, (TURN,)), own=False)]


HOLDS = [
    "      - utter: utter_coming\n",
    "      - bot: One soup, coming up.\n",
    "      - slot_was_set: [ordered]\n",
    "      - slot_was_set:\n          - ordered: true\n          - table: 7\n",
    "      - slot_was_set: {table: 7}\n",
    "      - slot_was_not_set: [drink]\n",
    "      - slot_was_not_set:\n          - table: 8\n",
]
FAILS = [
    "      - utter: utter_greet\n",
    "      - bot: One soup\n",
    "      - slot_was_set: [drink]\n",
    "      - slot_was_set:\n          - table: 8\n",
    "      - slot_was_not_set: [table]\n",
    "      - slot_was_not_set:\n          - table: 7\n",
]


@pytest.mark.parametrize("step", HOLDS)
def test_step_style_that_holds(scripts: Read, step: str) -> None:
    assert failures(scripts, case("      - user: order\n" + step)) == []


@pytest.mark.parametrize("step", FAILS)
def test_step_style_that_does_not(scripts: Read, step: str) -> None:
    assert [line for _, line in failures(scripts, case("      - user: order\n" + step))] == [5]


def test_a_step_before_the_first_message_is_about_the_start(scripts: Read) -> None:
    begun = "      - slot_was_set:\n          - dish: {}\n      - user: order\n"
    assert failures(scripts, case(begun.format("soup"))) == []
    assert failures(scripts, case(begun.format("rice"))) == [("slot_was_set", 4)]


ASSERTED = "      - user: order\n        assertions:\n"


@pytest.mark.parametrize(
    ("assertion", "holds"),
    [
        ("slot_was_set: [{name: table, value: 7}]", True),
        ("slot_was_set: [{name: table, value: 8}]", False),
        ("slot_was_set: [{name: table}, {name: ordered}]", True),
        ("slot_was_not_set: [{name: drink}]", True),
        ("slot_was_not_set: [{name: table, value: 8}]", True),
        ("slot_was_not_set: [{name: table}]", False),
        ("action_executed: action_order", True),
        ("action_executed: action_pay", False),
        ("bot_uttered: {utter_name: utter_coming}", True),
        ("bot_uttered: {text_matches: '^One \\w+'}", True),
        ("bot_uttered: {text_matches: soup$}", False),
        ("bot_uttered: {buttons: [{title: Thanks, payload: /thank}]}", True),
        ("bot_uttered: {buttons: [{title: Thanks, payload: /bye}]}", False),
        ("bot_uttered: {utter_name: utter_coming, text_matches: tea}", False),
        ("bot_did_not_utter: {utter_name: utter_greet}", True),
        ("bot_did_not_utter: {text_matches: soup}", False),
        ("bot_did_not_utter: {buttons: [{title: Thanks}]}", False),
    ],
)
def test_assertion_style(scripts: Read, assertion: str, holds: bool) -> None:
    found = failures(scripts, case(f"{ASSERTED}          - {assertion}\n"))
    assert found == ([] if holds else [(assertion.split(":")[0], 6)])


@pytest.mark.parametrize(
    "name", [*CALM, "generative_response_is_relevant", "generative_response_is_grounded"]
)
@pytest.mark.parametrize(
    "value", ["order_food", "{flow_id: order_food, flow_step_id: pay}", "{threshold: 0.9}"]
)
def test_what_needs_calm_fails_and_never_passes(scripts: Read, name: str, value: str) -> None:
    assert failures(scripts, case(f"{ASSERTED}          - {name}: {value}\n")) == [(name, 6)]


def test_order_counts_only_where_it_is_switched_on(scripts: Read) -> None:
    rows = "          - slot_was_set: [{name: table}]\n          - action_executed: action_order\n"
    assert failures(scripts, case(ASSERTED + rows)) == []
    ordered = case(ASSERTED + rows + "        assertion_order_enabled: true\n")
    assert failures(scripts, ordered) == [("action_executed", 7)]
    assert failures(scripts, ordered.replace("enabled: true", "enabled: false")) == []


@pytest.mark.parametrize(
    "steps",
    [
        ASSERTED + "          - action_executed: a\n      - bot: b\n",
        "      - bot: b\n" + ASSERTED + "          - action_executed: a\n",
        "      - user: a\n      - slot_was_set: [b]\n" + ASSERTED + "          - action_executed: a\n",
    ],
)
def test_mixing_the_styles_is_an_error(scripts: Read, steps: str) -> None:
    (broken,) = scripts(case(steps))
    assert isinstance(broken, Broken)
    assert "mixes" in broken.complaint


def test_fixtures_are_set_in_their_order(scripts: Read) -> None:
    head = "fixtures:\n  - a:\n      - dish: soup\n      - table: 1\n  - b: {table: 2}\n"
    (script,) = scripts(case("      - user: hello\n", head, "    fixtures: [a, b]\n"))
    assert isinstance(script, Script)
    assert script.slots == {"dish": "soup", "table": 2}


def test_metadata_of_a_case_and_of_a_step(scripts: Read) -> None:
    head = "metadata:\n  - app: {channel: app, version: 1}\n  - web: {channel: web}\n"
    steps = "      - user: one\n      - user: two\n        metadata: web\n"
    (script,) = scripts(case(steps, head, "    metadata: app\n"))
    assert isinstance(script, Script)
    assert [step.metadata for step in script.steps] == [
        {"channel": "app", "version": 1},
        {"channel": "web", "version": 1},
    ]


LEVELS = ("root", "folder", "file")


@pytest.mark.parametrize("given", [LEVELS, LEVELS[:2], LEVELS[:1]])
def test_a_file_is_stronger_than_a_folder_and_a_folder_than_the_root(
    tmp_path: Path, given: tuple[str, ...]
) -> None:
    folder = tmp_path / "topic" / "deep"
    folder.mkdir(parents=True)
    shared = {
        level: {
            "fixtures": [{"who": [{"name": level}]}, {level: [{level: True}]}],
            "metadata": [{"sent": {"by": level}}],
            "stub_custom_actions": {"action_a": {"responses": [{"text": level}]}},
        }
        for level in given
    }
    steps = [{"test_case": "one", "fixtures": ["who", *given], "metadata": "sent", "steps": [{"user": "hi"}]}]
    (tmp_path / "conftest.yml").write_text(yaml.safe_dump(shared["root"]))
    (tmp_path / "topic" / "conftest.yml").write_text(yaml.safe_dump(shared.get("folder", {})))
    path = folder / "case.yml"
    path.write_text(yaml.safe_dump({**shared.get("file", {}), "test_cases": steps}))
    (script,) = read_scripts(path, tmp_path)
    assert isinstance(script, Script)
    strongest = given[-1]
    assert script.slots == {"name": strongest, **dict.fromkeys(given, True)}
    assert script.steps[0].metadata == {"by": strongest}
    assert script.stubs["action_a"].responses == ({"text": strongest},)


def test_invariants_of_a_folder_can_be_switched_off_below_it(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "conftest.yml").write_text("invariants: [no_dead_end, {reading_grade: 6}]\n")
    (tmp_path / "inner" / "conftest.yml").write_text(
        "invariants: [{no_dead_end: false}, {reading_grade: 8}]\n"
    )
    path = tmp_path / "inner" / "case.yml"
    path.write_text(case("      - user: hi\n"))
    (script,) = read_scripts(path, tmp_path)
    assert isinstance(script, Script)
    assert script.invariants == {"no_error": True, "no_dead_end": False, "reading_grade": 8}


GOOD = [case("      - user: order\n" + step) for step in HOLDS]
BAD = [
    "tests: []\n",
    case("      - usr: hello\n"),
    case("      - user: hello\n        assertions: []\n"),
    case("      - user: hello\n        assertions: [{level: none, entry: x}]\n"),
    case("      - user: hello\n        assertions: [{bot_uttered: {}}]\n"),
    case("      - user: hello\n        assertions: [{slot_was_set: [{value: 3}]}]\n"),
    case("      - user: hello\n        assertions: [{reading_grade_at_most: low}]\n"),
    case("      - user: hello\n        assertion_order_enabled: maybe\n"),
    case("      - user: hello\n", of_case="    fixture: [a]\n"),
    case("      - user: hello\n", head="stub_custom_actions:\n  action_a: {response: []}\n"),
]


@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_the_schema_and_the_reader_agree(scripts: Read, text: str) -> None:
    broken = any(isinstance(script, Broken) for script in scripts(text))
    refused = bool(list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(yaml.safe_load(text))))
    assert (broken, refused) == ((text in BAD),) * 2
