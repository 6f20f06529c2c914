"""Reading one line of a batch."""

from __future__ import annotations

import pytest

from companion.batch.conversation import Conversation, parse


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": "a", "turns": ["x", ""]}', Conversation("a", ("x", ""))),
        (b'{"id": 3, "turns": [], "country": "gb", "note": 1}', Conversation(3, (), "GB")),
        (b'{"id": "a", "turns": ["x"], "country": null}\r', Conversation("a", ("x",))),
        (b'\xef\xbb\xbf{"id": "a", "turns": ["\xc3\xa9"]}', Conversation("a", ("é",))),
    ],
)
def test_good_lines(line: bytes, expected: Conversation) -> None:
    assert parse(line) == expected


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{", "not JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff", "not UTF-8"),
        (b"null", "not a JSON object"),
        (b'["a"]', "not a JSON object"),
        (b'{"turns": []}', '"id" is missing'),
        (b'{"id": true, "turns": []}', '"id" must be'),
        (b'{"id": 1.5, "turns": []}', '"id" must be'),
        (b'{"id": "a"}', '"turns" is missing'),
        (b'{"id": "a", "turns": "hello"}', '"turns" must be a list'),
        (b'{"id": "a", "turns": ["x", null]}', "number 2 is not a text"),
        (b'{"id": "a", "turns": [], "country": "England"}', '"country" must be'),
        (b'{"id": "a", "turns": [], "country": 44}', '"country" must be'),
    ],
)
def test_bad_lines_say_what_is_wrong(line: bytes, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(line)
