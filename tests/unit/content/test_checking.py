"""The check: everything that is wrong, at once, with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from companion.content import check

ENTRY = Path("content/gums/bleeding-gums.md")
PROJECT = Path(__file__).parents[3]


def change(root: Path, old: str, new: str, entry: Path = ENTRY) -> None:
    text = (root / entry).read_text("utf-8")
    assert old in text
    (root / entry).write_text(text.replace(old, new, 1), "utf-8")


def test_a_sound_project_has_no_problems(project: Path) -> None:
    assert check(project, date(2026, 11, 22)) == []


def test_the_content_of_the_companion_is_sound() -> None:
    assert [str(problem) for problem in check(PROJECT) if not problem.note] == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("[dboh-2021, nhs", "[dboh-2020, nhs", 12, 'source "dboh-2020" is not in'),
        ("related: [how-to-brush]", "related: [flossing]", 17, '"flossing" does not exist'),
        ("related: [how-to-brush]", "related: [bleeding-gums]", 17, "related to itself"),
        ("  - my gums bleed easily\n", "", 4, "7 sample questions"),
        ("my gums bleed easily", "Right way, to BRUSH?", 11, "is already in"),
        ("It stands on its own.", "You have gingivitis.", 19, "is a diagnosis"),
        ("It stands on its own.", "Take 2 tablets.", 19, "is a dose"),
        ("It stands on its own.", "Call 999 now.", 19, "phone number"),
        ("It stands on its own.", "Ring 0800 11 11 22.", 19, "phone number"),
        ("It stands on its own.", "See www.nhs.uk for more.", 19, "web address"),
        ("It stands on its own.", "It stands on its own!", 19, "exclamation mark"),
        ("It stands on its own.", "The color is red.", 19, 'write "colour"'),
        ("It stands on its own.", "So it is. " * 20, 19, "the lead has 65 words"),
        ("2027-11-01", "2030-11-01", 15, "days after reviewed"),
        ("2027-11-01", "2026-11-01", 15, "0 days after reviewed"),
        ("What can I do at home?", "My mom is ill. What now?", 37, 'write "mum"'),
        (
            "Plaque is a soft film.",
            "Interdisciplinary epidemiological investigations demonstrate deterioration. " * 3,
            19,
            "reading grade",
        ),
        (
            "## Next step",
            "## Do now\n" + "".join(f"{n}. Rinse it.\n" for n in range(1, 9)) + "\n## Next step",
            30,
            "8 steps",
        ),
    ],
)
def test_each_fault_is_found_at_its_line(project: Path, old: str, new: str, line: int, message: str) -> None:
    change(project, old, new)
    found = check(project, date(2026, 11, 22))
    assert any(message in str(problem) and problem.line == line for problem in found), found
    assert all(problem.fix for problem in found)


def test_all_problems_are_found_at_once(project: Path) -> None:
    change(project, "dboh-2021", "dboh-1999")
    change(project, "It stands on its own.", "The color is red!")
    change(project, "grade:", "level:", Path("content/mouth/mouth-ulcer.md"))
    messages = "\n".join(map(str, check(project)))
    for fault in ("dboh-1999", "color", "exclamation", "level"):
        assert fault in messages


def test_a_problem_reads_where_what_and_what_to_do(project: Path) -> None:
    change(project, "[dboh-2021", "[nhs-2023")
    assert str(check(project)[0]) == (
        'content/gums/bleeding-gums.md:12: source "nhs-2023" is not in content/sources.yml\n'
        "  add it there, or correct the spelling"
    )


def test_numbers_that_are_no_phone_numbers_pass(project: Path) -> None:
    change(project, "It stands on its own.", "It has 1,000 to 1,500 ppm in 2019. A trial had 999.")
    assert [p for p in check(project) if "phone" in p.message and "1,0" in p.message] == []


def test_two_entries_of_one_name_are_found(project: Path) -> None:
    twin = project / "content/mouth/bleeding-gums.md"
    twin.write_text((project / ENTRY).read_text("utf-8"), "utf-8")
    assert any("is called" in problem.message for problem in check(project))


def test_overdue_reviews_count_only_on_a_given_day(project: Path) -> None:
    assert check(project) == []
    late = check(project, date(2028, 1, 1))
    assert len(late) == 3
    assert "the review was due 2027-11-01" in late[0].message


def test_an_unused_source_is_a_note(project: Path) -> None:
    for path in (project / "content").glob("*/*.md"):
        change(project, "dboh-2021, ", "", path.relative_to(project))
    (note,) = check(project)
    assert note.note
    assert "note: " in str(note)
    assert note.path == "content/sources.yml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  year: 2021\n", "", '"year" is missing'),
        ("year: 2021", "year: soon", '"year" is not a year'),
        ("organisation: NHS", "organization: NHS", '"organization" is not a known key'),
        ("nhs-mouth-ulcers:", "dboh-2021:", "is there twice"),
        ("year: 2021", "year: [", "not readable as YAML"),
    ],
)
def test_a_broken_source_is_found(project: Path, old: str, new: str, message: str) -> None:
    change(project, old, new, Path("content/sources.yml"))
    assert any(
        message in problem.message and problem.path == "content/sources.yml" for problem in check(project)
    )


def test_an_empty_project_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    messages = [problem.message for problem in check(tmp_path)]
    assert messages == ["there are no entries", "the file is missing"]
