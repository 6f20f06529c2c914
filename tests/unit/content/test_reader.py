"""Reading entries: what stands in a file, where, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from companion.content import Entry, read_entries
from companion.content.reader import read_draft
from companion.errors import DataError

ENTRY = Path("content/gums/bleeding-gums.md")


def change(root: Path, old: str, new: str) -> Path:
    path = root / ENTRY
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path


def test_every_part_of_an_entry_is_read(project: Path) -> None:
    entry = next(e for e in read_entries(project) if e.id == "bleeding-gums")
    assert entry.topic == "gums"
    assert entry.title == "Gums that bleed when you brush"
    assert len(entry.questions) == 8
    assert entry.sources == ("dboh-2021", "nhs-mouth-ulcers")
    assert entry.grade == "conditional"
    assert entry.reviewed == date(2026, 11, 1)
    assert entry.lead == "This is a short answer. It stands on its own."
    assert entry.do_now == ()
    assert entry.next_step == "Brush for two minutes tonight."
    assert entry.more == ("Plaque is a soft film. It grows back each day.\n\nA second part says more.")
    assert entry.get_help[1] == "You feel ill with it: call a dentist today."
    assert entry.ask == ("What can I do at home?",)
    assert entry.path == ENTRY.as_posix()


def test_an_entry_survives_its_dictionary(project: Path) -> None:
    for entry in read_entries(project):
        assert Entry.from_dict(entry.as_dict()) == entry


def test_steps_are_read_as_steps(project: Path) -> None:
    change(project, "## Next step", "## Do now\n1. Rinse.\n2. Wait.\n\n## Next step")
    entry = next(e for e in read_entries(project) if e.id == "bleeding-gums")
    assert entry.do_now == ("Rinse.", "Wait.")


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("title:", "titel:", 2, '"titel" is not a known key'),
        ("title: Gums", "title: Gums: the ones", 2, "not readable as YAML"),
        ("grade: conditional", "grade: excellent", 13, 'grade "excellent" is not known'),
        ("reviewed: 2026-11-01", "reviewed: 2026-02-30", 14, "is not a date"),
        ("reviewed: 2026-11-01", "reviewed: first of May", 14, "is not a date"),
        ("sources: [dboh-2021, nhs-mouth-ulcers]", "sources: dboh-2021", 12, "is not a list"),
        ("## More", "## Background", 25, "is not a known section"),
        ("## More", "### More", 25, "is not a known section"),
        ("## More", "## Next step", 25, "is there twice"),
        ("## More\n", "## Ask your dentist\n- Why?\n\n## More\n", 28, "stands too late"),
        ("## Next step\nBrush for two minutes tonight.\n", "", 1, '"Next step" is empty'),
        ("- What can I do at home?", "What can I do at home?", 37, "is not an item"),
        ("Plaque is", "- Plaque is", 26, "a list in a section of sentences"),
        ("  - my gums bleed easily", "  - why: because", 11, "is not text"),
        ("---\ntitle", "title", 1, "there is no front matter"),
    ],
)
def test_a_broken_file_says_where_what_and_what_to_do(
    project: Path, old: str, new: str, line: int, message: str
) -> None:
    path = change(project, old, new)
    problems = read_draft(path, project).problems
    assert (line, True) in [(p.line, message in p.message) for p in problems]
    assert all(problem.fix for problem in problems)
    with pytest.raises(DataError, match=r"bleeding-gums\.md:\d+: "):
        read_entries(project)


def test_yaml_never_changes_what_was_written(project: Path) -> None:
    change(project, "  - my gums bleed easily", "  - no")
    change(project, "  - how do i stop my gums bleeding", "  - 12")
    entry = next(e for e in read_entries(project) if e.id == "bleeding-gums")
    assert {"no", "12"} <= set(entry.questions)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"---\n", b"\x00" * 100, b"---\n---\n"])
def test_any_bytes_give_problems_and_no_traceback(project: Path, data: bytes) -> None:
    (project / ENTRY).write_bytes(data)
    assert read_draft(project / ENTRY, project).problems


def test_a_file_name_must_be_an_id(project: Path) -> None:
    (project / ENTRY).rename(project / "content/gums/Bleeding Gums.md")
    with pytest.raises(DataError, match="is not an id"):
        read_entries(project)


def test_other_folders_hold_no_entries(project: Path) -> None:
    (project / "content/triage").mkdir()
    (project / "content/triage/notes.md").write_text("notes", "utf-8")
    assert len(read_entries(project)) == 3
