"""Responses: enough wordings, readable, within the guard's limits, and every button leads somewhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import textstat

from companion.content import read_entries
from companion.guard import claims
from companion.reply import KINDS

GRADE = 6.0
WORDS = 15
FEW = 3
NOT_ENGLISH = {"utter_other_language"}


def _said(responses: dict[str, list[Any]]) -> list[tuple[str, Any]]:
    return [(name, one) for name, rows in responses.items() for one in rows]


def test_at_least_three_wordings(responses: dict[str, list[Any]]) -> None:
    assert {name: len(rows) for name, rows in responses.items() if len(rows) < FEW} == {}


def test_no_wording_twice(responses: dict[str, list[Any]]) -> None:
    texts = [one.text for _, one in _said(responses)]
    assert len(texts) == len({*texts})


def test_every_wording_has_a_kind(responses: dict[str, list[Any]]) -> None:
    assert [name for name, one in _said(responses) if one.kind not in KINDS] == []


def test_a_button_sends_its_title(responses: dict[str, list[Any]]) -> None:
    assert [b for _, one in _said(responses) for b in one.buttons if b[0] != b[1]] == []


def test_a_button_is_understood(
    root: Path,
    responses: dict[str, list[Any]],
    examples: dict[str, list[str]],
    plain: Callable[[str], str],
) -> None:
    known = {plain(text) for said in examples.values() for text in said}
    known |= {plain(text) for entry in read_entries(root) for text in entry.questions}
    titles = {title for _, one in _said(responses) for title, _ in one.buttons}
    assert [title for title in titles if plain(title) not in known] == []


def test_reading_grade_and_sentence_length(responses: dict[str, list[Any]]) -> None:
    hard = []
    for name, one in _said(responses):
        sentences = re.split(r"(?<=[.?:])\s+", one.text)
        length = len(one.text.split()) / len(sentences)
        if name not in NOT_ENGLISH and (textstat.flesch_kincaid_grade(one.text) > GRADE or length >= WORDS):
            hard.append((name, one.text))
    assert hard == []


def test_nothing_forbidden_is_said(responses: dict[str, list[Any]]) -> None:
    assert [(name, claims(one.text)) for name, one in _said(responses) if claims(one.text)] == []


def test_one_question_a_reply_and_no_shouting(responses: dict[str, list[Any]]) -> None:
    said = _said(responses)
    assert [one.text for _, one in said if one.text.count("?") > 1] == []
    assert [one.text for _, one in said if "!" in one.text] == []


def test_no_number_to_call_without_a_country(responses: dict[str, list[Any]]) -> None:
    assert [one.text for _, one in _said(responses) if re.search(r"\d{3}", one.text)] == []
