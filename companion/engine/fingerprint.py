"""Fingerprints: what a build product is made from, as a short text that changes with any of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from companion import __version__
from companion.entries import entry_files

_CODE = Path(__file__).parents[1]
_NOT_ENTRIES = ("triage", "lexicon", "guard", "coaching")  # read at start, not built from
# The screen's own, the ranker's own, and what a model must never have seen.
_NOT_TRAINED = ("triage", "asked", "eval")
_TRAINING = (  # code that decides what a trained model is like
    "engine/nlu",
    "engine/importer.py",
    "engine/deciding.py",
    "engine/policy.py",
    "engine/rules.py",
    "engine/runner.py",
    "engine/folder.py",
    "engine/packaged.py",
    "engine/train.py",
    "language/encoder.py",
    "content/reader.py",
)


def triage_print(root: Path) -> str:
    """Of everything the danger screen is made from."""
    places = (root / "content" / "triage", root / "content" / "lexicon", *entry_files(root))
    data = (root / "data" / name for name in ("triage", "asked", "nlu"))
    return _fingerprint(root, [*places, *data, _CODE / "triage", _CODE / "language"])


def content_print(root: Path) -> str:
    """Of everything the content database is made from."""
    folders = (path for path in (root / "content").iterdir() if path.name not in _NOT_ENTRIES)
    return _fingerprint(root, [*folders, _CODE / "content", _CODE / "language" / "encoder.py"])


def knowledge_print(root: Path) -> str:
    """Of everything that is learned from labelled questions, beside the content database."""
    code = [_CODE / "coaching" / "finding", _CODE / "coaching" / "said" / "asking.py"]
    return _fingerprint(root, [root / "data" / "asked", *code])


def model_print(root: Path) -> str:
    """Of everything the trained model is made from."""
    content = (path for path in (root / "content").iterdir() if path.name not in _NOT_ENTRIES)
    data = (root / name for name in ("config.yml", "domain"))
    data = (*data, *(path for path in (root / "data").iterdir() if path.name not in _NOT_TRAINED))
    return _fingerprint(root, [*content, *data, *(_CODE / name for name in _TRAINING)])


def _fingerprint(root: Path, places: Iterable[Path]) -> str:
    """A digest over names and contents of all files in the places."""
    digest = hashlib.blake2b(__version__.encode(), digest_size=8)
    files: dict[str, Path] = {}
    for path in (path for place in places for path in _files(place)):
        home = root if path.is_relative_to(root) else _CODE.parent
        files[path.relative_to(home).as_posix()] = path
    for name in sorted(files):
        content = files[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in place.rglob("*"):
        if path.suffix in (".py", ".md", ".yml", ".jsonl") and path.is_file():
            yield path
