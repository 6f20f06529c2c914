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


def test_a_broken_file_is_one_failing_item_and_the_rest_goes_on(project: Path) -> None:
    (project / "tests" / "broken.yml").write_text("test_cases:\n  - test_case: one\n   steps: []\n")
    done = run(project, "tests/broken.yml", FINE)
    (project / "tests" / "broken.yml").unlink()
    assert done.returncode == 1
    assert "1 failed, 6 passed" in done.stdout
    assert "tests/broken.yml:3: not readable as YAML" in done.stdout
    assert f"{project}/tests" not in done.stdout  # paths as one would type them here
    assert "Traceback" not in done.stdout


def test_a_transcript_is_written_when_asked_for_and_goes_stale(project: Path) -> None:
    conftest, transcript = project / "tests" / "conftest.yml", project / "tests" / "e2e_test_cases.md"
    kept = conftest.read_text()
    conftest.write_text(f"{kept}transcripts: true\n")
    missing = run(project, FINE)
    assert "e2e_test_cases.md is not there yet" in missing.stdout
    assert run(project, FINE, "--update-transcripts").returncode == 0
    assert "**You:** order soup" in transcript.read_text()
    assert run(project, FINE).returncode == 0
    transcript.write_text(transcript.read_text().replace("One soup", "One stew"))
    stale = run(project, FINE)
    conftest.write_text(kept)
    transcript.unlink()
    assert "1 failed, 6 passed" in stale.stdout
    assert "-> One stew, coming up.\n+> One soup, coming up." in stale.stdout


def test_a_shortfall_is_expected_and_told_when_it_is_mended(project: Path) -> None:
    listed = project / "tests" / "shortfalls.yml"
    wrong = (
        "test_cases:\n  - test_case: not yet\n    steps: [{user: hello}, {utter: utter_goodbye}]\n"
        "  - test_case: done\n    steps: [{user: hello}, {utter: utter_greet}]\n"
    )
    (project / "tests" / "yet.yml").write_text(wrong)
    rows = [
        f"- {{file: yet.yml, test_case: {name}, why: not taught}}" for name in ("not yet", "done", "gone")
    ]
    listed.write_text("\n".join(rows[:1]) + "\n")
    assert "1 passed, 1 xfailed" in run(project, "tests/yet.yml").stdout
    listed.write_text("\n".join(rows) + "\n")
    done = run(project, "tests/yet.yml")
    listed.unlink()
    (project / "tests" / "yet.yml").unlink()
    assert "2 failed, 1 xfailed" in done.stdout
    assert "XPASS(strict)" in done.stdout
    assert 'yet.yml has no test case "gone"\n  take it off the list' in done.stdout


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
