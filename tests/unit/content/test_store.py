"""Building the database: all of it or nothing, the same bytes for the same content."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from companion.content import Store, build, fingerprint, is_current
from companion.content.vectors import VectorCache
from companion.errors import DataError

SOURCES = Path("content/sources.yml")
ENTRY = Path("content/gums/bleeding-gums.md")


def change(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_the_tables_hold_what_the_files_say(built: Path) -> None:
    db = sqlite3.connect(built)
    count = {
        name: db.execute(f"select count(*) from {name}").fetchone()[0]
        for name in ("entries", "sources", "entry_sources", "questions", "entries_fts", "points")
    }
    db.close()
    assert count == {
        "entries": 3,
        "sources": 2,
        "entry_sources": 6,
        "questions": 24,
        "entries_fts": 3,
        "points": 2,
    }


def test_the_same_content_gives_the_same_bytes(project: Path, built: Path) -> None:
    again = build(project, project / "build" / "content.db", cache=built.parent)
    assert again.read_bytes() == built.read_bytes()


def test_nothing_but_the_database_and_the_vectors_is_left(built: Path) -> None:
    assert sorted(path.name for path in built.parent.iterdir()) == ["content.db", "vectors.npz"]


def test_progress_is_told_for_new_texts_only(project: Path, built: Path) -> None:
    steps: list[tuple[int, int]] = []
    target = project / "build" / "content.db"
    change(project / ENTRY, "my gums bleed easily", "my gums are so bloody")
    build(project, target, lambda done, total: steps.append((done, total)), built.parent)
    assert steps == [(32, 32)]  # 24 questions and 8 samples of points
    steps.clear()
    build(project, target, lambda done, total: steps.append((done, total)), built.parent)
    assert steps == []


def test_content_with_problems_is_not_built_and_the_old_database_stays(project: Path, built: Path) -> None:
    target = project / "content.db"
    target.write_bytes(built.read_bytes())
    change(project / ENTRY, "dboh-2021", "dboh-1999")
    change(project / ENTRY, "grade: conditional", "grade: great")
    with pytest.raises(DataError, match=r"bleeding-gums\.md:13: grade"):
        build(project, target)
    assert target.read_bytes() == built.read_bytes()
    assert not list(project.glob(".content-*"))


def test_an_interrupted_build_leaves_nothing_half_built(project: Path, built: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    target = project / "build" / "content.db"
    with pytest.raises(KeyboardInterrupt):
        build(project, target, stop)
    assert list(target.parent.iterdir()) == []


def test_it_is_current_until_anything_is_edited(project: Path, built: Path) -> None:
    target = build(project, project / "build" / "content.db", cache=built.parent)
    assert is_current(project, target)
    before = fingerprint(project)
    for path in (project / ENTRY, project / SOURCES, project / "content/search/words.yml"):
        old = path.read_bytes()
        path.write_bytes(old + b"\n")
        assert fingerprint(project) != before
        assert not is_current(project, target)
        path.write_bytes(old)
    assert is_current(project, target)
    target.write_bytes(b"")
    assert not is_current(project, target)
    target.unlink()
    assert not is_current(project, target)


def test_a_spoilt_vector_cache_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "vectors.npz").write_bytes(b"PK\x03\x04 spoilt")
    first = VectorCache(tmp_path).encode(["bleeding gums"])
    again = VectorCache(tmp_path).encode(["bleeding gums"])
    assert first.shape == (1, 512)
    assert (first == again).all()


def test_a_path_with_odd_characters_works(project: Path, built: Path) -> None:
    target = project / "a b?#%20 ü" / "content.db"
    build(project, target, cache=built.parent)
    Store.open(target).close()
