"""YAML that knows its lines, and in which words stay words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from companion.errors import DataError
from companion.testing.lines import Place, Rows, Table, read


def parsed(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_every_key_and_item_has_its_line(tmp_path: Path) -> None:
    table = parsed(tmp_path, "# head\na:\n  - x\n  - b: 1\nc: d\n")
    assert isinstance(table, Table)
    assert table.at == {"a": 2, "c": 5}
    rows = table["a"]
    assert isinstance(rows, Rows)
    assert rows.at == [3, 4]
    assert rows[1].line == 4
    assert table.raw == {"c": "d"}


@pytest.mark.parametrize(
    ("text", "value"),
    [("yes", "yes"), ("on", "on"), ("'1'", "1"), ("1", 1), ("-2.5", -2.5), ("true", True), ("~", None),
     ("1_000", "1_000"), ("12:30", "12:30"), ("0x1f", "0x1f"), ("2026-11-22", "2026-11-22")],
)  # fmt: skip
def test_words_are_what_a_person_typed(tmp_path: Path, text: str, value: object) -> None:
    found = parsed(tmp_path, f"a: {text}\n")["a"]
    assert found == value
    assert type(found) is type(value)


def test_what_cannot_be_read_says_where(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"a\.yml:3: not readable as YAML"):
        parsed(tmp_path, "a: 1\nb:\n  - [\n")
    with pytest.raises(DataError, match=r'a\.yml:2: "a" is there twice'):
        parsed(tmp_path, "a: 1\na: 2\n")
    (tmp_path / "b.yml").write_bytes(b"a: \xff\xfe\n")
    with pytest.raises(DataError, match="UTF-8"):
        read(tmp_path / "b.yml")


def test_an_empty_file_is_nothing(tmp_path: Path) -> None:
    assert parsed(tmp_path, "# nothing\n") is None


def test_key_sets_are_closed() -> None:
    place, table = Place(Path("a.yml")), Table(4)
    table["b"], table.at["b"] = 1, 5
    with pytest.raises(DataError, match=r'a\.yml:5: unknown key "b" in it'):
        place.table(table, 4, "it", frozenset(("a",)))
    with pytest.raises(DataError, match=r"a\.yml:4: it must be a list"):
        place.rows(table, 4, "it")
