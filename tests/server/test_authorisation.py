"""Two people: on every road, neither reaches the other's conversation."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest


@pytest.fixture(scope="module")
def served(echoing):
    return echoing(quick=True)


@pytest.fixture
def two(served):
    ann, bob = served.person(), served.person()
    ann.say("the secret of ann")
    bob.say("the secret of bob")
    return ann, bob


ROADS: list[tuple[str, str, Any]] = [
    ("POST", "/api/messages", {"text": "hello"}),
    ("GET", "/api/messages?after=0", None),
    ("GET", "/api/export", None),
    ("GET", "/api/documents/x", None),
    ("POST", "/api/session/rotate", None),
    ("DELETE", "/api/session", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ROADS, ids=lambda value: str(value)[:24])
@pytest.mark.parametrize("key", ["none", "made up", "cut", "longer", "other scheme", "ended", "hash", "name"])
def test_only_a_token_of_ours_opens_anything(served, two, method, path, body, key) -> None:
    ann, _ = two
    ended = served.person()
    ended.ask("DELETE", "/api/session")
    headers = {
        "none": "",
        "made up": "Bearer " + "A" * 43,
        "cut": f"Bearer {ann.token[:-1]}",
        "longer": f"Bearer {ann.token}A",
        "other scheme": f"Basic {ann.token}",
        "ended": f"Bearer {ended.token}",
        "hash": f"Bearer {stored(served, 'token')}",
        "name": f"Bearer {stored(served, 'conversation')}",
    }[key]
    answer = httpx.request(method, served.url + path, json=body, headers={"Authorization": headers})
    assert answer.status_code == 401
    assert answer.json()["error"] == "unknown_token"
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "secret" not in answer.text


@pytest.mark.parametrize(("method", "path", "body"), ROADS, ids=lambda value: str(value)[:24])
def test_a_token_reaches_its_own_conversation_only(served, two, method, path, body) -> None:
    ann, bob = two
    answer = bob.ask(method, path, **({"json": body} if body else {}))
    assert "secret of ann" not in answer.text
    assert "the secret of ann" in str(ann.read())


def test_sockets_hear_their_own_conversation_only(served, two, page) -> None:
    ann, bob = two
    hers, his = page(served), page(served)
    hers.begin(session_id=ann.token, after=0)
    his.begin(session_id=bob.token, after=0)
    ann.say("another secret")
    hers.wait("bot_uttered")
    assert "another secret" not in str(his.heard)
    assert "secret of ann" not in str(his.heard)


def test_the_name_of_a_conversation_never_leaves(served, two) -> None:
    ann, _ = two
    names = {stored(served, "conversation"), stored(served, "token")}
    for path in ("/api/messages", "/api/export"):
        assert not any(name in ann.ask("GET", path).text for name in names)


def test_rotation_ends_the_old_token_at_once(served, page) -> None:
    person = served.person()
    old = page(served)
    old.begin(session_id=person.token, after=0)
    fresh = person.ask("POST", "/api/session/rotate").json()["token"]
    assert person.ask("GET", "/api/messages").status_code == 401
    assert old.say("hello", person.token, id="x")["error"] == "unknown_token"
    assert old.say("hello", None, id="y")["error"] == "unknown_token"
    person.token = fresh
    person.say("with the new one")
    assert not old.all("bot_uttered")
    assert len(person.read()) == 3


def test_tokens_are_long_and_all_different(served) -> None:
    tokens = {served.person().token for _ in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)


def stored(served, column: str) -> str:
    import sqlite3

    file = sqlite3.connect(f"file:{served.folder}/journal.db?mode=ro", uri=True)
    found: str = file.execute(f"select {column} from session order by created limit 1").fetchone()[0]
    file.close()
    return found
