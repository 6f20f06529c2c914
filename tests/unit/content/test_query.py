"""Queries: only what is worth looking for, mended, widened and harmless."""

from __future__ import annotations

import sqlite3

from hypothesis import given, settings
from hypothesis import strategies as st

from companion.content.query import QueryBuilder

BUILDER = QueryBuilder(
    ["bleeding", "gums", "denture", "dentures", "flossing", "clean"],
    [("false teeth", "denture"), ("floss", "string")],
)


def test_stop_words_and_punctuation_are_dropped() -> None:
    assert BUILDER.build("why are my Gums -- bleeding?!") == (["gums", "bleeding"],) * 2


def test_words_are_not_repeated() -> None:
    assert BUILDER.build("gums gums GUMS")[0] == ["gums"]


def test_a_typo_is_mended_and_an_english_word_is_not() -> None:
    assert BUILDER.build("bleding gums")[0] == ["bleeding", "gums"]
    assert BUILDER.build("flooring")[0] == ["flooring"]


def test_synonyms_widen_the_second_list_only() -> None:
    own, widened = BUILDER.build("clean my false teeth")
    assert own == ["clean", "false", "teeth"]
    assert widened == [*own, "denture"]


def test_nothing_worth_looking_for_gives_nothing() -> None:
    assert BUILDER.build("what is it?") == ([], [])
    assert BUILDER.build("") == ([], [])


@given(st.text(max_size=200))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_a_query(text: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table t using fts5(x)")
    for terms in BUILDER.build(text):
        for term in terms:
            assert '"' not in term
            db.execute("select * from t where t match ?", (f'"{term}"',)).fetchall()
    db.close()
