"""Builds what is stale, and only that: the content database and the trained model.

Build products lie in .cache/companion under the fingerprint of all they are made from, so a
change to content, data, domain, config or code is a new name. They appear at once or not at
all: work happens beside them and is renamed when it is whole.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from companion.coaching.feelings.moment import moments
from companion.coaching.said.remark import TALKS
from companion.coaching.said.remarks import remarks
from companion.engine.fingerprint import content_print, knowledge_print, model_print, triage_print
from companion.engine.project import cache_folder
from companion.errors import BuildError, CompanionError

Progress = Callable[[str, int, int], None]  # stage, done, total

_CODE = Path(__file__).parents[1]
_NEEDED = ("config.yml", "domain", "data/nlu", "data/rules", "content/sources.yml")
_LOAD_SCREEN = (
    "import sys; from pathlib import Path; from companion.triage import Screen; "
    "Screen.load(Path(sys.argv[1]))"
)
_KEPT = 3  # builds of each kind that stay: switching branches back does not train again


def ensure(root: Path, progress: Progress | None = None) -> tuple[Path, Path]:
    """(content database, model folder) of the project, built where they are stale.

    Raises CompanionError for a missing or broken file; what was built before stays as it was.
    """
    for name in _NEEDED:
        if not (root / name).exists():
            raise CompanionError(str(root / name), "is missing", "restore it, for example with git")
    with triage_built(root, progress):
        for talk in TALKS:
            remarks(root, talk)  # encodes what is new, so that no message waits for it
        moments(root)  # likewise
        content = build_content(root, progress)
        build_knowledge(root, content, progress)
        return content, build_model(root, progress)


@contextmanager
def triage_built(root: Path, progress: Progress | None = None) -> Iterator[None]:
    """Let the screen make what it keeps on disk, in a child process beside all else, which takes as long.

    A rule that is broken is not reported here but where the screen is loaded, with its file.
    """
    done = cache_folder(root) / f"triage-{triage_print(root)}.done"
    if done.exists():
        yield
        return
    with _lock(root, "triage"):
        if done.exists():
            yield
            return
        _report(progress, "triage", 0, 1)
        command = [sys.executable, "-c", _LOAD_SCREEN, str(root)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, env={**os.environ, **_settings()}, **quiet) as child:
            try:
                yield
            except BaseException:
                child.kill()  # Ctrl-C, or something is broken: the child must not go on alone
                raise
        if child.returncode == 0:
            done.touch()
            _sweep(root, "triage-*.done", done)
        _report(progress, "triage", 1, 1)


def build_content(root: Path, progress: Progress | None = None) -> Path:
    """The content database, built if it is stale."""
    target = cache_folder(root) / f"content-{content_print(root)}.db"
    if not target.exists():
        with _lock(root):
            if not target.exists():
                from companion.content import build

                _report(progress, "content", 0, 1)
                build(root, target, _staged(progress, "content"))
                _report(progress, "content", 1, 1)
                _sweep(root, "content-*.db", target)
    return target


def build_knowledge(root: Path, content: Path, progress: Progress | None = None) -> Path:
    """What labelled questions tell of the answers of a content database, learned if it is stale."""
    target = content.with_name(f"{content.stem}-knowledge-{knowledge_print(root)}.npz")
    if not target.exists():
        with _lock(root):
            if not target.exists():
                from companion.coaching.finding.knowledge import build
                from companion.content import Store

                _report(progress, "questions", 0, 1)
                with closing(Store.open(content)) as store:
                    build(root, store, target, _staged(progress, "questions"))
                _report(progress, "questions", 1, 1)
                _sweep(root, "*-knowledge-*.npz", target)
    return target


def build_model(root: Path, progress: Progress | None = None) -> Path:
    """The model folder, trained if it is stale."""
    target = cache_folder(root) / f"model-{model_print(root)}"
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
    failure: CompanionError | None = None
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **_settings()},
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


def _settings() -> dict[str, str]:
    """Environment of our child processes."""
    path = os.pathsep.join(filter(None, [str(_CODE.parent), os.environ.get("PYTHONPATH")]))
    # One thread: on a busy machine two that wait for each other take three times as long.
    return {"PYTHONPATH": path, "PYTHONWARNINGS": "ignore", "OPENBLAS_NUM_THREADS": "1"}


@contextmanager
def _lock(root: Path, name: str = "build") -> Iterator[None]:
    """One build of a name at a time: a second process waits, then finds the work done."""
    folder = cache_folder(root)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
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
