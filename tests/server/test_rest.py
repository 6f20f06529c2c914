"""Plain requests: messages, Rasa's webhook, limits of shape, headers."""

from __future__ import annotations

import uuid

import httpx
import pytest


def test_a_conversation(server) -> None:
    person = server.person()
    assert "999" in person.greeting[0]["text"]
    (reply,) = person.say("why do my gums bleed?")
    assert reply["from"] == "companion"
    assert reply["reply"]["sources"][0].keys() == {"id", "title", "organisation", "year", "url"}
    assert [m["from"] for m in person.read()] == ["companion", "person", "companion"]
    assert [m["seq"] for m in person.read(2)] == [3]


def test_the_same_id_again_changes_nothing(server) -> None:
    person = server.person()
    name = uuid.uuid4().hex
    first, again = person.tell("what is plaque?", name).json(), person.tell("what is plaque?", name).json()
    assert first == again
    assert len(person.read()) == 3


def test_rasas_webhook(server) -> None:
    url = f"{server.url}/webhooks/rest/webhook"
    first = httpx.post(url, json={"message": "how often should i brush?"}, timeout=30).json()
    token = first[0]["recipient_id"]
    assert first[0]["text"]
    assert first[0]["buttons"][0].keys() == {"title", "payload"}
    again = httpx.post(
        url, json={"sender": token, "message": "where does that come from?"}, timeout=30
    ).json()
    assert {row["recipient_id"] for row in again} == {token}
    for made_up in ("default", "", 7, None, [token]):
        answer = httpx.post(url, json={"sender": made_up, "message": "hi"}, timeout=30)
        assert answer.status_code == (401 if made_up is not None else 200)
    assert httpx.get(f"{server.url}/webhooks/rest/").json() == {"status": "ok"}


def test_typed_intents_are_text(server) -> None:
    person = server.person()
    replies = person.say("/greet{} i cannot breathe")
    assert replies[0]["reply"]["level"] == "emergency"


def test_the_visit_card_is_for_its_person_only(server) -> None:
    person, other = server.person(), server.person()
    person.say("prepare a visit")
    person.say("my tooth hurts at night")
    replies = person.say("show the card")
    for text in ("yes, it fits", "save it"):
        replies = person.say(text)
        if replies[-1]["reply"]["documents"]:
            break
    documents = replies[-1]["reply"]["documents"]
    assert [document["type"] for document in documents] == ["text/markdown", "text/html", "application/json"]
    assert all("folder" not in message["text"] for message in person.read())
    card = person.ask("GET", documents[0]["href"])
    assert "my tooth hurts at night" in card.text
    assert "attachment" in card.headers["content-disposition"]
    assert other.ask("GET", documents[0]["href"]).status_code == 404
    assert httpx.get(server.url + documents[0]["href"]).status_code == 401


@pytest.mark.parametrize(
    "body", [b"", b"null", b"[]", b"7", b"{", b'{"text": 7}', b'{"text": null}', b"\xff\xfe"]
)
def test_what_is_no_message_is_refused_in_words(server, body) -> None:
    answer = httpx.post(f"{server.url}/api/messages", content=body, headers=server.person().headers)
    assert answer.status_code == 400
    assert answer.json()["detail"]


def test_long_messages_and_bodies_are_refused_and_screened(server) -> None:
    person = server.person()
    long = person.tell("i cannot breathe. " + "x " * 1200)
    assert long.status_code == 413
    assert long.json()["level"] == "emergency"
    assert "999" in long.json()["emergency"]
    huge = person.ask("POST", "/api/messages", content=b'{"text": "' + b"x" * 20_000 + b'"}')
    assert huge.status_code == 413
    assert huge.json()["error"] == "too_large"

    def drops() -> object:
        for _ in range(40):
            yield b"x" * 1000

    assert person.ask("POST", "/api/messages", content=drops()).status_code == 413
    assert person.read()[-1]["seq"] == 1


def test_headers_that_keep_a_page_safe(server) -> None:
    page = httpx.get(server.url)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "server" not in page.headers
    api = httpx.post(f"{server.url}/api/sessions")
    assert api.headers["cache-control"] == "no-store"


def test_only_listed_origins_and_hosts(server) -> None:
    url = f"{server.url}/api/sessions"
    evil = httpx.post(url, headers={"Origin": "https://evil.example"})
    assert evil.status_code == 403
    assert "access-control-allow-origin" not in evil.headers
    assert httpx.post(url, headers={"Origin": "null"}).status_code == 403
    assert (
        httpx.post(url, headers={"Host": "evil.example", "Origin": "http://evil.example"}).status_code == 400
    )
    assert httpx.post(url, headers={"Origin": server.url}).status_code == 201


def test_nothing_of_rasas_server_is_there(server) -> None:
    for path in (
        "/model",
        "/model/parse",
        "/conversations/default/tracker",
        "/version",
        "/domain",
        "/status",
    ):
        assert httpx.get(server.url + path).status_code == 404
        assert httpx.post(server.url + path).status_code in (404, 405)


def test_what_tells_about_the_server(server) -> None:
    assert httpx.get(f"{server.url}/healthz").text == "ok\n"
    assert httpx.get(f"{server.url}/readyz").text == "ready\n"
    assert "companion_messages_total" in httpx.get(f"{server.url}/metrics").text
    assert httpx.get(f"{server.url}/openapi.json").json()["openapi"].startswith("3.")


def test_pages_that_are_not_there_say_so_in_json(server) -> None:
    answer = httpx.get(f"{server.url}/nothing")
    assert answer.status_code == 404
    assert answer.json()["error"] == "not_found"
    assert httpx.put(f"{server.url}/api/messages").status_code == 405
    assert httpx.get(f"{server.url}/../server/schema.sql").status_code == 404
