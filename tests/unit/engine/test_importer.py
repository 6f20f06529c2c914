"""Content is training data: a new entry needs no rule, story or code."""

from __future__ import annotations

from pathlib import Path

from companion.engine import slim

with slim.silenced(), slim.lean():
    from rasa.shared.importers.importer import TrainingDataImporter

    from companion.content import read_entries
    from companion.engine.importer import ContentImporter

ROOT = Path(__file__).parents[3]


def test_every_question_and_title_is_an_example_of_ask() -> None:
    data = ContentImporter(str(ROOT / "config.yml")).get_nlu_data()
    said = {example.get("text") for example in data.intent_examples}
    for entry in read_entries(ROOT):
        assert {*entry.questions, entry.title} <= said
    assert {example.get("intent") for example in data.intent_examples} == {"ask"}


def test_a_change_to_content_changes_rasas_training_fingerprint() -> None:
    importer = ContentImporter(str(ROOT / "config.yml"))
    data = importer.get_nlu_data()
    again = importer.get_nlu_data()
    assert data.fingerprint() == again.fingerprint()
    again.training_examples[0].set("text", "something else")
    assert data.fingerprint() != again.fingerprint()


def test_rasa_finds_it_through_the_config() -> None:
    with slim.silenced():
        importer = TrainingDataImporter.load_from_config(
            str(ROOT / "config.yml"), str(ROOT / "domain"), [str(ROOT / "data")]
        )
        examples = importer.get_nlu_data().intent_examples
    intents = {example.get("intent") for example in examples}
    assert {"ask", "greet", "report_symptom"} <= intents
    assert sum(example.get("intent") == "ask" for example in examples) > 1000
