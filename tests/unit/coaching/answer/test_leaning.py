"""A short question after an answer means something together with it, and never steals another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.answer.leaning import FILE, Followups, followups
from companion.content import Store
from companion.engine import project
from companion.errors import DataError

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def store() -> Store:
    project.choose(ROOT)
    return project.store()


@pytest.mark.parametrize(
    ("entry", "said", "leads"),
    [
        ("how-often-to-brush", "and for my toddler?", "childrens-brushing"),
        ("how-often-to-brush", "how long for?", "how-long-to-brush"),
        ("whitening", "is that safe when pregnant", "whitening-in-pregnancy"),
        ("bridges", "is there a cheaper option", "cost-of-care"),
        ("brown-or-white-spots", "can it be reversed", "can-decay-heal"),
        ("veneers", "how long do they last", "veneers-how-long"),
        ("childrens-toothpaste-amount", "what if she swallows some", "fluoride-safety"),
        ("flossing-how", "how often", "interdental-cleaning"),
    ],
)
def test_another_entry_that_answers_it(store: Store, entry: str, said: str, leads: str) -> None:
    lean = followups(ROOT).lean(said, store.entry(entry), store)
    assert lean is not None
    assert lean.whole
    assert lean.entry == leads


@pytest.mark.parametrize(
    ("entry", "said", "held"),
    [
        ("root-canal", "does it hurt", "numbed"),
        ("root-canal", "how long does it take", "two or more visits"),
        ("mouthwash", "can kids use it", "under six"),
        ("mouth-ulcer", "is it contagious", "do not spread"),
        ("after-extraction-care", "when can i smoke", "dry socket"),
        ("dental-x-rays", "and when pregnant", "pregnant"),
        ("thumb-sucking", "what age should he stop", "seven"),
        ("dry-mouth", "what can i do about it", "Sip"),
        ("geographic-tongue", "is it serious", "harmless"),
    ],
)
def test_the_sentences_of_the_entry_that_answer_it(store: Store, entry: str, said: str, held: str) -> None:
    lean = followups(ROOT).lean(said, store.entry(entry), store)
    assert lean is not None
    assert not lean.whole
    assert held in " ".join(lean.sentences)


def test_an_age_picks_the_line_for_that_age(store: Store) -> None:
    lean = followups(ROOT).lean("and my 7 year old?", store.entry("childrens-toothpaste-amount"), store)
    assert lean is not None
    assert lean.sentences[0].startswith("From seven")
    assert not any("three to six" in line for line in lean.sentences)


def test_what_the_entry_does_not_say_is_not_made_up(store: Store) -> None:
    lean = followups(ROOT).lean("is it catching", store.entry("bleeding-gums"), store)
    assert lean is not None
    assert not lean.sentences
    assert not lean.whole


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("how often should i change my toothbrush", 0.9),
        ("my tooth got knocked out playing football", 0.9),
        ("i would like to talk about something that has been on my mind for a very long time now", 0.1),
        ("thanks", 0.0),
    ],
)
def test_a_message_with_a_subject_of_its_own_stands_alone(store: Store, said: str, alone: float) -> None:
    assert followups(ROOT).lean(said, store.entry("root-canal"), store, alone) is None


def test_a_kind_without_its_keys_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.parent.mkdir()
    path.write_text("often:\n  asks: [how often]\n", encoding="utf-8")
    with pytest.raises(DataError, match="often needs asks and finds"):
        Followups.load(tmp_path)


def test_every_entry_it_points_to_exists(store: Store) -> None:
    known = {entry.id for entry in store.entries()}
    named = {name for kind in followups(ROOT).kinds for name in kind.see.values() if name}
    topics = {entry.topic for entry in store.entries()}
    keys = {name for kind in followups(ROOT).kinds for name in kind.see} - {"any"}
    assert named <= known
    assert keys <= known | topics
