"""Every rule's own sentences: what must set it off, and what must never."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.triage import Assessment, Case, Rule, Screen
from companion.triage.rule import read_rules
from companion.yaml import read_yaml

ROOT = Path(__file__).parents[3]
RULES = read_rules(ROOT)


def assess(screen: Screen, sentence: str) -> Assessment:
    """The assessment after all turns of a sentence; turns are separated by "||"."""
    case = Case()
    for turn in sentence.split("||"):
        assessment = screen.assess(case, screen.read(turn.strip()))
        case = assessment.case
    return assessment


def sentences(kind: str) -> list[object]:
    return [
        pytest.param(rule, sentence, id=f"{rule.name}: {sentence}")
        for rule in RULES.values()
        for sentence in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("rule", "sentence"), sentences("says"))
def test_says(screen: Screen, rule: Rule, sentence: str) -> None:
    assert rule.name in {finding.rule for finding in assess(screen, sentence).findings}


@pytest.mark.parametrize(("rule", "sentence"), sentences("never"))
def test_never(screen: Screen, rule: Rule, sentence: str) -> None:
    assert rule.name not in {finding.rule for finding in assess(screen, sentence).findings}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)
def test_rule_is_whole(rule: Rule) -> None:
    assert len(rule.says) >= 8, f"{rule.path}: needs 8 `says` sentences or more"
    assert len(rule.never) >= 5, f"{rule.path}: needs 5 `never` sentences or more"
    assert rule.source in read_yaml(ROOT / "content/sources.yml"), f"{rule.path}: unknown source"
    assert list(ROOT.glob(f"content/*/{rule.entry}.md")), f"{rule.path}: no entry {rule.entry}"


def test_no_sentence_is_in_two_rules_of_one_kind() -> None:
    seen: dict[str, str] = {}
    for rule in RULES.values():
        for sentence in rule.says:
            assert seen.setdefault(sentence, rule.name) == rule.name, sentence
