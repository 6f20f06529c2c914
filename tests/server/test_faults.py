"""Workers that hang, die and fail; a journal that is locked; a server that is full. Always an answer."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest


@pytest.fixture(scope="module")
def shaky(echoing):
    return echoing(workers="2", turn_seconds="1", waiting="6")


@pytest.mark.parametrize("fault", ["!hang", "!die", "!fail"])
def test_a_turn_that_fails_gets_an_honest_sentence_and_the_emergency_card(shaky, fault) -> None:
    person = shaky.person()
    person.say("one")
    began = time.monotonic()
    card, honest = person.say(f"i cannot breathe {fault}")
    assert time.monotonic() - began < 5
    assert card["reply"]["level"] == "emergency"
    assert "999" in card["text"]
    assert "Something went wrong on my side" in honest["text"]
    (calm,) = person.say(f"what is plaque {fault}")
    assert "Something went wrong" in calm["text"]
    assert person.say("two")[0]["text"] == "2: two"  # the state is that of before the faults


def test_others_are_answered_while_one_takes_its_time(impatient) -> None:
    stuck, other = impatient.person(), impatient.person()
    thread = threading.Thread(target=stuck.tell, args=("!gate",))
    thread.start()
    other.say("hello")
    assert httpx.get(f"{impatient.url}/healthz").status_code == 200
    assert thread.is_alive()
    with impatient.gate():
        thread.join()


def test_overload_says_busy_at_once_and_still_screens(shaky) -> None:
    people = [shaky.person() for _ in range(24)]

    def hurry(person):
        began = time.monotonic()
        answer = person.tell("my face is swelling and i cannot breathe !slow")
        return answer, time.monotonic() - began

    with ThreadPoolExecutor(len(people)) as crowd:
        answers = list(crowd.map(hurry, people))
    busy = [(answer, seconds) for answer, seconds in answers if answer.status_code == 503]
    assert busy
    assert len(busy) < len(people)
    assert min(seconds for _, seconds in busy) < max(seconds for answer, seconds in answers)
    for answer, _ in busy:
        row = answer.json()
        assert row["error"] == "busy"
        assert "999" in row["emergency"]
    assert any(answer.json()["level"] == "emergency" for answer, _ in busy)


@pytest.fixture(scope="module")
def impatient(echoing):
    return echoing(workers="2", locked_seconds="0.2", turn_seconds="20")


def test_a_locked_journal_is_told_and_the_message_is_not_lost(impatient, page) -> None:
    server = impatient
    person = server.person()
    widget = page(server)
    key = widget.begin(session_id=None, after=0)
    lock = sqlite3.connect(server.folder / "journal.db", isolation_level=None)
    lock.execute("begin immediate")
    refused = person.tell("i cannot breathe", "first")
    assert refused.status_code == 503
    assert refused.json()["error"] == "not_kept"
    assert refused.json()["level"] == "emergency"
    assert "999" in refused.json()["emergency"]
    assert widget.say("hello", key, id="a")["error"] == "not_kept"
    assert httpx.get(f"{server.url}/healthz").status_code == 200
    lock.execute("rollback")
    lock.close()
    assert person.tell("i cannot breathe", "first").json()["messages"][0]["text"] == "1: i cannot breathe"


def test_an_answer_that_cannot_be_kept_is_told_and_comes_later(impatient, page) -> None:
    widget = page(impatient)
    key = widget.begin(session_id=None, after=0, country="GB")
    seq = widget.say("i cannot breathe !gate", key, id="a")["seq"]
    lock = sqlite3.connect(impatient.folder / "journal.db", isolation_level=None)
    lock.execute("begin immediate")
    with impatient.gate():
        late = widget.wait("bot_uttered")
    assert "message" not in late
    assert "999" in late["text"]
    lock.execute("rollback")
    lock.close()
    assert widget.wait("bot_uttered", 2)["message"]["seq"] == seq + 1


def test_log_lines_hold_no_words_of_people(shaky) -> None:
    shaky.person().say("my name is Rumpelstiltskin !fail")
    assert "answered without the engine" in shaky.log
    assert "Rumpelstiltskin" not in shaky.log


def test_a_folder_serves_one_server_only(shaky) -> None:
    second = type(shaky)(shaky.folder, shaky.command, shaky.settings)
    second.start(wait=False)
    assert second.process.wait(60) != 0
    assert "another companion serves from this folder" in second.log
