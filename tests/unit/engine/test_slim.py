"""The slim start, in processes of their own: what is loaded, what is said on screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )


def test_rasa_loads_without_tensorflow_or_unused_packages_and_says_nothing() -> None:
    done = run(
        "import sys, os\n"
        "from companion.engine import slim\n"
        "with slim.lean():\n"
        "    import rasa.core.processor\n"
        "heavy = {'sklearn', 'scipy', 'matplotlib', 'sqlalchemy', 'pymongo', 'boto3', 'sanic', 'dask'}\n"
        "print(sorted(heavy & set(sys.modules)), os.environ['RASA_TELEMETRY_ENABLED'])\n"
    )
    assert done.stdout == "[] false\n"
    assert done.stderr == ""


def test_what_was_left_out_can_be_imported_afterwards() -> None:
    done = run(
        "from companion.engine import slim\n"
        "with slim.lean():\n"
        "    import rasa.core.tracker_store\n"
        "import sqlalchemy\n"
        "print(sqlalchemy.create_engine('sqlite://').name)\n"
    )
    assert done.stdout == "sqlite\n"


def test_a_tensorflow_component_fails_with_a_clear_message() -> None:
    done = run(
        "from companion.engine import slim\n"
        "slim.start()\n"
        "from rasa.utils.tensorflow.layers import SparseDropout\n"
        "try:\n"
        "    SparseDropout(rate=0.2)\n"
        "except Exception as error:\n"
        "    print(type(error).__name__, error)\n"
    )
    assert "TensorFlow is not installed" in done.stdout
    assert "config.yml" in done.stdout
