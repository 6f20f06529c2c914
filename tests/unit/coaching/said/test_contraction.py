"""What is typed in haste is given back as it is written."""

from __future__ import annotations

from companion.coaching.said.contraction import written


def test_contractions_and_other_words() -> None:
    assert written("Hes sure theyve gone, cos it wasnt ill", {"cos": "because"}) == (
        "he's sure they've gone, because it wasn't ill"
    )
    assert written("I cant, ill ask", {"ill": "I'll"}) == "I can't, I'll ask"
