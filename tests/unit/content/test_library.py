"""Reading the database: entries, sources and search, and no doubt about a damaged file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from companion.content import Store, read_entries
from companion.content.library import NO_DIGEST, seal
from companion.errors import BuildError
from companion.language.encoder import encode


def test_entries_come_back_as_they_were_read(store: Store, built: Path) -> None:
    entries = read_entries(built.parents[1])
    assert sorted(store.entries(), key=lambda e: e.path) == entries
    assert store.entry("mouth-ulcer").title == "A mouth ulcer"
    assert store.source("dboh-2021").year == 2021
    assert [source.id for source in store.sources()] == ["dboh-2021", "nhs-mouth-ulcers"]
    assert ("mouth-ulcer", "ulcer on my tongue") in store.questions()
    assert len(store.questions()) == 24


def test_an_id_that_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        store.entry("nothing")
    with pytest.raises(KeyError):
        store.source("nothing")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("why do my gums bleed when i brush", "bleeding-gums"),
        ("theres blood in the sink wen i floss", "bleeding-gums"),
        ("what is the proper way of brushing", "how-to-brush"),
        ("i have an ulser", "mouth-ulcer"),
        ("mouth sore that hurts", "mouth-ulcer"),
    ],
)
def test_a_question_finds_its_entry(store: Store, text: str, entry: str) -> None:
    hit = store.search(text)[0]
    assert hit.entry_id == entry
    assert (entry, hit.question) in store.questions()


def test_scores_lie_between_0_and_1_and_fall(store: Store) -> None:
    hits = store.search("my gums bleed easily", limit=3)
    scores = [hit.score for hit in hits]
    assert len(hits) == 3
    assert scores == sorted(scores, reverse=True)
    assert 1 >= scores[0] > 0.9
    assert store.search("renew my car insurance")[0].score < 0.3


def test_a_given_vector_is_used(store: Store) -> None:
    vector = encode(["ulcer on my tongue"])[0]
    assert store.search("hm", vector, limit=1)[0].entry_id == "mouth-ulcer"


@pytest.mark.parametrize(
    "text",
    [
        '"; drop table entries; --',
        'title:gums AND NOT "brush" OR (NEAR(*^',
        "\x00",
        "gums\x00bleed",
        "\ud800 gums",
        "牙齿 出血",
        "نزيف اللثة",
        "🦷" * 50,
        "what is the",
        "' OR 1=1",
        "gums " * 20_000,
        "x" * 100_000,
        "\u202egums\u200b",
    ],
)
def test_any_text_can_be_searched(store: Store, text: str) -> None:
    assert all(0 <= hit.score <= 1 for hit in store.search(text))


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_nothing_finds_nothing(store: Store, text: str) -> None:
    assert store.search(text) == []
    assert store.search("gums", limit=0) == []


def test_many_threads_find_the_same(store: Store) -> None:
    vector = np.zeros(512, dtype=np.float32)
    expected = store.search("gums bleed", vector)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: store.search("gums bleed", vector), range(64)))
    assert found == [expected] * 64


def damage(built: Path, target: Path, change: str) -> None:
    data = bytearray(built.read_bytes())
    if change == "flipped bit":
        data[len(data) // 2] ^= 1
    elif change == "cut short":
        del data[len(data) // 2 :]
    elif change == "added to":
        data += b"\0"
    elif change == "empty":
        data.clear()
    elif change == "text":
        data[:] = b"not a database"
    target.write_bytes(data)


@pytest.mark.parametrize("change", ["flipped bit", "cut short", "added to", "empty", "text"])
def test_a_damaged_file_is_one_clear_error(built: Path, tmp_path: Path, change: str) -> None:
    target = tmp_path / "content.db"
    damage(built, target, change)
    with pytest.raises(BuildError) as caught:
        Store.open(target)
    assert str(target) in str(caught.value)
    assert "companion content build" in caught.value.fix


def test_a_missing_file_or_a_folder_is_one_clear_error(tmp_path: Path) -> None:
    for path in (tmp_path / "content.db", tmp_path):
        with pytest.raises(BuildError, match="companion content build"):
            Store.open(path)


def test_a_sealed_file_of_another_make_is_one_clear_error(tmp_path: Path) -> None:
    target = tmp_path / "content.db"
    for value in (None, "0"):
        target.unlink(missing_ok=True)
        db = sqlite3.connect(target)
        db.execute("create table meta (key, value)")
        db.execute("insert into meta values ('digest', ?)", (NO_DIGEST.decode(),))
        db.execute("insert into meta values ('format', ?)", (value,))
        db.commit()
        db.close()
        seal(target)
        with pytest.raises(BuildError, match="another version"):
            Store.open(target)


def test_the_database_cannot_be_written_to(store: Store) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        store._connection.execute("delete from entries")
