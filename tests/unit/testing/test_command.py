"""What `companion test` does around pytest: which tests, which sample, and how far it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from companion.errors import CompanionError
from companion.reply import Reply
from companion.testing import command
from companion.testing.assistant import Assistant
from companion.testing.heard import Heard
from companion.testing.inventory import Inventory
from companion.testing.perturbing import PERTURBATIONS, perturb, sampled, told
from companion.testing.script import Broken, Check, Script, Step

Read = Callable[..., list[Script | Broken]]
SCRIPTS = [Script(str(n), Path("a.yml"), n, (Step("my tooth was knocked out", n),)) for n in range(30)]


def test_a_sample_is_the_same_for_a_seed_and_in_the_order_of_the_tests() -> None:
    some = sampled(SCRIPTS, 8, seed=3)
    assert some == sampled(SCRIPTS, 8, seed=3)
    assert some != sampled(SCRIPTS, 8, seed=4)
    assert [script.line for script in some] == sorted(script.line for script in some)
    assert len(some) == 8


@pytest.mark.parametrize("most", [None, 30, 400])
def test_a_sample_of_all_is_all(most: int | None) -> None:
    assert sampled(SCRIPTS, most) == SCRIPTS


class Deaf(Assistant):
    """Hears danger in small letters only."""

    def inventory(self) -> Inventory:
        return Inventory()

    def close(self) -> None: ...

    def _start(self, script: Script) -> Heard:
        return Heard(None)

    def _answer(self, step: Step, script: Script) -> Heard:
        heard = "knocked out" in step.text
        reply = Reply("Act now.", entry="knocked-out-tooth" if step.text[0].islower() else "other")
        return Heard(step.text, replies=(reply,), level="emergency" if heard else "none")

    def _forget(self) -> None: ...


def test_a_level_that_drops_is_told_apart_from_another_entry() -> None:
    went: list[tuple[str, int, int]] = []
    outcomes = {one.name: one for one in perturb(SCRIPTS[:2], Deaf(), lambda *step: went.append(step))}
    assert set(outcomes) == set(PERTURBATIONS)
    assert len(outcomes["upper case"].drops) == 2
    assert not outcomes["lower case"].turns
    assert len(outcomes["something before"].moved) == 2
    assert not outcomes["something before"].drops
    assert went[:3] == [("as it is", 0, 2), ("as it is", 1, 2), ("typos", 0, 2)]
    lines = told(outcomes.values())
    assert any(line.split() == ["upper", "case", "2", "2", "0"] for line in lines)
    assert "a.yml:0 upper case: emergency becomes none" in "\n".join(lines)


@pytest.mark.parametrize(("allowed", "drops"), [("emergency", 1), (["emergency", "none"], 0), ("urgent", 1)])
def test_a_drop_is_below_what_the_test_allows(allowed: object, drops: int) -> None:
    step = Step("my tooth was knocked out", 1, (Check("level", allowed, 2),))
    outcomes = {one.name: one for one in perturb([replace(SCRIPTS[0], steps=(step,))], Deaf())}
    assert len(outcomes["upper case"].drops) == drops


def test_a_level_that_stays_low_is_told_once() -> None:
    steps = (SCRIPTS[0].steps[0], Step("it is still knocked out and bleeding", 2))
    outcomes = {one.name: one for one in perturb([replace(SCRIPTS[0], steps=steps)], Deaf())}
    assert len(outcomes["upper case"].drops) == 1


def test_short_messages_are_choices_and_stay(capsys: pytest.CaptureFixture[str]) -> None:
    short = replace(SCRIPTS[0], steps=(Step("tell me more", 1), Step("أسناني تؤلمني كثيرا جدا", 2)))
    assert all(not outcome.turns for outcome in perturb([short], Deaf()))


def test_progress_is_one_line_on_a_terminal_and_one_a_way_in_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for done in range(3):
        command._show_progress("typos", done, 3)
    shown = capsys.readouterr().err
    assert "\n" not in shown
    assert "typos: 2 of 3" in shown
    assert shown.endswith(f"\r{'':<60}\r")
    for done in range(3):
        command._tell_progress("typos", done, 3)
    assert capsys.readouterr().err == "typos (3 test cases)\n"


def test_tests_of_a_folder_are_read_with_what_they_share(tmp_path: Path) -> None:
    (tmp_path / "conftest.yml").write_text("fixtures:\n  - a: [{x: 1}]\n")
    (tmp_path / "shortfalls.yml").write_text("[]\n")
    (tmp_path / "inner").mkdir()
    text = "test_cases:\n  - test_case: one\n    fixtures: [a]\n    steps: [{user: hi}]\n"
    (tmp_path / "inner" / "b.yml").write_text(text)
    for place in (tmp_path, tmp_path / "inner", tmp_path / "inner" / "b.yml"):
        (script,) = command.read([place])
        assert script.slots == {"x": 1}


def test_a_test_that_cannot_be_read_stops_what_needs_them_all(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("test_cases: [{steps: []}]\n")
    with pytest.raises(CompanionError, match=r"b\.yml:1"):
        command.read([tmp_path])
    with pytest.raises(CompanionError, match="nowhere: is not there"):
        command.read([tmp_path / "nowhere"])


def test_a_run_without_a_path_plays_tests_and_triage_rules() -> None:
    assert command.everything(None) == [Path("tests/conversations"), Path("content/triage")]
    assert command.everything("bot") == [Path("bot/tests")]
