"""The domain of a packaged model, from JSON: Rasa reads and validates its YAML anew at each start,
which takes longer than all the rest of loading a model. It was validated when it was trained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain

NODE = "domain_provider"  # Rasa's name for the graph node and its files
_FILE = "domain.json"


class PackagedDomain(GraphComponent):
    """Stands in the prediction graph where Rasa has its DomainProvider."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> PackagedDomain:
        """Read what `write_domain` wrote."""
        with model_storage.read_from(resource) as folder:
            row = json.loads((Path(folder) / _FILE).read_text(encoding="utf-8"))
        return cls(Domain.from_dict(row))

    def provide_inference(self) -> Domain:
        """The domain."""
        return self._domain


def write_domain(folder: Path, domain: Domain) -> None:
    """Keep the domain for PackagedDomain below the components folder of a model."""
    text = json.dumps(domain.as_dict())
    (folder / NODE / _FILE).write_text(text, encoding="utf-8")
