"""Rasa's message processor on a packaged model folder and the ordered runner."""

from __future__ import annotations

from pathlib import Path

from rasa.core.lock_store import InMemoryLockStore
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.processor import MessageProcessor
from rasa.engine.graph import ExecutionContext
from rasa.engine.runner.interface import GraphRunner
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain

from companion.engine.folder import REBUILD, open_model
from companion.engine.inprocess import InProcessActions
from companion.engine.runner import OrderedRunner
from companion.engine.tracker import FlatTrackerStore
from companion.errors import BuildError, CompanionError


class Processor(MessageProcessor):
    """Loads from a folder; everything a turn needs is in this process."""

    def __init__(self, folder: Path, actions: InProcessActions) -> None:
        generator = TemplatedNaturalLanguageGenerator({})
        super().__init__(
            model_path=folder,
            tracker_store=FlatTrackerStore(),
            lock_store=InMemoryLockStore(),  # ours is in Companion; Rasa wants one to be there
            generator=generator,
            action_endpoint=actions,
        )
        self.tracker_store.domain = self.domain
        generator.responses = self.domain.responses
        _check_actions(self.domain, actions)

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, GraphRunner]:
        folder = Path(model_path)
        storage, metadata = open_model(folder)
        schema = metadata.predict_schema
        context = ExecutionContext(graph_schema=schema, model_id=metadata.model_id)
        try:
            runner = OrderedRunner.create(schema, storage, context)
        except CompanionError:
            raise
        except Exception as error:
            # Rasa wraps whatever a component raised; the person needs the file and the command.
            cause = error.__cause__
            if isinstance(cause, CompanionError):
                raise cause from error
            raise BuildError(str(folder), f"the model does not load ({error})", REBUILD) from error
        return folder.name, metadata, runner


def _check_actions(domain: Domain, actions: InProcessActions) -> None:
    """Every custom action that the domain names has to be there before anybody is answered."""
    for name in domain.user_actions:
        if name not in actions.names and not name.startswith("utter_"):
            raise CompanionError(
                "domain/actions.yml",
                f'the action "{name}" is not in the package actions/',
                "write it there, or take the name out of the domain",
            )
