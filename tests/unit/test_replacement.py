"""Replacement: a file is whole or as it was, and what an earlier state made goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.replacement import keep_only, replacing


def test_what_was_written_takes_the_place(tmp_path: Path) -> None:
    target = tmp_path / "new" / "file.txt"
    with replacing(target) as draft:
        draft.write_text("whole", "utf-8")
        assert not target.exists()
    assert target.read_text("utf-8") == "whole"
    assert list(target.parent.iterdir()) == [target]


def test_a_fault_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "file.txt"
    target.write_text("before", "utf-8")
    with pytest.raises(ValueError, match="torn"):
        _torn(target)
    assert target.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [target]


def _torn(target: Path) -> None:
    with replacing(target) as draft:
        draft.write_text("half", "utf-8")
        raise ValueError("torn")


def test_only_the_newest_is_kept(tmp_path: Path) -> None:
    for name in ("a-1.npz", "a-2.npz", "b-1.npz"):
        (tmp_path / name).touch()
    keep_only(tmp_path / "a-2.npz", "a-*.npz")
    assert {path.name for path in tmp_path.iterdir()} == {"a-2.npz", "b-1.npz"}
