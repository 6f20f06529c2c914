"""Tests of companion/coaching/looks/wish.py: whose teeth a message is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.coaching.looks.wish import WishReader

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def reader() -> WishReader:
    return WishReader.load(ROOT)


@pytest.mark.parametrize(
    "text",
    [
        "my daughter turns 15 and asks for whitening",
        "my son's 8, his new front teeth look yellow",
        "can my daughter have veneers",
        "my 13 year old wants her gap closed",
        "my kid hates her smile",
    ],
)
def test_a_wish_for_a_child(reader: WishReader, text: str) -> None:
    wish = reader.read(text)
    assert wish.young


@pytest.mark.parametrize(
    "text",
    [
        "my grandson laughed, but i want my teeth whitened",
        "my daughter is getting married and i have three crooked teeth in front",
        "my son has his communion and in all photos i keep my mouth shut",
    ],
)
def test_a_child_in_passing(reader: WishReader, text: str) -> None:
    wish = reader.read(text)
    assert wish.who == "self"
    assert wish.young is None
