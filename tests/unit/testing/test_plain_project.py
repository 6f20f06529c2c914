"""The format on a plain Rasa project, as its people would run it: in processes of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

import pytest

from tests.unit.testing.conftest import PROJECT

FINE = "tests/e2e_test_cases.yml"
WRONG = """
test_cases:
  - test_case: a slip of the pen
    steps:
      - user: hello
      - utter: utter_gret
  - test_case: something of calm
    steps:
      - user: hello
        assertions: [{flow_started: greeting}]
  - test_case: the kitchen burns
    steps:
      - user: order
        assertions: [{action_executed: action_order}]
  - test_case: an unknown key
    steps:
      - usr: hello
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plain") / "moodbot"
    shutil.copytree(PROJECT, folder)
    return folder


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--rasa-project", ".", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=240, check=False)


def test_its_conversations_hold(project: Path) -> None:
    done = run(project, FINE, "--companion-coverage-json=c.json", "--companion-coverage-html=c.html")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "6 passed" in done.stdout
    kinds = {row["kind"]: row for row in json.loads((project / "c.json").read_text())["kinds"]}
    assert kinds["actions"]["percent"] == 100
    assert "utter_goodbye" in kinds["responses"]["missing"]
    assert "<table>" in (project / "c.html").read_text()


def test_failures_are_words(project: Path) -> None:
    (project / "tests" / "wrong.yml").write_text(WRONG)
    done = run(project, "tests/wrong.yml", "--junitxml=r.xml", "--companion-coverage-fail-under=90")
    assert done.returncode == 1
    assert "4 failed" in done.stdout
    assert "wrong.yml:6: utter does not hold" in done.stdout
    assert "Nearest response: utter_greet" in done.stdout
    assert "flow_started (unsupported)" in done.stdout
    assert "the kitchen is on fire" in done.stdout
    assert 'wrong.yml:17: unknown key "usr"' in done.stdout
    assert "coverage is" in done.stdout
    assert "Traceback" not in done.stdout
    assert "companion/testing" not in done.stdout
    suite = tree.parse(project / "r.xml").getroot().find("testsuite")
    assert suite is not None
    assert suite.get("failures") == "4"


def test_in_parallel_and_in_any_order_it_is_the_same(project: Path) -> None:
    done = run(project, FINE, "-n", "2", "--random-order", "--companion-coverage-json=p.json")
    assert done.returncode == 0, done.stdout + done.stderr
    alone, together = (json.loads((project / name).read_text()) for name in ("c.json", "p.json"))
    assert together == alone


def test_the_command_line_does_the_same(project: Path) -> None:
    program = "import sys; from companion.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "test", "--rasa-project", ".", "-k", "order", FINE]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout
    assert "coverage of the conversations" in done.stdout


def test_a_path_that_is_not_there_is_one_error(project: Path) -> None:
    program = "import sys; from companion.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "test", "nowhere"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "nowhere: is not there" in done.stderr
