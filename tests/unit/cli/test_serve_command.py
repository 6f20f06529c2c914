"""`companion serve --check`: says what is wrong, and what all the settings are."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from companion.cli import main


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPANION_DATA", str(tmp_path / "data"))


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["serve", "--check", *arguments])
    found = capsys.readouterr()
    return code, found.out + found.err


def test_all_settings_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = check(capsys, "--port", "0")
    assert code == 0
    assert "host = 127.0.0.1" in text
    assert "All of this can work." in text


def test_advice_for_a_server_that_others_reach(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = check(capsys, "--host", "0.0.0.0", "--port", "0")
    assert code == 0
    assert "HTTPS" in text
    assert "set hosts" in text


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, text = check(capsys, "--port", str(taken.getsockname()[1]))
    assert code == 1
    assert "cannot listen there" in text


def test_a_setting_that_does_not_exist(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMPANION_ORIGIN", "https://example.org")
    code, text = check(capsys)
    assert code == 1
    assert "COMPANION_ORIGIN: there is no such setting" in text


def test_a_folder_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COMPANION_DATA", str(tmp_path / "file" / "data"))
    code, text = check(capsys)
    assert code == 1
    assert "choose another folder" in text
