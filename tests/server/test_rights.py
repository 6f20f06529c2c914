"""Export, erasure byte for byte, retention, remembering by consent, limits a minute."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import httpx

SECRET = "zanzibarquokka"


def holding(folder: Path, words: str) -> list[str]:
    """Files below a folder with these bytes in them."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if words.encode() in path.read_bytes()]


def test_export_has_all_of_it_and_erasure_leaves_nothing(server) -> None:
    person, other = server.person(), server.person()
    person.say(f"my tooth hurts, my dog is called {SECRET}")
    other.say("my gums bleed")
    export = person.ask("GET", "/api/export")
    assert "attachment" in export.headers["content-disposition"]
    found = export.json()
    assert SECRET in found["messages"][1]["text"]
    assert SECRET in str(found["engine"])
    assert person.token not in export.text
    assert holding(server.folder, SECRET)
    assert person.ask("DELETE", "/api/session").status_code == 204
    assert holding(server.folder, SECRET) == []
    assert person.ask("GET", "/api/messages").status_code == 401
    assert len(other.read()) == 3


def test_forget_me_in_the_chat_erases_too(server, page) -> None:
    person = server.person()
    person.say(f"i live in {SECRET} street")
    (reply,) = person.say("forget me")
    assert reply["reply"]["erased"] is True
    assert "erased" in reply["text"] or "deleted" in reply["text"]
    until = time.monotonic() + 5
    while holding(server.folder, SECRET) and time.monotonic() < until:
        time.sleep(0.05)
    assert holding(server.folder, SECRET) == []
    assert [message["seq"] for message in person.read()] == [reply["seq"]]
    assert person.say("what is plaque?")[0]["seq"] == reply["seq"] + 2


def test_danger_is_not_forgotten_with_the_rest(server) -> None:
    person = server.person()
    person.say("i cannot breathe and my tongue is swelling")
    person.say("forget me")
    assert person.ask("GET", "/api/export").json()["triage"]["level"] == "emergency"


def test_what_is_stored_is_said_with_its_hours(server) -> None:
    text = server.person().say("what do you store?")[0]["text"]
    assert "24 hours" in text
    assert "/" not in text


def test_a_person_who_agreed_is_remembered_apart_from_all_others(server) -> None:
    person, other = server.person(), server.person()
    person.say("i have diabetes")
    person.say("remember me")
    person.say("yes, you may")
    assert person.ask("GET", "/api/export").json()["remembered"]
    assert other.ask("GET", "/api/export").json()["remembered"] == {}
    row = person.ask("GET", "/api/export").json()["session"]
    assert (
        row["expires"] > row["created"].replace(row["created"][:4], str(int(row["created"][:4]) + 1), 1)[:8]
    )
    person.ask("DELETE", "/api/session")
    assert not holding(server.folder, "diabetes")


def test_a_remembered_person_keeps_the_token_and_not_the_messages(server) -> None:
    person = server.person()
    person.say(f"i have diabetes and live in {SECRET}")
    person.say("remember me")
    person.say("yes, you may")
    long_ago = "2020-01-01T00:00:00.000Z"
    file = sqlite3.connect(server.folder / "journal.db", timeout=10)
    expires, name = file.execute("select max(expires), conversation from session").fetchone()
    file.execute("update session set active = ? where conversation = ?", (long_ago, name))
    file.commit()
    file.close()
    until = time.monotonic() + 10
    while len(found := person.read()) > 1 and time.monotonic() < until:
        time.sleep(0.2)
    assert [message["reply"]["kind"] for message in found] == ["greeting"]
    assert holding(server.folder, SECRET) == []
    assert "diabetes" in str(person.ask("GET", "/api/export").json()["remembered"])
    assert expires > person.ask("GET", "/api/export").json()["messages"][0]["at"][:4]


def test_a_note_that_was_handed_over_as_a_file_goes_with_the_rest(server) -> None:
    person = server.person()
    notes = Path(server.settings["handoff_folder"])
    person.say("my tooth hurts since monday")
    person.say("i want to talk to a human")
    person.say(f"call me at {SECRET}")
    person.say("yes, send it")
    (note,) = notes.iterdir()
    assert SECRET in note.read_text()
    assert person.ask("GET", "/api/export").json()["handed_over"][0]["to"] == str(note)
    person.ask("DELETE", "/api/session")
    assert list(notes.iterdir()) == []


def test_what_is_past_its_time_is_erased(echoing, page) -> None:
    server = echoing(quick=True, retention_hours="0.0003", session_hours="0.0003", sweep_minutes="0.002")
    person = server.person()
    person.tell(SECRET)
    time.sleep(1.6)
    assert person.ask("GET", "/api/messages").status_code == 401
    assert holding(server.folder, SECRET) == []
    file = sqlite3.connect(f"file:{server.folder}/journal.db?mode=ro", uri=True)
    assert file.execute("select count(*) from session").fetchone() == (0,)
    file.close()


def test_limits(echoing) -> None:
    server = echoing(session_rate="4", opening_rate="8", sessions="3")
    person = server.person()
    assert [person.tell(f"{n}").status_code for n in range(2)] == [200, 200]
    refused = person.tell("i cannot breathe")
    assert refused.status_code == 429
    row = refused.json()
    assert row["error"] == "too_many"
    assert row["retry_after"] == int(refused.headers["retry-after"]) > 0
    assert row["level"] == "emergency"
    others = [server.person(), server.person()]
    assert [person.tell("hello").status_code for person in others for _ in range(2)] == [200] * 4
    full, fast = (httpx.post(f"{server.url}/api/sessions", json={"country": "GB"}) for _ in range(2))
    assert (full.status_code, fast.status_code) == (503, 429)
    assert "999" in full.json()["emergency"]
    assert "999" in fast.json()["emergency"]
