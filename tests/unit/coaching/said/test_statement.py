"""What a sentence tells is kept in the person's own words; what only fills it, asks or orders is not."""

from __future__ import annotations

from companion.coaching.said.statement import statement, statements


def test_fillers_go_and_who_it_is_comes_in() -> None:
    assert statement("Ok so honestly I gave up flossing lol") == "I gave up flossing"
    assert statement("never got it looked at") == "i never got it looked at"


def test_what_tells_nothing_is_empty() -> None:
    assert statement("is it bad") == ""
    assert statement("show me my teeth now") == ""
    assert statements("My gums bleed a lot. what now? tell me") == ["My gums bleed a lot"]
