"""Remarks: each is found by its own words, all that is said is readable and within the guard."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
import textstat

from companion.coaching.looks.procedure import load_procedures
from companion.coaching.said.remark import TALKS, Remark
from companion.coaching.said.remarks import Known, Remarks, remarks, wordings
from companion.coaching.said.sample import parts
from companion.content import read_entries
from companion.guard import claims
from companion.language.encoder import foresee

ROOT = Path(__file__).parents[4]
FOREIGN = "language"  # its answers are in other languages
_BRACES = re.compile(r"\{(\w+)\}")
_FILLED = {
    "gentler": "A clean comes first.",
    "tooth": "It takes some tooth.",
    "lasts": "It lasts some years.",
}


@pytest.fixture(scope="module", params=TALKS)
def spoken(request: pytest.FixtureRequest) -> Remarks:
    return remarks(ROOT, request.param)


def scene(remark: Remark) -> Known:
    """Where this remark makes sense."""
    when = frozenset((remark.when,)) - {None, "adult"}
    return Known(remark.about, frozenset(name for name in when if name), remark.after)


def test_each_sample_finds_its_own_remark(spoken: Remarks) -> None:
    owners = defaultdict(set)
    for remark in spoken.remarks:
        for text in remark.says:
            owners[parts(text)[0]].add(remark.id)
    for remark in spoken.remarks:
        foresee(part for text in remark.says for part in wordings(text))  # together is three times as fast
        for sample in remark.says:
            found = spoken.find(sample, scene(remark))
            assert found
            assert found[0].remark.id in owners[parts(sample)[0]], sample


def test_all_that_may_be_said_is_readable_and_within_the_guard(spoken: Remarks) -> None:
    for remark in spoken.remarks:
        for answer in remark.answers:
            text = _BRACES.sub(lambda found: _FILLED.get(found[1], "a dentist"), answer)
            assert not claims(text), remark.id
            assert "!" not in text, remark.id
            if remark.thread != FOREIGN:
                assert textstat.flesch_kincaid_grade(text) <= 6.5, (remark.id, text)


def test_every_remark_names_what_exists(spoken: Remarks) -> None:
    entries = {entry.id for entry in read_entries(ROOT)}
    procedures = {one.id for one in load_procedures(ROOT)}
    for remark in spoken.remarks:
        assert remark.see is None or remark.see in entries, remark.id
        assert remark.about <= procedures, remark.id


def test_worry_leaves_room_for_care_alone() -> None:
    found = remarks(ROOT, "looks").find(
        "would veneers fix it", Known(frozenset(("veneers",)), frozenset(("worry",)))
    )
    assert found[0].remark.when == "worry"


def test_a_part_of_a_message_is_heard_and_the_opposite_is_not() -> None:
    looks, known = remarks(ROOT, "looks"), Known(frozenset(("filing",)))
    both = looks.find("ok ok i'll stop. is the bit i took off going to come back?", known)
    assert {"looks.grow-back", "looks.not-doing-it"} & {one.remark.id for one in both[:1]}
    assert looks.find("fine, i will do it anyway", known)[0].remark.id == "looks.do-anyway"


def test_a_sample_that_two_remarks_share_is_still_known_by_its_words() -> None:
    found = remarks(ROOT, "talk").opening("why should i listen to you")
    assert found is not None
    assert found.remark.id == "talk.ours-why-listen"


@pytest.mark.parametrize(
    "text",
    [
        "how do i know if it is infected",
        "i could ring the dentist tomorrow",
        "what would make it better",
        "can you feel pain during a root canal",
        "can my dentist see the cavity on an x-ray",
        "how many paracetamol to kill the pain",
        "name one food that stains",
        "so i woke up with a sore jaw",
        "i keep brushing them like a goodbye",
    ],
)
def test_words_about_the_companion_are_not_heard_where_the_mouth_is_meant(text: str) -> None:
    found = remarks(ROOT, "talk").opening(text)
    assert found is None or found.score < 0.62 or found.remark.thread not in ("limits", "anger")
