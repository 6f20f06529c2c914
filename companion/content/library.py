"""The content database as it is read: entries, sources, search. companion.content.store builds it.

The file carries its own digest: the SHA-256 of its bytes with the digest's own digits set to zero.
One that is torn, edited or of another make is not opened, and the error names the way to a new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from companion.content.answers import Answers
from companion.content.entry import Entry, Source
from companion.content.learning import Floats, Learned
from companion.content.point import Point
from companion.content.postings import Postings
from companion.content.query import QueryBuilder
from companion.content.search import Hit, MeaningIndex, fuse
from companion.content.space import AXES, Space
from companion.content.subjects import CLEAR, Subject, Subjects, stems
from companion.errors import BuildError
from companion.language.encoder import WIDTH, encode

FORMAT = "8"  # raise it when tables or their meaning change
NO_DIGEST = b"sha256:" + b"0" * 64

_DIGEST = re.compile(rb"sha256:[0-9a-f]{64}")
_FIX = "run `companion content build`"
_WEIGHTS = "4.0, 2.0, 1.0, 3.0"  # title, lead, more, questions
# A term is folded: letters and digits only. Quoted, none of them is an operator.
_BM25 = f"select rowid, -bm25(entries_fts, {_WEIGHTS}) from entries_fts where entries_fts match ?"
_MOST_ROWS = 40  # entries that words may speak for: more are only about words that many share
_MOST_TEXTS = 64  # messages of talks that go on, 6 KB each
_MOST_TERMS = 4_000  # kept in memory, 1 KB each
Fit = tuple[Floats, NDArray[np.intp]]  # (entries,) each
_LISTS = ("do_now", "get_help", "ask", "related", "sources", "questions")


class Store:
    """Entries, sources and search. Safe to share between threads. Open it with `Store.open`."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = threading.Lock()
        self.meta: dict[str, str] = dict(self._rows("select key, value from meta"))
        if self.meta.get("format") != FORMAT:
            raise BuildError(str(path), "it is of another version of the companion", _FIX)
        self._entries = {entry.id: entry for entry in self._load_entries()}
        self._sources = {row[0]: Source(*row) for row in self._rows("select * from sources")}
        self._ids = list(self._entries)
        self._questions, self._index = self._load_index()
        self.answers = self._load_answers()
        self._subjects = Subjects(self._load_subjects(), len(self._ids))
        self._terms: dict[str, Floats] = {}
        self._fits: dict[tuple[str, str | None], Fit] = {}
        self._query = QueryBuilder(
            (row[0] for row in self._rows("select word from words")),
            [json.loads(row[0]) for row in self._rows("select phrases from synonyms")],
        )

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open a database for reading. Raises BuildError when it is missing, damaged or foreign."""
        digest(path)
        uri = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            return cls(path, connection)
        except (sqlite3.Error, ValueError, KeyError, TypeError) as error:
            raise BuildError(str(path), f"it is not a content database ({error})", _FIX) from error

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def entry(self, id_: str) -> Entry:
        """One entry. Raises KeyError when there is none of that id."""
        return self._entries[id_]

    def source(self, id_: str) -> Source:
        """One source. Raises KeyError when there is none of that id."""
        return self._sources[id_]

    def entries(self) -> list[Entry]:
        """All entries, sorted by topic and id."""
        return list(self._entries.values())

    def sources(self) -> list[Source]:
        """All sources, sorted by id."""
        return list(self._sources.values())

    def questions(self) -> list[tuple[str, str]]:
        """Entry id and text of every sample question."""
        return [(entry.id, text) for entry in self.entries() for text in entry.questions]

    def search(
        self, text: str, vector: Floats | None = None, limit: int = 5, named: str | None = None
    ) -> list[Hit]:
        """The entries that fit a text best, best first. Any text is fine; an empty one finds none.

        `vector`: the text's sentence vector (512,), where the caller has it already; `named`: the part of it
        whose subjects an entry has to speak of, all of it where that is None. A first hit of
        score 0.5 is as likely right as not; below 0.3 the text is hardly about mouths at all.
        """
        if not text.strip() or limit < 1:
            return []
        scores, nearest = self._fit(text, vector, named)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [Hit(self._ids[row], float(scores[row]), self._questions[nearest[row]]) for row in order]

    def weigh(self, text: str, vector: Floats) -> Floats:
        """How well each entry fits a text with that sentence vector (512,): (entries,), 0 to 1."""
        return self._fit(text, vector, None)[0]

    def _fit(self, text: str, vector: Floats | None, named: str | None) -> Fit:
        """What `_weighed` finds, kept for whoever asks for it as well, and for the messages after it."""
        key = text, named
        if key not in self._fits:
            if len(self._fits) >= _MOST_TEXTS:
                self._fits.clear()
            self._fits[key] = self._weighed(text, vector, named)
        return self._fits[key]

    def _weighed(self, text: str, vector: Floats | None, named: str | None) -> Fit:
        """How well each entry fits a text, and the number of each one's nearest question."""
        text = text.encode("utf-8", "replace").decode("utf-8")[:2_000]
        meaning = self._index.compare(encode([text])[0] if vector is None else vector)
        terms, others = self._query.build(text)
        words, widened = self._words(terms), self._words(others)
        lacking = self._subjects.lacking(terms if named is None else self._query.build(named)[0])
        return fuse(meaning, words, widened, lacking), meaning.nearest

    def named(self, text: str) -> list[str]:
        """The words of a text that name a subject, as they are written."""
        terms = self._query.build(text)[0]
        return [term for term in terms if any(self._subjects.weight(one) >= CLEAR for one in stems(term))]

    def lacks(self, text: str, entry: str) -> float:
        """How much of what a text names an entry nowhere speaks of: 0 for nothing, 1 for a subject."""
        return float(self._subjects.lacking(self._query.build(text)[0])[self.row(entry)])

    def words(self, text: str) -> list[tuple[str, ...]]:
        """The stems of a text's words that tell anything, each with those that mean the same."""
        return self._query.alike(text)

    @property
    def ids(self) -> list[str]:
        """The ids of all entries in turn."""
        return self._ids

    def row(self, entry: str) -> int:
        """The number of an entry among all of them. Raises ValueError when there is none of that id."""
        return self._ids.index(entry)

    def point(self, entry: str, number: int) -> Point:
        """One point. Raises KeyError when the entry has none of that number."""
        sql = "select asked, answer from points where entry = ? and number = ?"
        for asked, answer in self._rows(sql, (entry, number)):
            return Point(tuple(json.loads(asked)), answer)
        raise KeyError((entry, number))

    def _words(self, terms: Iterable[str]) -> Floats:
        """BM25 of every entry for any of the terms, (entries,); 0 for those beyond the best few."""
        found = sum(map(self._term, terms), np.zeros(len(self._ids), np.float32))
        if len(found) > _MOST_ROWS:
            found[found < np.partition(found, -_MOST_ROWS)[-_MOST_ROWS]] = 0
        return found

    def _term(self, term: str) -> Floats:
        """BM25 of every entry for one term. That of several is their sum, so each is asked for once."""
        if term not in self._terms:
            if len(self._terms) >= _MOST_TERMS:
                self._terms.clear()
            found = np.zeros(len(self._ids), np.float32)
            for row, strength in self._rows(_BM25, (f'"{term}"',)):
                found[row] = strength
            self._terms[term] = found
        return self._terms[term]

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def _load_entries(self) -> list[Entry]:
        names = [row[1] for row in self._rows("pragma table_info(entries)")]
        rows = self._rows("select * from entries order by number")
        entries = []
        for row in rows:
            values = dict(zip(names, row, strict=True))
            del values["number"]
            entries.append(Entry.from_dict({**values, **{key: json.loads(values[key]) for key in _LISTS}}))
        return entries

    def _load_answers(self) -> Answers:
        matrices = self._matrices()
        space = Space(matrices["space_mean"], matrices["space_axes"].reshape(WIDTH, AXES))
        rows = self._rows("select entry, point, samples from answers order by entry, point")
        words = {stem: np.frombuffer(data, np.uint16) for stem, data in self._rows("select * from postings")}
        return Answers.load(space, rows, Postings(words, len(rows)))

    def _matrices(self) -> dict[str, Floats]:
        rows = self._rows("select name, data from matrices")
        return {name: np.frombuffer(data, dtype=np.float32) for name, data in rows}

    def _load_subjects(self) -> list[Subject]:
        rows = self._rows("select stem, weight, among from subjects order by stem")
        return [
            Subject(
                word, weight, np.unpackbits(np.frombuffer(bits, np.uint8), count=len(self._ids)).astype(bool)
            )
            for word, weight, bits in rows
        ]

    def _load_index(self) -> tuple[list[str], MeaningIndex]:
        rows = self._rows("select entry, text, vector from questions order by number")
        vectors = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float16)
        matrices = self._matrices()
        counts = [0] * len(self._ids)
        numbers = {id_: number for number, id_ in enumerate(self._ids)}
        for entry, *_ in rows:
            counts[numbers[entry]] += 1
        index = MeaningIndex(
            vectors.reshape(-1, WIDTH).astype(np.float32),
            counts,
            Learned(
                matrices["mean"],
                matrices["metric"].reshape(WIDTH, WIDTH),
                matrices["choice"].reshape(WIDTH, len(counts)),
            ),
        )
        return [row[1] for row in rows], index


def digest(path: Path) -> str:
    """The digest of a content database. Raises BuildError when the file does not match it."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BuildError(str(path), f"it cannot be read ({error.strerror})", _FIX) from error
    found = _DIGEST.findall(data)
    if len(found) != 1:
        raise BuildError(str(path), "it is not a content database", _FIX)
    written: bytes = found[0]
    plain = data.replace(written, NO_DIGEST, 1)
    if written != b"sha256:" + hashlib.sha256(plain).hexdigest().encode():
        raise BuildError(str(path), "it is damaged: its digest does not match", _FIX)
    return written.decode()


def seal(path: Path) -> str:
    """Write the digest into a database that holds NO_DIGEST once, and flush it to the disk."""
    data = path.read_bytes()
    written = b"sha256:" + hashlib.sha256(data).hexdigest().encode()
    with path.open("r+b") as file:
        file.seek(data.index(NO_DIGEST))
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
    return written.decode()
