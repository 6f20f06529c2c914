"""Every command can be found out about, and docs/cli.md says what the code says."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from companion.cli.reference import commands, reference

ALL = list(commands())


def test_the_page_is_current(root: Path) -> None:
    written = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == reference(), "run `uv run python -m docs.make`"


@pytest.mark.parametrize("context", ALL, ids=lambda context: context.command_path)
def test_every_command_has_help_and_an_example(context: click.Context) -> None:
    assert context.command.help
    assert context.command.epilog
    assert context.command_path in context.command.epilog or isinstance(context.command, click.Group)


@pytest.mark.parametrize("context", ALL, ids=lambda context: context.command_path)
def test_every_option_has_help(context: click.Context) -> None:
    for option in context.command.get_params(context):
        if isinstance(option, click.Option):
            assert option.help, option.name


def test_the_commands_of_the_first_version_are_there() -> None:
    paths = {context.command_path for context in ALL}
    assert {
        "companion build",
        "companion chat",
        "companion content build",
        "companion content check",
        "companion content search",
        "companion content show",
        "companion content stats",
        "companion converse",
        "companion rasa",
        "companion triage",
    } <= paths
