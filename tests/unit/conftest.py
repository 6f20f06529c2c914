"""A small project with real entries in it, and the store built from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from companion.content import Store
from companion.content.store import build

SOURCES = """\
dboh-2021:
  organisation: Office for Health Improvement and Disparities
  title: Delivering better oral health
  year: 2021
  url: https://www.gov.uk/government/publications/delivering-better-oral-health
  licence: Open Government Licence v3.0
  read: "in a test"
nhs-mouth-ulcers:
  organisation: NHS
  title: Mouth ulcers
  year: 2024
  url: https://www.nhs.uk/conditions/mouth-ulcers/
  licence: Open Government Licence v3.0
  read: "in a test"
"""

QUESTIONS = {
    "bleeding-gums": [
        "why do my gums bleed when i brush",
        "there is blood when i floss",
        "gums bleeding every morning",
        "is it bad if my gum bleeds",
        "red spit after brushing",
        "bleeding gums what to do",
        "how do i stop my gums bleeding",
        "my gums bleed easily",
    ],
    "how-to-brush": [
        "how do i brush my teeth properly",
        "right way to brush",
        "what is the best brushing technique",
        "brush in circles or up and down",
        "how should i hold my toothbrush",
        "teach me to brush",
        "am i brushing right",
        "best way to clean teeth",
    ],
    "mouth-ulcer": [
        "i have a sore spot in my mouth",
        "how do i get rid of an ulcer",
        "canker sore inside my lip",
        "painful white spot on my cheek",
        "ulcer on my tongue",
        "how long does a mouth ulcer last",
        "what helps mouth ulcers",
        "why do i get ulcers",
    ],
}
TITLES = {
    "bleeding-gums": ("gums", "Gums that bleed when you brush"),
    "how-to-brush": ("brushing", "How to brush your teeth"),
    "mouth-ulcer": ("mouth", "A mouth ulcer"),
}


POINTS = """
## Asked
- can i kiss someone with it
- is an ulcer catching
- will my boyfriend get it from me
- do i pass it on

No, it is not catching.
You can kiss and share a cup.

- can i eat crisps
- what food stings
- which meals are best
- do tomatoes make it worse

Soft, mild food is best for now.
"""


def entry_text(id_: str) -> str:
    """A sound entry file."""
    questions = "\n".join(f"  - {question}" for question in QUESTIONS[id_])
    other = next(other for other in TITLES if other != id_)
    return f"""\
---
title: {TITLES[id_][1]}
questions:
{questions}
sources: [dboh-2021, nhs-mouth-ulcers]
grade: conditional
reviewed: 2026-11-01
review_due: 2027-11-01
review: "a test: nothing was checked"
related: [{other}]
---
This is a short answer.
It stands on its own.

## Next step
Brush for two minutes tonight.

## More
Plaque is a soft film.
It grows back each day.

A second part says more.

## Get help if
- It does not get better in two weeks: book a dentist.
- You feel ill with it:
  call a dentist today.

## Ask your dentist
- What can I do at home?
{POINTS if id_ == "mouth-ulcer" else ""}"""


@pytest.fixture(scope="session")
def write_project() -> Callable[[Path], Path]:
    """Writes a sound project into a folder."""

    def write(root: Path) -> Path:
        content = root / "content"
        for id_, (topic, _) in TITLES.items():
            (content / topic).mkdir(parents=True, exist_ok=True)
            (content / topic / f"{id_}.md").write_text(entry_text(id_), "utf-8")
        (content / "sources.yml").write_text(SOURCES, "utf-8")
        (content / "search").mkdir()
        (content / "search" / "words.yml").write_text("- [canker sore, ulcer]\n", "utf-8")
        return root

    return write


@pytest.fixture
def project(tmp_path: Path, write_project: Callable[[Path], Path]) -> Path:
    """A sound project of one's own."""
    return write_project(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, write_project: Callable[[Path], Path]) -> Path:
    """The database of the sound project. Copy it before changing it."""
    root = write_project(tmp_path_factory.mktemp("project"))
    return build(root, root / "build" / "content.db")


@pytest.fixture(scope="session")
def store(built: Path) -> Store:
    """The open store of the sound project."""
    return Store.open(built)
