"""Retrieval: whether a question finds its entry, first and among what is suggested."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from companion.content import Store, read_entries
from companion.content.store import write
from companion.content.vectors import VectorCache
from companion.errors import DataError
from companion.evaluation.conversation import Heard
from companion.evaluation.folds import FOLDS, folds
from companion.evaluation.part import Figure, Part, Progress, Table, share
from companion.evaluation.rows import Question
from companion.language.encoder import encode

if TYPE_CHECKING:
    from companion.content.learning import Floats

FIRST, AMONG = 0.85, 0.95


@dataclass(frozen=True)
class Place:
    """Where the right entry came: 0 for first; `found` are the entries that were found, best first."""

    question: Question
    found: tuple[str, ...]

    @property
    def rank(self) -> int:
        """Number of entries in front of the first right one; 99 where none is found."""
        return next((at for at, id_ in enumerate(self.found) if id_ in self.question.entries), 99)


def evaluate(
    store: Store,
    gist: Callable[[str], str],
    questions: Sequence[Question],
    heard: Sequence[Heard],
    held_out: Sequence[Place] = (),
    of: str = "",
) -> Part:
    """`heard` is what the companion made of each of the questions, `held_out` is cross_validate's.

    `of` names the set where there is more than one.
    """
    fresh = search(store, gist, questions)
    figures = (
        *_said(heard, questions),
        *_ranked("search", "search alone, fresh questions", fresh),
        *(_ranked("held_out", "search alone, sample questions held out", held_out) if held_out else ()),
    )
    tables = (_topics(store, heard, questions), _wrong(heard, questions))
    name, title = "retrieval", "Right entry for a question"
    return Part(f"{name}-{of}" if of else name, f"{title}, {of}" if of else title, figures, tables)


def search(store: Store, gist: Callable[[str], str], questions: Sequence[Question]) -> list[Place]:
    """Search for the gist of every question. Raises DataError when one names an entry that is not there."""
    ids = {entry.id for entry in store.entries()}
    found = []
    asked = [gist(question.text) for question in questions]
    for question, text, vector in zip(questions, asked, encode(asked), strict=True):
        if unknown := set(question.entries) - ids:
            what = f'"{question.text}" wants the entry "{min(unknown)}", which does not exist'
            raise DataError("the evaluation's questions", what, "correct the id")
        hits = store.search(text, vector)
        found.append(Place(question, tuple(hit.entry_id for hit in hits)))
    return found


def cross_validate(root: Path, progress: Progress) -> Iterator[Place]:
    """Each sample question, sought in a database that was built without it."""
    entries = sorted(read_entries(root), key=lambda entry: (entry.topic, entry.id))
    asked = [(text, entry.id) for entry in entries for text in entry.questions]
    vectors = VectorCache(root / ".cache" / "companion").encode([text for text, _ in asked])
    for done, (learn, test) in enumerate(folds([id_ for _, id_ in asked]), 1):
        kept = set(learn)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "content.db"
            numbers = iter(range(len(asked)))
            shorter = [
                replace(entry, questions=tuple(text for text in entry.questions if next(numbers) in kept))
                for entry in entries
            ]
            write(root, path, shorter, vectors[learn])
            store = Store.open(path)
            yield from _places(store, [asked[at] for at in test], vectors[test])
            store.close()
        progress("retrieval", done, FOLDS)


def _places(store: Store, asked: Sequence[tuple[str, str]], vectors: Floats) -> Iterator[Place]:
    for (text, id_), vector in zip(asked, vectors, strict=True):
        hits = store.search(text, vector)
        yield Place(Question(text, (id_,)), tuple(hit.entry_id for hit in hits))


def _said(heard: Sequence[Heard], questions: Sequence[Question]) -> tuple[Figure, ...]:
    pairs = list(zip(heard, questions, strict=True))
    first = sum(one.answered in question.entries for one, question in pairs)
    among = sum(_suggested(one, question) for one, question in pairs)
    refused = sum(one.refused for one in heard)
    return (
        share("first", "companion, fresh questions: right entry first", first, len(pairs), least=FIRST),
        share("among", "companion, fresh questions: among the suggestions", among, len(pairs), least=AMONG),
        share("refused", "companion, fresh questions: turned away", refused, len(pairs), most=0.05),
    )


def _suggested(heard: Heard, question: Question) -> bool:
    return not {heard.answered, *heard.offered}.isdisjoint(question.entries)


def _ranked(key: str, label: str, places: Sequence[Place]) -> tuple[Figure, ...]:
    return tuple(
        share(
            f"{key}_{name}",
            f"{label}: {words}",
            sum(place.rank < limit for place in places),
            len(places),
        )
        for name, words, limit in (
            ("first", "first", 1),
            ("three", "among three", 3),
            ("five", "among five", 5),
        )
    )


def _topics(store: Store, heard: Sequence[Heard], questions: Sequence[Question]) -> Table:
    topics: dict[str, list[tuple[bool, bool]]] = {}
    for one, question in zip(heard, questions, strict=True):
        topic = store.entry(question.entries[0]).topic
        topics.setdefault(topic, []).append((one.answered in question.entries, _suggested(one, question)))
    rows = [
        (topic, str(len(found)), str(sum(first for first, _ in found)), str(sum(among for _, among in found)))
        for topic, found in sorted(topics.items())
    ]
    return Table("By topic", ("topic", "questions", "first", "among the suggestions"), tuple(rows))


def _wrong(heard: Sequence[Heard], questions: Sequence[Question]) -> Table:
    rows = [
        (one.text, " or ".join(question.entries), one.answered or one.intent, ", ".join(one.offered))
        for one, question in zip(heard, questions, strict=True)
        if one.answered not in question.entries
    ]
    columns = ("asked", "right entry", "answered with", "suggested")
    return Table("Questions that were not answered with the right entry", columns, tuple(rows))
