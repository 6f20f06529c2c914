"""Settings: every mistake is named, and each setting is documented."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from companion.server.settings import Settings, SettingsError, read


def test_without_a_file_it_listens_on_this_computer_only(tmp_path: Path) -> None:
    found = read(tmp_path, {})
    assert (found.host, found.port, found.origins) == ("127.0.0.1", 8000, ())
    assert found.known_hosts == {"127.0.0.1", "localhost", "::1"}


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text('[server]\nport = 9000\norigins = ["https://a.example"]\n')
    found = read(tmp_path, {"COMPANION_PORT": "9001", "COMPANION_HOSTS": "a.example, b.example"})
    assert (found.port, found.origins) == (9001, ("https://a.example",))
    assert {"a.example", "b.example"} <= found.known_hosts


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("prot = 1", "there is no such setting"),
        ('port = "many"', "'many' is not a whole number"),
        ("port = 70000", "70000 is no port"),
        ("port = true", "True is not a whole number"),
        ("turn_seconds = 0", "less than 1"),
        ('origins = ["*"]', '"*" is no origin'),
        ('origins = ["https://a.example/chat"]', "without a path"),
        ('hosts = ["https://a.example"]', "is no name"),
        ('country = "England"', "is no country code"),
        ('metrics = "some"', "local, all, none"),
        ("retention_hours = 48", "nobody could reach"),
        ("port = ", "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "companion.toml").write_text(f"[server]\n{text}\n")
    with pytest.raises(SettingsError, match=r"companion\.toml") as raised:
        read(tmp_path, {})
    assert complaint in str(raised.value)


def test_every_problem_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as raised:
        read(tmp_path, {"COMPANION_PORT": "x", "COMPANION_PROT": "1", "COMPANION_COUNTRY": "England"})
    assert all(name in str(raised.value) for name in ("COMPANION_PORT", "COMPANION_PROT", "country"))


def test_what_other_parts_read_is_no_mistake(tmp_path: Path) -> None:
    read(
        tmp_path,
        {"COMPANION_HANDOFF_URL": "https://a.example", "COMPANION_ROOT": ".", "COMPANION_DEBUG": "1"},
    )


def test_each_setting_is_in_the_docs(root: Path) -> None:
    page = (root / "docs/server.md").read_text()
    for one in fields(Settings):
        assert f"`{one.name}`" in page, f"docs/server.md does not explain {one.name}"


def test_the_example_file_is_sound(root: Path, tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text((root / "docs/companion.example.toml").read_text())
    assert read(tmp_path, {}).hosts
