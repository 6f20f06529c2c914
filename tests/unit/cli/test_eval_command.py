"""companion eval."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from companion.cli import main


def test_json_and_pictures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "triage", "readability", "--json", "--out", str(tmp_path / "out")]) == 0
    found = capsys.readouterr()
    figures = json.loads(found.out)
    assert figures.keys() == {"triage", "readability"}
    assert figures["triage"]["figures"]["missed"] <= 0.1
    assert (tmp_path / "out" / "triage.png").stat().st_size > 1000
    assert str(tmp_path / "out" / "figures.json") in found.err


def test_real_messages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "real.jsonl"
    row = {"id": "1", "text": "my lips swelled up and i can't breathe", "level_1": "emergency"}
    path.write_text(json.dumps({**row, "level_2": "emergency"}) + "\n", "utf-8")
    assert main(["eval", "triage", "--real", str(path)]) == 0
    assert "Triage, real messages" in capsys.readouterr().out


def test_an_unknown_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["eval", "beauty"]) == 2
    assert "beauty" in capsys.readouterr().err
