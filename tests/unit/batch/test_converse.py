"""companion converse, through the real companion."""

from __future__ import annotations

import io
import json
from functools import partial

from companion.batch import stream
from companion.batch.conversation import Conversation
from companion.batch.converse import converse
from companion.engine import Companion
from companion.reply import DESTINATIONS, KINDS, LEVELS

REPLY = {"text", "buttons", "level", "destination", "entry", "sources", "kind"}


def test_the_format(companion: Companion) -> None:
    found = converse(companion, Conversation("x", ("my son's front tooth got knocked out", "thanks"), "GB"))
    assert found["id"] == "x"
    assert [set(turn) for turn in found["turns"]] == [
        {"user", "replies", "intent", "confidence", "level"}
    ] * 2
    for turn in found["turns"]:
        assert turn["level"] in LEVELS
        assert turn["replies"]
        for reply in turn["replies"]:
            assert set(reply) == REPLY
            assert reply["kind"] in KINDS
            assert reply["destination"] in (None, *DESTINATIONS)
    assert found["turns"][0]["level"] == "emergency"
    assert found["turns"][0]["replies"][0]["entry"] == "knocked-out-tooth"


def test_conversations_know_nothing_of_each_other(companion: Companion) -> None:
    first = converse(companion, Conversation("same", ("my tooth got knocked out",)))
    second = converse(companion, Conversation("same", ("hello",)))
    assert first["turns"][0]["level"] == "emergency"
    assert second["turns"][0]["level"] == "none"


def test_a_bad_line_does_not_stop_the_rest(companion: Companion) -> None:
    source = io.BytesIO(b'\n{"id": "a", "turns": ["hello"]}\nrubbish\n{"id": "b", "turns": ["\\ud800"]}')
    out, notes = io.BytesIO(), io.StringIO()
    stream.run(partial(converse, companion), source, out, notes)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [row.get("id") for row in rows] == ["a", None, "b"]
    assert rows[1]["line"] == 3
    assert notes.getvalue() == ""


def test_progress_is_for_terminals() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    notes = Terminal()
    stream.run(lambda conversation: {}, io.BytesIO(b'{"id": 1, "turns": []}\n' * 2), io.BytesIO(), notes)
    assert notes.getvalue().endswith("2 done\n")
