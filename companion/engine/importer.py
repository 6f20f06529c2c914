"""Training data from content: every entry's sample questions are examples of the intent `ask`.

config.yml names ContentImporter beside Rasa's own file importer, so that `rasa train`, `rasa test`
and the companion's build see the same data, and a new entry needs no rule, story or code.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from companion.content import read_entries
from companion.engine import project

INTENT = "ask"


class ContentImporter(TrainingDataImporter):
    """Reads content/ beside the config file. The examples enter Rasa's training fingerprint."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **kwargs: Any,
    ) -> None:
        self._root = Path(config_file).resolve().parent if config_file else project.root()

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """One example for each sample question and each title, in a fixed order."""
        said: dict[str, None] = {}
        for entry in read_entries(self._root):
            for text in (*entry.questions, entry.title):
                said.setdefault(text)
        return TrainingData([Message.build(text=text, intent=INTENT) for text in said])

    def get_domain(self) -> Domain:
        """Nothing: the domain is the file importer's."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """Nothing: one rule answers every entry."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """Nothing."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Nothing: the configuration is the file importer's."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """Nothing to fill in."""
        return None
