"""Rules: they read as sentences, name what exists, and no two of them answer the same message."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_rules_read_as_sentences_and_are_unique(rules: list[Any]) -> None:
    names = [rule.name for rule in rules]
    assert len(names) == len({*names})
    assert [name for name in names if len(name.split()) < 4 or "_" in name] == []


def test_rules_name_intents_of_the_domain(rules: list[Any], intents: list[str]) -> None:
    named = {intent for rule in rules for intent in rule.intents}
    assert named - {*intents, "nlu_fallback"} == set()


def test_every_utterance_exists_and_every_response_is_used(
    root: Path, rules: list[Any], responses: dict[str, list[Any]]
) -> None:
    uttered = {action for rule in rules for action in rule.actions if action.startswith("utter_")}
    assert uttered <= responses.keys()
    angled = (rule for rule in rules if "action_angle" in rule.actions)  # it falls back to utter_<intent>
    uttered |= {f"utter_{intent}" for rule in angled for intent in rule.intents}
    code = "".join(path.read_text(encoding="utf-8") for path in root.glob("actions/*.py"))
    assert [name for name in responses.keys() - uttered if f'"{name}"' not in code] == []


def test_a_simple_intent_has_one_rule(rules: list[Any]) -> None:
    # A rule that begins with an action is about what came before, and wins over the simple one.
    simple = [rule.intents[0] for rule in rules if len(rule.intents) == len(rule.actions) == 1]
    assert len(simple) == len({*simple})
