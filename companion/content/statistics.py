"""What the content covers, how old its reviews are, and how easy it is to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from companion.content.entry import Entry
from companion.content.reading import measure


@dataclass(frozen=True)
class Statistics:
    """Figures over all entries. Ages are in days."""

    entries: int
    questions: int
    topics: dict[str, int]  # entries by topic
    grades: dict[str, int]  # entries by evidence grade; "none" where the source has none
    sources: dict[str, int]  # entries by source id, the most used first
    oldest_review: int
    mean_review_age: float
    overdue: tuple[str, ...]  # ids of entries whose review date has passed
    due_soon: tuple[str, ...]  # ids of entries whose review is due within 60 days
    mean_reading_grade: float
    hardest: tuple[tuple[str, float], ...]  # the ten hardest to read, id and grade
    words_per_sentence: float


def stats(entries: Sequence[Entry], today: date) -> Statistics:
    """Figures over some entries on a day. Raises ValueError when there are none."""
    if not entries:
        raise ValueError("no entries to count")
    readings = {entry.id: measure(entry.body()) for entry in entries}
    ages = [(today - entry.reviewed).days for entry in entries]
    left = {entry.id: (entry.review_due - today).days for entry in entries}
    hardest = sorted(((id_, read.grade) for id_, read in readings.items()), key=lambda r: -r[1])
    used = Counter(id_ for entry in entries for id_ in entry.sources)
    return Statistics(
        entries=len(entries),
        questions=sum(len(entry.questions) for entry in entries),
        topics=dict(sorted(Counter(entry.topic for entry in entries).items())),
        grades=dict(Counter(entry.grade or "none" for entry in entries).most_common()),
        sources=dict(used.most_common()),
        oldest_review=max(ages),
        mean_review_age=mean(ages),
        overdue=tuple(id_ for id_, days in left.items() if days < 0),
        due_soon=tuple(id_ for id_, days in left.items() if 0 <= days <= 60),
        mean_reading_grade=mean(read.grade for read in readings.values()),
        hardest=tuple(hardest[:10]),
        words_per_sentence=mean(read.words_per_sentence for read in readings.values()),
    )
