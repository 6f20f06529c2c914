"""What a run keeps: each script played once, what was reached, and what workers hand over."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from companion.errors import CompanionError
from companion.reply import Reply
from companion.testing.assistant import Assistant
from companion.testing.heard import Heard
from companion.testing.inventory import Inventory
from companion.testing.script import Script, Step
from companion.testing.stage import SENTENCES, Stage


class Echo(Assistant):
    """Answers with the entry that is named."""

    def inventory(self) -> Inventory:
        return Inventory(entries=("bleeding-gums", "brushing"))

    def close(self) -> None: ...

    def _start(self, script: Script) -> Heard:
        return Heard(None)

    def _answer(self, step: Step, script: Script) -> Heard:
        return Heard(step.text, replies=(Reply("Yes.", entry=step.text),))

    def _forget(self) -> None: ...


def stage(assistant: Any = None, **options: Any) -> Stage:
    made = Stage(SimpleNamespace(getoption=options.get))
    if assistant:
        made._assistant, made.inventory = assistant, assistant.known()
    return made


def script(name: str, text: str) -> Script:
    return Script(name, Path("a.yml"), 1, (Step(text, 2),))


def test_a_script_is_played_once_for_itself_and_its_transcript() -> None:
    one = stage(Echo())
    assert one.play(script("a", "brushing")) is one.play(script("a", "brushing"))
    assert (one.coverage.cases, one.coverage.turns) == (1, 1)
    (row,) = one.rows()
    assert (row.kind, row.reached, row.missing) == ("content entries", 1, ("bleeding-gums",))


def test_workers_add_up() -> None:
    first, second, whole = stage(Echo()), stage(Echo()), stage()
    first.play(script("a", "brushing"))
    second.play(script("b", "bleeding-gums"))
    for worker in (first, second):
        worker.minima = {"content entries": 100}
        worker.sentences = {"heavy says: x", "heavy never: y"}
    first.heard, second.heard = {"heavy says: x"}, set()
    second.complete = True
    for worker in (first, second):
        whole.merge(json.loads(json.dumps(worker.as_dict())))
    rows = {row.kind: row for row in whole.rows()}
    assert rows["content entries"].percent == 100
    assert rows[SENTENCES].missing == ("heavy never: y",)
    assert whole.complete
    assert whole.minima == {"content entries": 100}


def test_sentences_are_counted_only_where_they_were_collected() -> None:
    assert SENTENCES not in {row.kind for row in stage(Echo()).rows()}


def test_an_assistant_that_does_not_load_is_told_by_every_test() -> None:
    broken = stage(rasa_project="nowhere")
    with pytest.raises(CompanionError, match="is missing") as first:
        broken.play(script("a", "x"))
    with pytest.raises(CompanionError) as second:
        broken.play(script("b", "x"))
    assert first.value is second.value
    assert broken.rows() == []
