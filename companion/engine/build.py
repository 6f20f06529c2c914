"""Builds what is stale, and only that: the content database and the trained model.

Build products lie in .cache/companion under the fingerprint of all they are made from, so a
change to content, data, domain, config or code is a new name. They appear at once or not at
all: work happens beside them and is renamed when it is whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from companion import __version__
from companion.engine.project import cache_folder
from companion.errors import BuildError, CompanionError

Progress = Callable[[str, int, int], None]  # stage, done, total

_CODE = Path(__file__).parents[1]
_NOT_ENTRIES = ("triage", "lexicon", "guard", "coaching")  # read at start, not built from
_NEEDED = ("config.yml", "domain", "data/nlu", "data/rules", "content/sources.yml")
_TRAINING = (  # code that decides what a trained model is like
    "engine/nlu",
    "engine/importer.py",
    "engine/policy.py",
    "engine/folder.py",
    "engine/packaged.py",
    "engine/train.py",
    "language/encoder.py",
    "content/reader.py",
)
_KEPT = 3  # builds of each kind that stay: switching branches back does not train again


def ensure(root: Path, progress: Progress | None = None) -> tuple[Path, Path]:
    """(content database, model folder) of the project, built where they are stale.

    Raises CompanionError for a missing or broken file; what was built before stays as it was.
    """
    for name in _NEEDED:
        if not (root / name).exists():
            raise CompanionError(str(root / name), "is missing", "restore it, for example with git")
    return build_content(root, progress), build_model(root, progress)


def build_content(root: Path, progress: Progress | None = None) -> Path:
    """The content database, built if it is stale."""
    target = cache_folder(root) / f"content-{_content_print(root)}.db"
    if not target.exists():
        with _lock(root):
            if not target.exists():
                from companion.content import build

                _report(progress, "content", 0, 1)
                build(root, target, _staged(progress, "content"))
                _report(progress, "content", 1, 1)
                _sweep(root, "content-*.db", target)
    return target


def build_model(root: Path, progress: Progress | None = None) -> Path:
    """The model folder, trained if it is stale."""
    target = cache_folder(root) / f"model-{_model_print(root)}"
    if not target.exists():
        with _lock(root):
            if not target.exists():
                _report(progress, "model", 0, 1)
                part = target.with_suffix(f".part{os.getpid()}")
                try:
                    _train(root, part, progress)
                    part.replace(target)
                finally:
                    shutil.rmtree(part, ignore_errors=True)
                _sweep(root, "model-*", target)
    return target


def clear(root: Path) -> None:
    """Delete all build products of the project."""
    shutil.rmtree(cache_folder(root), ignore_errors=True)


def _train(root: Path, target: Path, progress: Progress | None) -> None:
    """Train in a child process and pass its progress on."""
    command = [sys.executable, "-m", "companion.engine.train", str(root), str(target)]
    path = os.pathsep.join(filter(None, [str(_CODE.parent), os.environ.get("PYTHONPATH")]))
    # One thread: on a busy machine two that wait for each other take three times as long.
    settings = {"PYTHONPATH": path, "PYTHONWARNINGS": "ignore", "OPENBLAS_NUM_THREADS": "1"}
    failure: CompanionError | None = None
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **settings},
    ) as child:
        try:
            for line in child.stdout or ():
                row = json.loads(line)
                if "error" in row:
                    failure = BuildError(**row["error"])
                else:
                    _report(progress, "model", row["done"], row["total"])
        except BaseException:
            child.kill()  # Ctrl-C: the child must not go on alone
            raise
    if failure:
        raise failure
    if child.returncode:
        raise BuildError(
            "companion.engine.train",
            f"training ended with code {child.returncode}",
            f"run `{' '.join(command)}` to see why",
        )


def _content_print(root: Path) -> str:
    folders = (path for path in (root / "content").iterdir() if path.name not in _NOT_ENTRIES)
    return _fingerprint(root, [*folders, _CODE / "content", _CODE / "language" / "encoder.py"])


def _model_print(root: Path) -> str:
    content = (path for path in (root / "content").iterdir() if path.name not in _NOT_ENTRIES)
    data = (root / name for name in ("config.yml", "domain", "data"))
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
        if path.suffix in (".py", ".md", ".yml") and path.is_file():
            yield path


@contextmanager
def _lock(root: Path) -> Iterator[None]:
    """One build at a time: a second process waits, then finds the work done."""
    folder = cache_folder(root)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "build.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sweep(root: Path, pattern: str, newest: Path) -> None:
    """Drop old builds but the last few."""
    found = [path for path in cache_folder(root).glob(pattern) if path != newest]
    for path in sorted(found, key=lambda path: path.stat().st_mtime)[: -_KEPT + 1 or None]:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _report(progress: Progress | None, stage: str, done: int, total: int) -> None:
    if progress:
        progress(stage, done, total)


def _staged(progress: Progress | None, stage: str) -> Callable[..., None] | None:
    """The content build reports (done, total) or (stage, done, total); both arrive as ours."""
    if progress is None:
        return None
    return lambda *row: progress(stage, int(row[-2]), int(row[-1]))
