"""companion triage: the explanation, and vignettes in bulk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from companion.cli.explanation import as_text, explain
from companion.triage import Screen

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
PROGRAM = "import sys; from companion.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def tooth(root: Path, screen: Screen) -> dict[str, Any]:
    return explain(root, screen, ["hi", "my son's front tooth got knocked out at football"], "GB")


def test_a_finding_is_explained(tooth: dict[str, Any]) -> None:
    first = tooth["findings"][0]
    assert (tooth["level"], tooth["destination"]) == ("emergency", "dentist_now")
    assert tooth["levels"] == ["none", "emergency"]
    assert first["entry"] == "knocked-out-tooth"
    assert first["turn"] == 1
    assert first["words"]
    assert first["source"]["url"].startswith("https://")
    assert first["file"].startswith("content/triage/")
    assert "NHS 111" in tooth["number"]


def test_the_explanation_in_words(tooth: dict[str, Any]) -> None:
    text = as_text(tooth)
    assert text.startswith("Emergency. Where to go: an emergency dentist, within the hour.")
    for part in ("words", "why", "source", "advice", "file", "message 2", "get help if"):
        assert part in text


def test_what_would_make_it_worse_builds_on_what_was_said(root: Path, screen: Screen) -> None:
    found = explain(root, screen, ["my gum is swollen and sore"])
    assert found["worse"]
    order = [row["level"] for row in found["worse"]]
    assert all(level in ("emergency", "urgent", "soon") for level in order)
    assert not any("breathing trouble" in row["signs"] for row in found["worse"] if len(row["signs"]) == 1)


def test_no_finding(root: Path, screen: Screen) -> None:
    found = explain(root, screen, ["how do i floss"])
    assert (found["level"], found["destination"], found["number"]) == ("none", None, None)
    assert as_text(found) == "No sign of danger."


def test_json(run: Run) -> None:
    found = json.loads(run("triage", "my tooth got knocked out", "--json").stdout)
    assert found["level"] == "emergency"


def test_neither_rasa_nor_rich_is_loaded(root: Path) -> None:
    code = (
        "import sys; from companion.cli import main; main(['triage', 'my tooth hurts']);"
        "heavy = {'rasa', 'rich', 'prompt_toolkit', 'sqlite_utils'};"
        "print(sorted({m.split('.')[0] for m in sys.modules} & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=root, check=True)
    assert done.stdout.splitlines()[-1] == b"[]"


VIGNETTES = [
    b'{"id": "a", "turns": ["my tooth got knocked out", "ok thanks"], "level": "extra"}',
    b"",
    b"not json",
    b'{"id": 2, "turns": ["how do i floss"]}',
    b'{"id": "\xff", "turns": []}',
    b'{"turns": ["x"]}',
    b'{"id": "\\ud83d", "turns": ["\\ud800", "", "\\u0000"]}',
]


def test_vignettes(run: Run) -> None:
    done = run("triage", "--jsonl", given=b"\n".join(VIGNETTES))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert done.stderr == b""
    assert rows[0]["levels"] == ["emergency", rows[0]["level"]]
    assert set(rows[0]) == {"id", "level", "destination", "findings", "levels"}
    assert set(rows[0]["findings"][0]) == {"rule", "words", "turn"}
    assert [row.get("line") for row in rows] == [None, 3, None, 5, 6, None]
    assert rows[2] == {"id": 2, "level": "none", "destination": None, "findings": [], "levels": ["none"]}
    assert rows[5]["id"] == "\ud83d"
    assert len(rows[5]["levels"]) == 3


def test_many_vignettes_keep_their_order(run: Run) -> None:
    lines = [json.dumps({"id": number, "turns": [f"tooth {number} hurts"]}) for number in range(450)]
    lines[100] = "{"
    done = run("triage", "--jsonl", given="\n".join(lines).encode())
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("id", row.get("line")) for row in rows] == [*range(100), 101, *range(101, 450)]
    assert {row["level"] for number, row in enumerate(rows) if number != 100} == {rows[0]["level"]}


def test_one_line_is_answered_before_the_next_is_written(root: Path) -> None:
    with _triage(root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "turns": ["hello"]}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(20) == 0


def test_a_reader_that_goes_away_is_no_error(root: Path) -> None:
    with _triage(root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        row = json.dumps({"id": 1, "turns": ["hello"]}).encode() + b"\n"
        try:
            process.stdin.write(row * 300)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait(20) == 141


def test_ctrl_c_is_quiet(root: Path) -> None:
    with _triage(root) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(b'{"id": 1, "turns": []}\n' * 300)
        process.stdin.flush()
        for _ in range(300):
            process.stdout.readline()
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""


def _triage(root: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "triage", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=root,
        start_new_session=True,
    )
