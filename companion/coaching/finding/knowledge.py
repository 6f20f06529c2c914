"""Knowledge: what labelled questions tell of new ones, as examples and as a classifier, kept by a build."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from companion.coaching.finding.asked import Asked, read
from companion.coaching.finding.classifier import Classifier, texts
from companion.coaching.finding.examples import Examples, place
from companion.coaching.finding.teaching import learn
from companion.content import Store
from companion.content.learning import Floats
from companion.content.vectors import VectorCache
from companion.errors import BuildError
from companion.replacement import replacing

_FOLDER = "asked"  # in the cache, of their sentence vectors


@dataclass(frozen=True, eq=False)
class Knowledge:
    """Both of them. Who learns or measures takes such as have not met the file of a question."""

    examples: Examples
    classifier: Classifier

    @classmethod
    def load(cls, path: Path) -> Knowledge:
        """What `build` wrote. Raises BuildError."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as data:
                found = {name: data[name] for name in data.files}
            said, talk, weights = (found[name].astype(np.float32) for name in ("said", "talk", "weights"))
            return cls(Examples(said, talk, found["answers"], found["files"]), Classifier(weights))
        except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile) as error:
            raise BuildError(str(path), f"it cannot be read ({error})", "run `companion build`") from error


def build(root: Path, store: Store, target: Path, progress: Callable[[int, int], None] | None = None) -> Path:
    """Place the questions of data/asked among a store's answers, learn from them, keep both at `target`."""
    files = [*read(root, store).values()]
    asked = [one for listed in files for one in listed]
    known = vectors(asked, target.parent)
    classifier = learn(asked, store, known, progress)
    arrays = {**vars(place(files, store, known)), **vars(classifier)}
    halves = {
        name: part.astype(np.float16) if part.dtype == np.float32 else part for name, part in arrays.items()
    }
    with replacing(target) as draft, draft.open("wb") as file:
        np.savez(file, **halves)
    return target


def vectors(asked: Iterable[Asked], cache: Path) -> Mapping[str, Floats]:
    """Those of all texts of labelled questions, kept in a folder of the cache between builds."""
    said = list(dict.fromkeys(text for one in asked for text in texts(one.question)))
    return dict(zip(said, VectorCache(cache / _FOLDER).encode(said), strict=True))
