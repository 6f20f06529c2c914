"""kill -9 at any point: what was acknowledged is answered once, in order, after the next start."""

from __future__ import annotations

import random
import signal
import threading
import time

import httpx

TIMES = 20


def write(person, number: int, acknowledged: list[int], stop: threading.Event) -> None:
    """One message after another, as fast as they are taken; a lost answer is no reason to stop."""
    while not stop.is_set():
        try:
            answer = person.tell(f"message {number}", f"id-{number}")
        except httpx.TransportError:
            return
        if answer.status_code == 200:
            acknowledged.append(number)
            number += 1


def test_twenty_times(echoing) -> None:
    server = echoing(quick=True)
    person = server.person()
    chance = random.Random(7)
    acknowledged: list[int] = []
    for _ in range(TIMES):
        number, stop = len(acknowledged) + 1, threading.Event()
        writer = threading.Thread(target=write, args=(person, number, acknowledged, stop))
        writer.start()
        time.sleep(chance.uniform(0.005, 0.15))
        server.end(signal.SIGKILL)
        stop.set()
        writer.join(20)
        server.start()
        # The message that was under way: its sender cannot know, and sends it again.
        number = len(acknowledged) + 1
        assert person.tell(f"message {number}", f"id-{number}").status_code == 200
        acknowledged.append(number)
    messages = person.read()
    assert [message["seq"] for message in messages] == list(range(1, len(messages) + 1))
    said = [message["text"] for message in messages if message["from"] == "person"]
    answers = [message["text"] for message in messages[1:] if message["from"] == "companion"]
    assert said == [f"message {number}" for number in acknowledged]
    assert answers == [f"{number}: message {number}" for number in acknowledged]


def test_a_message_without_its_answer_gets_it_at_the_next_start(echoing, page) -> None:
    server = echoing(quick=True, turn_seconds="30")
    widget = page(server)
    key = widget.begin(session_id=None)
    seqs = [widget.say(f"{text} !gate", key, id=text)["seq"] for text in ("one", "two", "three")]
    server.end(signal.SIGKILL)
    with server.gate():
        server.start()
        again = page(server)
        again.begin(session_id=key)  # a Rasa widget, that says nothing of what it has seen
        texts = [again.wait("bot_uttered", number)["text"] for number in (1, 2, 3)]
    assert texts == ["1: one !gate", "2: two !gate", "3: three !gate"]
    third = page(server)
    third.begin(session_id=key, after=seqs[-1])
    time.sleep(0.2)
    assert not third.all("bot_uttered")


def test_the_engine_goes_on_where_it_was(server) -> None:
    person = server.person()
    person.say("my gums bleed when i floss")
    server.end(signal.SIGKILL)
    server.start()
    reply, *_ = person.say("where does that come from?")
    assert reply["reply"]["kind"] == "source"
    assert "gum" in reply["text"].lower()


def test_told_to_end_it_ends_in_good_order(echoing, page) -> None:
    server = echoing(quick=True)
    widget = page(server)
    key = widget.begin(session_id=None, after=0)
    widget.say("hello !slow", key, id="a")
    began = time.monotonic()
    process = server.process
    server.end(signal.SIGTERM)
    assert time.monotonic() - began < 15
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in server.log
    assert "ERROR" not in server.log
    server.start()
    assert [message["text"] for message in again(server, key)][-1] == "1: hello !slow"


def again(server, key: str) -> list[dict]:
    """The messages, once the last one has its answer."""
    person = type(server.person())(server, key, [])
    until = time.monotonic() + 10
    while (found := person.read())[-1]["from"] == "person" and time.monotonic() < until:
        time.sleep(0.05)
    return found
