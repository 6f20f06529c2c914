"""An entry and the statistics of the content as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from companion.content import Entry, Source, Statistics


def entry_text(entry: Entry, sources: Mapping[str, Source]) -> str:
    """All a reviewer wants to see of an entry; `sources` by id."""
    steps = [f"{number}. {step}" for number, step in enumerate(entry.do_now, 1)]
    parts = [
        f"{entry.title}\n{entry.path}",
        entry.lead,
        _section("Do now", steps),
        _section("Next step", [entry.next_step]),
        _section("More", [entry.more]),
        _section("Get help if", [f"- {line}" for line in entry.get_help]),
        _section("Ask your dentist", [f"- {line}" for line in entry.ask]),
        _section("Sources", [f"- {_source(id_, sources)}" for id_ in entry.sources]),
        f"Evidence grade: {entry.grade or 'none given'}\n"
        f"Reviewed: {entry.reviewed}, due {entry.review_due}. {entry.review}",
        _section("Related", [f"- {id_}" for id_ in entry.related]),
        _section("Sample questions", [f"- {text}" for text in entry.questions]),
    ]
    return "\n\n".join(part for part in parts if part)


def statistics_text(found: Statistics) -> str:
    """Figures, a line each, then counts by topic and by grade."""
    lines = [
        f"entries            {found.entries}",
        f"sample questions   {found.questions}",
        f"reading grade      {found.mean_reading_grade:.1f} on average",
        f"sentence length    {found.words_per_sentence:.1f} words on average",
        f"age of reviews     {found.mean_review_age:.0f} days on average, {found.oldest_review} at most",
        f"reviews overdue    {', '.join(found.overdue) or 'none'}",
        f"reviews due soon   {', '.join(found.due_soon) or 'none'}",
    ]
    hardest = {id_: f"{grade:.1f}" for id_, grade in found.hardest[:5]}
    for name, counts in (
        ("Entries by topic", found.topics),
        ("Entries by evidence grade", found.grades),
        ("Entries by source", found.sources),
        ("Hardest to read", hardest),
    ):
        lines += ["", name, *(f"  {count:>4}  {key}" for key, count in counts.items())]
    return "\n".join(lines)


def _section(name: str, lines: list[str]) -> str:
    filled = [line for line in lines if line]
    return "\n".join([name, *filled]) if filled else ""


def _source(id_: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(id_)
    if source is None:
        return f"{id_} (not in content/sources.yml)"
    return f"{source.organisation}, {source.title} ({source.year}): {source.url}"
