"""Trains the Rasa model in a process of its own: `python -m companion.engine.train ROOT TARGET`.

Training needs scikit-learn and a lot of memory for a moment; the process that talks never
pays for it, and Ctrl-C cannot leave it half changed. Progress goes to standard output, one JSON
object a line: {"done", "total"}, or {"error": {"where", "what", "fix"}} at the end.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, TextIO

from companion.engine import project, slim
from companion.errors import BuildError, CompanionError

slim.start()

from rasa.engine.constants import PLACEHOLDER_IMPORTER  # noqa: E402  (Rasa only after the slim start)
from rasa.engine.graph import ExecutionContext, GraphNodeHook  # noqa: E402
from rasa.engine.recipes.recipe import Recipe  # noqa: E402
from rasa.engine.validation import validate  # noqa: E402
from rasa.shared.data import TrainingType  # noqa: E402
from rasa.shared.importers.importer import TrainingDataImporter  # noqa: E402

from companion.engine.folder import FolderStorage  # noqa: E402
from companion.engine.runner import OrderedRunner  # noqa: E402


class _Progress(GraphNodeHook):
    """Tells the parent process after each node."""

    def __init__(self, total: int, out: TextIO) -> None:
        self._done, self._total, self._out = 0, total, out

    def on_before_node(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Nothing to do."""
        return {}

    def on_after_node(self, *args: Any, **kwargs: Any) -> None:
        """One node more is done."""
        self._done += 1
        print(json.dumps({"done": self._done, "total": self._total}), file=self._out, flush=True)


def train(root: Path, target: Path, out: TextIO) -> None:
    """Train the project at `root` and package the model as the folder `target`."""
    project.choose(root)
    os.chdir(root)
    importer = TrainingDataImporter.load_from_config("config.yml", "domain", ["data"])
    domain, config = importer.get_domain(), importer.get_config()
    recipe = Recipe.recipe_for_name(config.get("recipe"))
    layout = recipe.graph_config_for_recipe(config, {}, training_type=TrainingType.BOTH)
    validate(layout)
    with tempfile.TemporaryDirectory() as folder:
        storage = FolderStorage(Path(folder))
        schema = layout.train_schema
        hooks: list[GraphNodeHook] = [_Progress(len(schema.nodes), out)]
        runner = OrderedRunner(schema, storage, ExecutionContext(schema), hooks)
        runner.run(inputs={PLACEHOLDER_IMPORTER: importer})
        storage.package(target, layout, domain)


def main(root: str, target: str) -> int:
    """Run as a program; every failure leaves as one line that the parent can show."""
    out = sys.stdout
    try:
        with redirect_stdout(sys.stderr):  # Rasa prints; the pipe is ours
            train(Path(root), Path(target), out)
    except Exception as error:
        # The boundary of the process: whatever went wrong has to reach the person as words.
        found = _blame(error)
        row = {"where": found.where, "what": found.what, "fix": found.fix}
        print(json.dumps({"error": row}), file=out, flush=True)
        return 1
    return 0


def _blame(error: BaseException) -> CompanionError:
    """The error of ours below what Rasa wrapped around it, or Rasa's own words."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, CompanionError):
            return cause
        if cause.__cause__ is None:
            break
        cause = cause.__cause__
    words = " ".join(str(cause or error).split())
    return BuildError("data, domain or config.yml", f"training failed: {words}", "mend it and start again")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
