"""Reading the evaluation data, and what is true of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from companion.content import read_entries
from companion.engine.nlu.affect import NONE
from companion.errors import DataError
from companion.evaluation import rows
from companion.reply import LEVELS
from companion.testing import sentences
from companion.testing.sentences import plain
from companion.yaml import read_yaml

ROOT = Path(__file__).parents[3]
DATA = ROOT / rows.FOLDER
QUESTIONS = ("questions.jsonl", "questions-later.jsonl")
SHORT = 3  # a turn of so many words, "hi", may open any conversation


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text('{"text": "a", "intent": "ask"}\nnothing\n', "utf-8")
    with pytest.raises(DataError, match=r"cases\.jsonl:2: is not a JSON object"):
        rows.said(path, "intent")


@pytest.mark.parametrize("line", ['{"text": "a"}', '["text", "intent-less"]', '"text"', "3"])
def test_a_line_without_its_keys_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(DataError, match=r"cases\.jsonl:1"):
        rows.said(path, "intent")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        rows.outside(tmp_path / "none.jsonl")


def test_other_peoples_rows(tmp_path: Path) -> None:
    path = tmp_path / "real.jsonl"
    row = {"id": "1", "text": "a", "level_1": "soon", "level_2": "routine", "alt_1": "urgent", "alt_2": None}
    path.write_text(json.dumps(row) + "\n", "utf-8")
    (vignette,) = rows.real(path)
    assert (vignette.turns, vignette.levels, vignette.alternatives) == (
        ("a",),
        ("soon", "routine"),
        ("urgent",),
    )


def test_small_talk_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "outside.jsonl"
    path.write_text('{"text": "a", "small_talk": true}\n{"text": "b", "small_talk": false}\n', "utf-8")
    assert rows.outside(path) == ["b"]


def test_questions_lead_to_entries_of_every_topic() -> None:
    entries = {entry.id: entry.topic for entry in read_entries(ROOT)}
    questions = rows.questions(DATA / "questions.jsonl")
    assert len(questions) >= 200
    assert {id_ for question in questions for id_ in question.entries} <= entries.keys()
    assert {entries[question.entries[0]] for question in questions} == set(entries.values())


def test_every_intent_and_feeling_is_there() -> None:
    intents = read_yaml(ROOT / "domain/intents.yml")["intents"]
    messages = Counter(case.label for case in rows.said(DATA / "intents.jsonl", "intent"))
    assert messages.total() >= 250
    assert messages.keys() == {*intents} - {"nlu_fallback"}
    assert min(messages.values()) >= 4
    felt = Counter(case.label for case in rows.said(DATA / "feelings.jsonl", "feeling"))
    assert felt.total() >= 150
    assert felt.keys() == {path.stem for path in (ROOT / "data/feelings").glob("*.yml")}
    assert felt[NONE] >= 50


def test_enough_from_elsewhere_and_vignettes_of_every_level() -> None:
    assert len(rows.outside(DATA / "outside.jsonl")) >= 100
    vignettes = rows.vignettes(DATA / "vignettes.jsonl")
    assert len(vignettes) >= 120
    assert len({vignette.id for vignette in vignettes}) == len(vignettes)
    assert {level for vignette in vignettes for level in vignette.levels} == {*LEVELS}
    assert {level for vignette in vignettes for level in vignette.alternatives} <= {*LEVELS}


def test_nothing_was_learned_by_heart() -> None:
    """No message of the evaluation is in what anything was trained on, word for word."""
    seen = {plain(text) for text in _training()}
    told = [q.text for name in QUESTIONS for q in rows.questions(DATA / name)]
    told += [case.text for case in rows.said(DATA / "intents.jsonl", "intent")]
    told += [case.text for case in rows.said(DATA / "feelings.jsonl", "feeling")]
    told += rows.outside(DATA / "outside.jsonl")
    turns = [turn for vignette in rows.vignettes(DATA / "vignettes.jsonl") for turn in vignette.turns]
    told += [turn for turn in turns if len(turn.split()) > SHORT]
    assert [text for text in told if plain(text) in seen] == []


def _training() -> list[str]:
    feelings = [said for path in (ROOT / "data/feelings").glob("*.yml") for said in read_yaml(path)["says"]]
    labelled = [*(ROOT / "data/triage").glob("*.jsonl"), *(ROOT / "data/asked").glob("*.jsonl")]
    told = [text for path in labelled for text in _strings(path)]
    found = [*sentences.examples(ROOT), *sentences.questions(ROOT)]
    rules = [*sentences.triage(ROOT, "says"), *sentences.triage(ROOT, "never")]
    turns = [turn for rule in rules for turn in re.split(r"\s*\|\|\s*", rule.text)]
    return [*(sentence.text for sentence in found), *turns, *feelings, *told]


def _strings(path: Path) -> list[str]:
    """Every text in a JSON Lines file, however deep."""

    def inside(value: object) -> list[str]:
        if isinstance(value, str):
            return [value]
        values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [text for one in values for text in inside(one)]

    return [text for line in path.read_text("utf-8").splitlines() for text in inside(json.loads(line))]
