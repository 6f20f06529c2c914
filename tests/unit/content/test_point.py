"""Points: narrow questions in a section of their own, found by meaning within their entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.content import Store, check
from companion.content.point import Point, parse
from companion.content.reader import points_of, read_drafts

ENTRY = Path("content/mouth/mouth-ulcer.md")
KISS, FOOD = 0, 1


def test_samples_and_the_answer_below_them_are_a_point() -> None:
    first, second = parse(
        enumerate(
            ["- is it bad", "- is that ok", "", "It is fine.", "Wait a day.", "", "- why", "", "So."], 10
        )
    )
    assert first.asked == ("is it bad", "is that ok")
    assert first.answer == "It is fine. Wait a day."
    assert (first.lines, first.line) == ((10, 11), 13)
    assert second.point() == Point(("why",), "So.")


def test_points_are_read_by_entry(project: Path) -> None:
    points = points_of(read_drafts(project))
    assert set(points) == {"mouth-ulcer"}
    assert points["mouth-ulcer"][FOOD].answer == "Soft, mild food is best for now."


def test_the_store_has_the_points(store: Store) -> None:
    assert store.point("mouth-ulcer", KISS).answer.startswith("No, it is not catching.")
    with pytest.raises(KeyError):
        store.point("mouth-ulcer", 7)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- do i pass it on\n", "", "3 samples of a question"),
        ("- do i pass it on", "- is an ulcer catching", "is already in line"),
        ("No, it is not catching.", "You have an infection.", "is a diagnosis"),
        ("No, it is not catching.", "No! Never.", "exclamation mark"),
        ("No, it is not catching.", "So it is and so on it goes. " * 12, "an answer of over"),
        (
            "No, it is not catching.",
            "Epidemiological investigations demonstrate otherwise.",
            "reading grade",
        ),
        ("Soft, mild food is best for now.\n", "", "a question without an answer"),
        ("- can i kiss someone with it", "Yes.\n\n- can i kiss someone with it", "an answer without"),
        ("- can i eat crisps", "## More\n- can i eat crisps", "stands too late"),
    ],
)
def test_what_is_wrong_with_a_point_is_found(project: Path, old: str, new: str, message: str) -> None:
    path = project / ENTRY
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    problems = check(project)
    assert any(message in problem.message and problem.path == str(ENTRY) for problem in problems), problems
