"""What the program does with failures, in the process itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion import __version__
from companion.cli import main


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"companion {__version__}\n"


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    found = capsys.readouterr().out
    assert "companion chat" in found
    assert "triage" in found


def test_a_mistyped_command_gets_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chta"]) == 2
    assert "Did you mean chat?" in capsys.readouterr().err


def test_outside_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COMPANION_ROOT", str(tmp_path))
    assert main(["triage", "hello"]) == 1
    error = capsys.readouterr().err
    assert str(tmp_path) in error
    assert "COMPANION_ROOT" in error
    assert "Traceback" not in error


def test_a_fault_of_ours_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr("companion.engine.project.root", broken)
    monkeypatch.delenv("COMPANION_DEBUG", raising=False)
    assert main(["content", "check"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err
    monkeypatch.setenv("COMPANION_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["content", "check"])


@pytest.mark.parametrize("code", ["England", "4", "é1"])
def test_a_country_that_is_no_code(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", "hello", "--country", code]) == 2
    assert "two-letter" in capsys.readouterr().err


def test_triage_wants_messages_or_a_file_not_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage"]) == 2
    assert main(["triage", "--jsonl", "hello"]) == 2
    assert "--jsonl" in capsys.readouterr().err
