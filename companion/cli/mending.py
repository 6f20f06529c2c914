"""Builds that mend: what is stale is built, and what is damaged is thrown away and built again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from companion.engine import build, slim
from companion.errors import BuildError

Progress = Callable[[str, int, int], None]


def build_all(root: Path, progress: Progress | None = None, force: bool = False) -> tuple[Path, Path]:
    """(content database, model folder), sound and current. Raises CompanionError.

    `force` builds both anew, even where nothing has changed.
    """
    if force:
        build.clear(root)
    content, model = build.ensure(root, progress)
    content = build_content(root, progress)
    build_knowledge(root, content, progress)
    slim.start()
    from companion.engine.folder import open_model

    try:
        open_model(model)
    except BuildError:
        shutil.rmtree(model)
        model = build.build_model(root, progress)
    return content, model


def build_content(root: Path, progress: Progress | None = None) -> Path:
    """The content database, sound and current. Raises CompanionError."""
    from companion.content import Store

    path: Path = build.build_content(root, progress)
    try:
        Store.open(path).close()
    except BuildError:
        path.unlink()
        path = build.build_content(root, progress)
    return path


def build_knowledge(root: Path, content: Path, progress: Progress | None = None) -> Path:
    """What labelled questions tell, sound and current. Raises CompanionError."""
    from companion.coaching.finding import Knowledge

    path: Path = build.build_knowledge(root, content, progress)
    try:
        Knowledge.load(path)
    except BuildError:
        path.unlink()
        path = build.build_knowledge(root, content, progress)
    return path
