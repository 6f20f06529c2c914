"""Rasa's command line on loopback, with the project's domain."""

from __future__ import annotations

import pytest

from companion.engine.command import run_rasa, with_domain, with_loopback


@pytest.mark.parametrize("command", ["run", "shell", "interactive"])
def test_nothing_listens_beyond_loopback_unless_asked(command: str) -> None:
    assert with_loopback([command]) == [command, "--interface", "127.0.0.1"]
    assert with_loopback([command, "--interface", "0.0.0.0"]) == [command, "--interface", "0.0.0.0"]


def test_commands_that_do_not_listen_are_left_alone() -> None:
    assert with_loopback(["train", "--force"]) == ["train", "--force"]
    assert with_loopback(["run", "actions"]) == ["run", "actions"]


def test_the_domain_is_a_folder() -> None:
    assert with_domain(["data", "validate"]) == ["data", "validate", "--domain", "domain"]
    assert with_domain(["train", "-d", "other"]) == ["train", "-d", "other"]
    assert with_domain(["test", "nlu"]) == ["test", "nlu"]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_rasa(["--version"]) == 0
    assert "3.6.21" in capsys.readouterr().out


def test_an_unknown_command_has_an_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_rasa(["dance"]) == 2
    assert "dance" in capsys.readouterr().err
