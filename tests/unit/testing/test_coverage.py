"""What is counted as reached, and what a minimum says."""

from __future__ import annotations

import json
from pathlib import Path

from companion.reply import Reply
from companion.testing.coverage import Coverage, shortages, total_percent
from companion.testing.heard import Event, Heard
from companion.testing.inventory import Inventory, RuleSteps
from companion.testing.showing import table, write_html, write_json

INVENTORY = Inventory(
    intents=("ask", "greet"),
    actions=("action_answer",),
    rules={"answer": RuleSteps("ask", ("action_answer",)), "greet": RuleSteps("greet", ("utter_greet",))},
    entries=("bleeding-gums",),
)
TURN = Heard(
    "why do gums bleed",
    replies=(Reply("Because.", entry="bleeding-gums"),),
    events=(Event("action", "action_screen", None, 0), Event("action", "action_answer", None, 1)),
    ranking=(("ask", 0.9),),
)


def reached() -> Coverage:
    coverage = Coverage()
    coverage.add(TURN, INVENTORY)
    coverage.played["one"] = 1
    return coverage


def test_a_turn_reaches_its_intent_rule_action_and_entry() -> None:
    rows = {row.kind: (row.reached, row.total, row.missing) for row in reached().rows(INVENTORY)}
    assert rows == {
        "intents": (1, 2, ("greet",)),
        "actions": (1, 1, ()),
        "rules": (1, 2, ("greet",)),
        "content entries": (1, 1, ()),
    }


def test_what_workers_reach_is_added_up() -> None:
    coverage = Coverage()
    coverage.merge(json.loads(json.dumps(reached().as_dict())))
    coverage.merge(Coverage({"intents": {"greet"}}, {"one": 1, "two": 2}).as_dict())
    assert (coverage.cases, coverage.turns) == (2, 3)
    assert coverage.names["intents"] == {"ask", "greet"}


def test_the_inventory_travels_as_json() -> None:
    assert Inventory.from_dict(json.loads(json.dumps(INVENTORY.as_dict()))) == INVENTORY


def test_a_minimum_names_what_is_missing() -> None:
    rows = reached().rows(INVENTORY)
    (line,) = shortages(rows, {"rules": 100, "actions": 100})
    assert "50.0%" in line
    assert "greet" in line
    assert "there is no" in shortages(rows, {"ruels": 1})[0]


def test_reports(tmp_path: Path) -> None:
    rows = reached().rows(INVENTORY)
    assert any("greet" in line for line in table(rows, reached(), whole=True))
    assert not any("greet" in line for line in table(rows, reached(), whole=False))
    write_json(tmp_path / "a" / "c.json", rows, reached())
    assert json.loads((tmp_path / "a" / "c.json").read_text())["percent"] == round(total_percent(rows), 1)
    write_html(tmp_path / "c.html", rows, reached())
    assert "<li>greet</li>" in (tmp_path / "c.html").read_text()
