"""NLU data: one file an intent, a header that says what it means, no sentence in two intents."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from companion.yaml import read_yaml

ENOUGH = 25
WEIGHTY = {
    "report_symptom": 40,
    "report_injury": 40,
    "want_procedure": 40,
    "express_feeling": 40,
    "out_of_scope": 150,
}


def test_one_file_per_intent_named_after_it(root: Path) -> None:
    for path in root.glob("data/nlu/*.yml"):
        blocks = read_yaml(path)["nlu"]
        assert [block["intent"] for block in blocks] == [path.stem], path.name


def test_header_says_what_the_intent_is_and_what_it_is_not(root: Path) -> None:
    for path in root.glob("data/nlu/**/*.yml"):
        head = path.read_text(encoding="utf-8").split("version:")[0]
        assert re.match(r"# [A-Z\"].+\.\n(# .+\n)+", head), path.name


def test_domain_and_files_name_the_same_intents(examples: dict[str, list[str]], intents: list[str]) -> None:
    assert sorted(examples) == sorted(intents)


def test_enough_examples(examples: dict[str, list[str]]) -> None:
    few = {name: len(said) for name, said in examples.items() if len(said) < WEIGHTY.get(name, ENOUGH)}
    assert few == {}


def test_no_example_twice(examples: dict[str, list[str]], plain: Callable[[str], str]) -> None:
    found = defaultdict(list)
    for name, said in examples.items():
        for text in said:
            found[plain(text)].append((name, text))
    assert [where for where in found.values() if len({name for name, _ in where}) > 1] == []


def test_every_header_names_real_intents(root: Path, intents: list[str]) -> None:
    for path in root.glob("data/nlu/*.yml"):
        head = path.read_text(encoding="utf-8").split("version:")[0]
        named = {name for group in re.findall(r"\(([a-z_, ]+)\)", head) for name in group.split(", ")}
        assert {name for name in named if "_" in name} <= {*intents}, path.name


def test_entities_have_a_file_and_are_marked_in_examples(root: Path) -> None:
    entities = read_yaml(root / "domain/entities.yml")["entities"]
    assert sorted(path.stem for path in root.glob("data/nlu/entities/*.yml")) == sorted(entities)
    text = "".join(path.read_text(encoding="utf-8") for path in root.glob("data/nlu/*.yml"))
    for entity in entities:
        # Rasa's RegexEntityExtractor only looks for entities that some example marks, at least twice.
        assert text.count(f"]({entity})") >= 2, entity


def test_synonyms_are_words_of_the_lookup(root: Path) -> None:
    for path in root.glob("data/nlu/entities/*.yml"):
        blocks = read_yaml(path)["nlu"]
        words = {line[2:] for b in blocks if "lookup" in b for line in b["examples"].splitlines()}
        meant = [line[2:] for b in blocks if "synonym" in b for line in b["examples"].splitlines()]
        assert {*meant} <= words, path.name
        assert len(meant) == len({*meant}), path.name


def test_messages_kept_apart_are_not_training_examples(
    root: Path, examples: dict[str, list[str]], intents: list[str], plain: Callable[[str], str]
) -> None:
    """in_scope.jsonl: plain questions that were looked at; unseen.jsonl: hard ones that never were."""
    known = {plain(text) for said in examples.values() for text in said}
    for name, least in (("in_scope", 150), ("unseen", 90)):
        lines = (root / f"tests/data/{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert len(rows) >= least
        assert {row["intent"] for row in rows} <= {*intents}
        assert [row["text"] for row in rows if plain(row["text"]) in known] == []
