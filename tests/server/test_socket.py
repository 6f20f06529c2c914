"""A real Socket.IO client, with the events of Rasa's channel."""

from __future__ import annotations

import time
import uuid

import httpx
import pytest
import websocket


def test_a_rasa_widget_connects_unchanged(server, page) -> None:
    widget = page(server)
    key = widget.begin(session_id=None)
    assert isinstance(key, str)
    greeting = widget.wait("bot_uttered")
    assert "computer program" in greeting["text"]
    assert greeting["quick_replies"][0] == {
        "content_type": "text", "title": greeting["quick_replies"][0]["title"],
        "payload": greeting["quick_replies"][0]["title"],
    }  # fmt: skip
    widget.client.emit("user_uttered", {"message": "my gums bleed when i brush", "session_id": key})
    assert "gum" in widget.wait("bot_uttered", 2)["text"].lower()


def test_a_token_that_the_client_made_up_opens_nothing(server, page) -> None:
    mine = page(server)
    made_up = uuid.uuid4().hex * 2
    assert mine.begin(session_id=made_up, after=0) != made_up
    told = mine.say("hello", made_up, id="a")
    assert told["error"] == "unknown_token"


def test_a_page_of_ours_gets_everything_it_missed(server, page) -> None:
    first = page(server)
    key = first.begin(session_id=None, after=0, country="GB")
    seen = first.wait("session_state")["messages"][-1]["seq"]
    assert first.say("what is plaque?", key, id="one")["seq"] == seen + 1
    first.close()
    second = page(server)
    assert second.begin(session_id=key, after=seen) == key
    messages = second.wait("session_state")["messages"]
    later = [data["message"] for data in second.all("bot_uttered")]
    seqs = [message["seq"] for message in [*messages, *later]]
    assert seqs == sorted(set(seqs))
    assert messages[0]["id"] == "one"


def test_whoever_comes_back_in_the_middle_of_an_answer_gets_it_once(server, page) -> None:
    first = page(server)
    key = first.begin(session_id=None, after=0, country="GB")
    for round_ in range(8):  # the reply falls before, into and after the reading of what was missed
        seq = first.say("what is plaque?", key, id=f"back-{round_}")["seq"]
        time.sleep(round_ * 0.004)
        back = page(server)
        back.begin(session_id=key, after=seq)
        state = back.wait("session_state")["messages"]
        if not state:
            back.wait("bot_uttered")
        first.wait("bot_uttered", round_ + 1)
        back.client.call("user_uttered", {"id": "fence"}, timeout=10)  # all sent before it is here now
        seqs = [row["seq"] for row in state] + [row["message"]["seq"] for row in back.all("bot_uttered")]
        back.close()
        assert seqs == [seq + 1], round_


def test_two_tabs_see_the_same(server, page) -> None:
    one, two = page(server), page(server)
    key = one.begin(session_id=None, after=0)
    two.begin(session_id=key, after=0)
    one.say("how often should i brush?", key, id="tab")
    assert two.wait("user_echo")["text"] == "how often should i brush?"
    assert two.wait("bot_uttered")["message"] == one.wait("bot_uttered")["message"]
    assert not one.all("user_echo")


def test_typing_is_shown_around_an_answer(server, page) -> None:
    one = page(server)
    key = one.begin(session_id=None, after=0)
    one.say("hello", key, id="t")
    one.wait("typing", 2)
    order = [name for name, _ in one.heard if name in ("typing", "bot_uttered")]
    assert order[0] == "typing"
    assert one.all("typing")[:2] == [{"on": True}, {"on": False}]


def test_an_emergency_has_its_level(server, page) -> None:
    one = page(server)
    key = one.begin(session_id=None, after=0, country="GB")
    one.say("i cannot breathe and my throat is swelling", key, id="e")
    reply = one.wait("bot_uttered")["message"]["reply"]
    assert (reply["kind"], reply["level"]) == ("card", "emergency")


@pytest.mark.parametrize(
    "data",
    [None, 7, "text", [], {}, {"message": None}, {"message": ["a"]}, {"message": "a", "session_id": 3},
     {"message": "a", "session_id": None}, {"message": "a", "id": 9}, {"message": "a", "country": "England"}],
)  # fmt: skip
def test_what_is_no_message_is_refused_in_words(server, page, data) -> None:
    one = page(server)
    row = one.client.call("user_uttered", data, timeout=10)
    assert row["error"] in ("bad_request", "unknown_token")
    assert row["detail"]


@pytest.mark.parametrize("after", [-1, "x", 1.5, 2**60, [], True])
def test_a_number_that_is_none_is_refused(server, page, after) -> None:
    one = page(server)
    one.client.emit("session_request", {"session_id": None, "after": after})
    assert one.wait("session_error")["error"] == "bad_request"


def test_another_origin_is_refused(server) -> None:
    at = server.url.replace("http", "ws") + "/socket.io/?EIO=4&transport=websocket"
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        websocket.create_connection(at, origin="https://evil.example")
    websocket.create_connection(at, origin=server.url).close()
    polling = server.url + "/socket.io/?EIO=4&transport=polling"
    assert httpx.get(polling, headers={"Origin": "https://evil.example"}).status_code == 403
    assert httpx.get(polling, headers={"Origin": server.url}).status_code == 200
