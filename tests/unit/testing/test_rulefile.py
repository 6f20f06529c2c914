"""A triage rule's own sentences, said to the whole companion."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from companion.testing.heard import Heard
from companion.testing.rulefile import amiss
from companion.triage.rule import read_rule

ROOT = Path(__file__).parents[3]
HEAVY = "content/triage/bleeding/heavy.yml"
RULE = read_rule(ROOT / HEAVY)


@pytest.mark.parametrize(
    ("kind", "rules", "level", "fine"),
    [
        ("says", ("heavy",), "emergency", True),
        ("says", ("suicide", "heavy"), "emergency", True),
        ("says", (), "none", False),
        ("says", ("wont-stop",), "emergency", False),
        ("says", ("heavy",), "urgent", False),
        ("says", ("heavy",), None, False),
        ("never", (), "none", True),
        ("never", ("wont-stop",), "emergency", True),
        ("never", ("heavy",), "emergency", False),
    ],
)
def test_what_a_sentence_must_bring(kind: str, rules: tuple[str, ...], level: str | None, fine: bool) -> None:
    heard = replace(Heard("..."), rules=rules, level=level)
    assert (amiss(RULE, kind, heard) is None) == fine


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--companion-coverage", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False)


def test_a_rule_is_a_test_of_its_own() -> None:
    done = run(HEAVY)
    assert done.returncode == 0, done.stdout + done.stderr
    number = len(RULE.says) + len(RULE.never)
    assert f"triage sentences{number:>11}{number:>7}    100%" in done.stdout
    assert "2 passed" in done.stdout


def test_a_fault_in_a_rule_is_told_with_its_line(tmp_path: Path) -> None:
    """A rule with faults in a folder of its own, said to the companion as it is."""
    folder = tmp_path / "content" / "triage"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / HEAVY, folder / "heavy.yml")
    text = (folder / "heavy.yml").read_text(encoding="utf-8")
    text = text.replace("says:\n", "says:\n  - I like trains\n", 1)
    text = text.replace("never:\n", "never:\n  - blood is pouring from my mouth\n", 1)
    (folder / "heavy.yml").write_text(text, encoding="utf-8")
    (folder / "broken.yml").write_text("level: dire\nsays: [\n", encoding="utf-8")
    done = run("--rootdir", str(tmp_path), "-c", "/dev/null", str(folder))
    lines = text.splitlines()
    says, never = lines.index("  - I like trains") + 1, lines.index("  - blood is pouring from my mouth") + 1
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"heavy.yml:{says}: says does not hold" in done.stdout
    assert f"heavy.yml:{never}: never does not hold" in done.stdout
    assert "you       I like trains" in done.stdout
    assert "broken.yml:3" in done.stdout or "broken.yml:2" in done.stdout
    assert "3 failed" in done.stdout
    assert "Traceback" not in done.stdout
