"""A name that is not there is told, with the nearest ones; a test cannot pass for a slip of the pen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.errors import CompanionError
from companion.testing.inventory import Inventory
from companion.testing.names import check_names
from companion.testing.script import Broken, Script

Read = Callable[..., list[Script | Broken]]
THERE = Inventory(
    intents=("ask",),
    slots=("table",),
    actions=("action_order",),
    responses={"utter_greet": ("Hello.",)},
    entries=("bleeding-gums",),
)
HEAD = "test_cases:\n  - test_case: one\n    steps:\n      - user: hi\n        assertions:\n          - "


@pytest.mark.parametrize(
    "assertion",
    [
        "entry: [bleeding-gums, bleeding-gum]",
        "kind: [card, crad]",
        "level: emergancy",
        "destination: dentist-now",
        "intent: [ask, aks]",
        "bot_did_not_utter: {utter_name: utter_gret}",
        "slot_was_not_set: [{name: tabel}]",
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_line(scripts: Read, assertion: str) -> None:
    (script,) = scripts(HEAD + assertion + "\n")
    assert isinstance(script, Script)
    with pytest.raises(CompanionError, match=r"case\.yml:6: there is no .+\n  near it: ") as error:
        check_names(script, THERE, own=True)
    assert "crad" not in str(error.value) or "near it: card" in str(error.value)


@pytest.mark.parametrize(
    "assertion",
    [
        "entry: null",
        "entry: [bleeding-gums, null]",
        "level: [urgent, none]",
        "destination: null",
        "intent: [nlu_fallback, out_of_scope]",
        "bot_uttered: {utter_name: utter_gret}",  # fails by itself, with the nearest response
        "bot_did_not_utter: {text_matches: anything}",
    ],
)
def test_what_is_there_and_what_fails_by_itself_is_left_alone(scripts: Read, assertion: str) -> None:
    (script,) = scripts(HEAD + assertion + "\n")
    assert isinstance(script, Script)
    check_names(script, THERE, own=True)


def test_fixtures_and_stubs_name_what_is_there(scripts: Read) -> None:
    case = "test_cases:\n  - test_case: one\n    fixtures: [a]\n    steps: [{user: hi}]\n"
    for shared, words in (
        ("fixtures: [{a: [{tabel: 1}]}]\n", 'no slot "tabel"'),
        ("fixtures: [{a: []}]\nstub_custom_actions: {action_oder: {}}\n", 'no action "action_oder"'),
    ):
        (script,) = scripts(shared + case)
        assert isinstance(script, Script), script.complaint
        with pytest.raises(CompanionError, match=words):
            check_names(script, THERE, own=False)
