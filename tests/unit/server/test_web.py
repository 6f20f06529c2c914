"""Origins and hosts, and what the REST road makes of anything a client sends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.server.desk import _client
from companion.server.refusal import Refusal
from companion.server.rest import as_number, country_of, language_of
from companion.server.settings import Settings
from companion.server.web import Origins

ORIGINS = Origins(Settings(origins=("https://clinic.example",), hosts=("chat.example",)))
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        (None, "chat.example", True),
        ("https://clinic.example", "chat.example", True),
        ("HTTPS://Clinic.example", "chat.example", True),
        ("https://chat.example", "chat.example", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://127.0.0.1:8001", "127.0.0.1:8000", False),
        ("https://clinic.example.evil", "chat.example", False),
        ("https://evil.example", "chat.example", False),
        ("null", "chat.example", False),
        ("", "", False),
    ],
)
def test_which_page_may_ask(origin: str | None, host: str, allowed: bool) -> None:
    assert ORIGINS.allow(origin, host) is allowed


@pytest.mark.parametrize(
    ("host", "known"),
    [("chat.example", True), ("CHAT.example:443", True), ("localhost:8000", True), ("[::1]:8000", True),
     ("evil.example", False), ("", False), (None, False), ("chat.example.evil", False)],
)  # fmt: skip
def test_by_which_name(host: str | None, known: bool) -> None:
    assert ORIGINS.host(host) is known


READERS = (
    as_number,
    _client,
    lambda value: country_of({"country": value}),
    lambda value: language_of({"language": value}),
)


@given(ANYTHING, st.sampled_from(READERS))
def test_whatever_is_sent_is_used_or_refused(value: object, read: Callable[[object], object]) -> None:
    with suppress(Refusal):  # anything else that is raised is a fault
        assert isinstance(read(value), (str, int, type(None)))
