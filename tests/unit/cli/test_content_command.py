"""companion content and companion build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from unittest.mock import Mock

import pytest

from companion.cli import main
from companion.cli.mending import build_all, build_content, build_knowledge
from companion.engine import Companion, build


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "check"]) == 0
    assert "entries are sound" in capsys.readouterr().out


def test_check_names_file_and_line(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content" / "gums").mkdir(parents=True)
    shutil.copy(root / "config.yml", tmp_path)
    shutil.copy(root / "content" / "sources.yml", tmp_path / "content")
    (tmp_path / "content" / "gums" / "bad.md").write_text("---\ntitle: x\n---\nHello.\n")
    monkeypatch.setenv("COMPANION_ROOT", str(tmp_path))
    assert main(["content", "check"]) == 1
    found = capsys.readouterr()
    assert "content/gums/bad.md:" in found.out
    assert "to mend" in found.err


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "show", "knocked-out-tooth"]) == 0
    found = capsys.readouterr().out
    for part in ("content/first-aid/knocked-out-tooth.md", "Do now", "Sources", "https://", "Reviewed"):
        assert part in found


def test_show_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "show", "knocked-out-tooth", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "knocked-out-tooth"


def test_an_entry_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "show", "knocked-out-toth"]) == 1
    assert "did you mean knocked-out-tooth" in capsys.readouterr().err


def test_stats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "stats"]) == 0
    assert "Entries by topic" in capsys.readouterr().out
    assert main(["content", "stats", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["entries"] >= 40


def test_search(companion: Companion, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["content", "search", "why", "do", "my", "gums", "bleed"]) == 0
    assert "bleeding-gums" in capsys.readouterr().out
    assert main(["content", "search", "why do my gums bleed", "--json", "--limit", "2"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


@pytest.mark.filterwarnings("ignore:Slot auto-fill has been removed")  # Rasa, of every domain with slots
def test_a_sound_build_stays(companion: Companion, root: Path) -> None:
    content, model = build_all(root)
    assert (content, model) == build.ensure(root)


def test_a_damaged_database_is_built_again(companion: Companion, root: Path, tmp_path: Path) -> None:
    for name in ("content", "domain", "data"):
        (tmp_path / name).symlink_to(root / name)
    shutil.copy(root / "config.yml", tmp_path)
    cache = tmp_path / ".cache" / "companion"
    cache.mkdir(parents=True)
    shutil.copy(root / ".cache" / "companion" / "vectors.npz", cache)  # spares the encoder the work
    content = build.build_content(root)
    sound = content.read_bytes()
    (cache / content.name).write_bytes(sound[:5000] + b"?" + sound[5001:])
    assert build_content(tmp_path).read_bytes() == sound


def test_damaged_knowledge_is_learned_again(
    companion: Companion, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = build.build_content(root)
    sound = build.build_knowledge(root, content).read_bytes()
    (tmp_path / "data").symlink_to(root / "data")
    copied = Path(shutil.copy(content, tmp_path))
    learn = Mock(side_effect=lambda _root, _store, target, _progress: target.write_bytes(sound))
    monkeypatch.setattr("companion.coaching.finding.knowledge.build", learn)
    path = build_knowledge(tmp_path, copied)
    path.write_bytes(sound[:5000])
    assert build_knowledge(tmp_path, copied).read_bytes() == sound
    assert learn.call_count == 2
