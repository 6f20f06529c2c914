"""From where on a share is a problem: floors for what a training moves, none for danger."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from companion.testing.rates import EACH, EXAMPLES, FLOORS, SAYS, Rate, Report, Theft, lacking, told
from companion.testing.sentences import Sentence


def theft(number: int, owner: str = "thank", danger: bool = False) -> Theft:
    return Theft(Sentence(f"text {number}", owner, f"data/nlu/{owner}.yml:{number}"), "greet", danger)


def problems(rate: Rate) -> list[str]:
    return list(lacking(rate, Path()))


def test_a_few_that_a_training_moves_are_none() -> None:
    owners = Counter({"thank": 50, "ask": 950})
    assert problems(Rate(EXAMPLES, owners, tuple(theft(n) for n in range(5)))) == []


def test_an_owner_that_loses_more_than_its_share_is_told_with_each_sentence() -> None:
    owners = Counter({"thank": 50, "ask": 950})
    found = problems(Rate(EXAMPLES, owners, tuple(theft(n) for n in range(6))))
    assert found[0] == f"{EXAMPLES}: thank lost 6 of 50; {EACH[EXAMPLES]:g}% must be its own"
    assert found[1] == 'data/nlu/thank.yml:0: "text 0" (thank) is taken for greet'
    assert len(found) == 7


def test_many_small_losses_fall_below_the_floor_of_all() -> None:
    owners = Counter({f"intent-{n}": 20 for n in range(20)})
    thefts = tuple(theft(n, f"intent-{n}") for n in range(20))
    (found,) = problems(Rate(EXAMPLES, owners, thefts))
    assert f"95.0% recognised, {FLOORS[EXAMPLES]:g}% asked for" in found
    assert "intent-0 for greet 1 times" in found


def test_one_danger_is_too_many() -> None:
    owners = Counter({"ask": 5000})
    assert len(problems(Rate(EXAMPLES, owners, (theft(1, "ask", danger=True),)))) == 1
    assert problems(Rate(SAYS, Counter({"heavy": 20}), (theft(1, "heavy", danger=True),)))


def test_the_report_as_json_names_every_lost_sentence() -> None:
    rate = Rate(EXAMPLES, Counter({"thank": 50}), (theft(1),))
    row = Report((rate,), ()).as_dict(Path())
    assert row["rates"] == {EXAMPLES: 98.0}
    lost = {"text": "text 1", "owner": "thank", "thief": "greet", "where": "data/nlu/thank.yml:1"}
    assert row["lost"][EXAMPLES] == [lost]


def test_the_report_lists_thieves_by_pair() -> None:
    rate = Rate(EXAMPLES, Counter({"thank": 50}), (theft(1), theft(2)))
    lines = told(Report((rate,), ("a problem",)))
    assert lines[0].split() == ["training", "examples", "48", "of", "50", "96.0%", "(least", "99%)"]
    assert lines[1:] == ["    thank taken for greet: 2", "problems: 1", "a problem"]
