"""What is stale is built, what is whole is kept, and a failure leaves nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from companion.engine import build, slim
from companion.engine.fingerprint import content_print, model_print
from companion.errors import BuildError, CompanionError

with slim.silenced(), slim.lean():
    from companion.engine.folder import open_model

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    for name in ("config.yml", "domain", "data", "content"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name)
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def prints(root: Path) -> tuple[str, str]:
    return content_print(root), model_print(root)


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_the_same_files_have_the_same_fingerprint_anywhere(project_copy: Path) -> None:
    assert prints(project_copy) == prints(ROOT)


@pytest.mark.parametrize(
    "name", ["config.yml", "domain/session.yml", "data/nlu/greet.yml", "data/rules/answer.yml"]
)
def test_a_change_to_data_domain_or_config_makes_the_model_stale(project_copy: Path, name: str) -> None:
    content, model = prints(project_copy)
    append(project_copy / name, "\n# changed\n")
    assert model_print(project_copy) != model
    assert content_print(project_copy) == content


def test_a_change_to_an_entry_makes_both_stale(project_copy: Path) -> None:
    content, model = prints(project_copy)
    append(next((project_copy / "content" / "gums").glob("*.md")), "\nMore.\n")
    assert content_print(project_copy) != content
    assert model_print(project_copy) != model


def test_a_change_to_a_triage_rule_makes_nothing_stale(project_copy: Path) -> None:
    before = prints(project_copy)
    append(next((project_copy / "content" / "triage").rglob("*.yml")), "\n# changed\n")
    assert prints(project_copy) == before


@pytest.mark.parametrize("name", ["config.yml", "data/rules", "content/sources.yml"])
def test_a_missing_file_is_named(project_copy: Path, name: str) -> None:
    path = project_copy / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    with pytest.raises(CompanionError, match="is missing") as raised:
        build.ensure(project_copy)
    assert str(path) == raised.value.where


def test_a_training_that_fails_says_why_and_leaves_nothing(project_copy: Path) -> None:
    append(project_copy / "config.yml", "\n  - name: companion.engine.policy.NoSuchPolicy\n")
    heard: list[str] = []
    with pytest.raises(BuildError, match="NoSuchPolicy"):
        build.build_model(project_copy, lambda stage, done, total: heard.append(stage))
    left = [path.name for path in build.cache_folder(project_copy).iterdir()]
    assert not [name for name in left if name.startswith("model")]
    assert heard


def test_a_broken_entry_is_named_and_stops_the_start(project_copy: Path) -> None:
    entry = next((project_copy / "content" / "gums").glob("*.md"))
    entry.write_text("no front matter here", encoding="utf-8")
    with pytest.raises(CompanionError, match=entry.name):
        build.build_content(project_copy)


def test_a_damaged_model_is_named_with_the_way_to_a_new_one(tmp_path: Path, companion: object) -> None:
    model = tmp_path / "model"
    shutil.copytree(build.build_model(ROOT), model)
    with slim.silenced():
        open_model(model)
    victim = next(model.rglob("classes.json"))
    victim.write_text(victim.read_text()[:-1])
    with pytest.raises(BuildError, match=r"classes\.json.*damaged") as raised:
        open_model(model)
    assert "companion build" in raised.value.fix
    victim.unlink()
    with pytest.raises(BuildError, match="damaged"):
        open_model(model)


def test_a_second_start_builds_nothing(companion: object) -> None:
    def nothing(stage: str, done: int, total: int) -> None:
        raise AssertionError(f"{stage} was built again")

    build.ensure(ROOT, nothing)
