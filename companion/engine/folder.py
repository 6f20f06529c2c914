"""A trained model as a plain folder: loads faster than an archive, and every file has a digest."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

from rasa.engine.graph import GraphModelConfiguration
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.shared.core.domain import Domain

from companion.engine.packaged import NODE, PackagedDomain, write_domain
from companion.errors import BuildError

_METADATA = "metadata.json"
_DIGESTS = "digests.json"
REBUILD = "run `companion build`, which makes it anew"


class FolderStorage(LocalModelStorage):
    """Rasa's storage on disk; the package it makes is a folder instead of a tar archive."""

    def package(self, target: Path, configuration: GraphModelConfiguration, domain: Domain) -> ModelMetadata:
        """Write components, metadata and digests to `target`, which must not exist."""
        shutil.copytree(self._storage_path, target / "components")
        write_domain(target / "components", domain)
        nodes = configuration.predict_schema.nodes
        nodes[NODE] = replace(nodes[NODE], uses=PackagedDomain)
        metadata = self._create_model_metadata(domain, configuration)
        (target / _METADATA).write_text(json.dumps(metadata.as_dict()), encoding="utf-8")
        (target / _DIGESTS).write_text(json.dumps(_digests(target)), encoding="utf-8")
        return metadata


def open_model(folder: Path) -> tuple[FolderStorage, ModelMetadata]:
    """The storage and metadata of a packaged model. Raises BuildError naming a damaged file."""
    try:
        expected = json.loads((folder / _DIGESTS).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BuildError(str(folder / _DIGESTS), f"cannot be read ({error})", REBUILD) from error
    found = _digests(folder)
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise BuildError(str(folder / name), "this part of the model is damaged", REBUILD)
    row = json.loads((folder / _METADATA).read_text(encoding="utf-8"))
    return FolderStorage(folder / "components"), ModelMetadata.from_dict(row)


def _digests(folder: Path) -> dict[str, str]:
    """A digest of every file below the folder, by relative path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _DIGESTS
    }
