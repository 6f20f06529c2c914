"""Faults of stock Rasa that must not come back, each as it was reproduced on 3.6.21."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from companion.errors import CompanionError
from companion.reply import Reply, Turn

if TYPE_CHECKING:
    from companion.engine import Companion

Tell = Callable[..., list[Reply]]


def test_an_action_that_fails_gets_an_honest_sentence(
    companion: Companion, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise OSError("disk on fire")

    monkeypatch.setitem(companion._actions._executor.actions, "action_answer", fail)
    (reply,) = tell("how often should i change my toothbrush")
    assert "Something went wrong on my side" in reply.text
    assert "disk" not in reply.text


def test_danger_is_answered_and_remembered_even_when_rasa_fails(
    companion: Companion, tell: Tell, conversation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(message: object) -> None:
        raise RuntimeError("graph is broken")

    with monkeypatch.context() as broken:
        broken.setattr(companion._processor, "converse", fail)
        replies = tell("i cannot breathe", country="GB")
    assert replies[0].kind == "card"
    assert "999" in replies[0].text
    assert "Something went wrong" in replies[-1].text
    tell("hello")
    assert companion.last(conversation).level == "emergency"


def test_a_failed_turn_does_not_harm_the_next(
    companion: Companion, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise OSError("disk on fire")

    with monkeypatch.context() as broken:
        broken.setitem(companion._actions._executor.actions, "action_answer", fail)
        tell("how often should i change my toothbrush")
    (reply,) = tell("how often should i change my toothbrush")
    assert reply.kind == "answer"


def test_an_action_missing_from_the_package_stops_the_start(companion: Companion) -> None:
    from companion.engine.processor import _check_actions

    actions = companion._actions
    removed = actions._executor.actions.pop("action_answer")
    try:
        with pytest.raises(CompanionError, match="action_answer"):
            _check_actions(companion._processor.domain, actions)
    finally:
        actions._executor.actions["action_answer"] = removed


def test_the_graph_has_no_handler_for_typed_intents(companion: Companion) -> None:
    nodes = companion._processor.graph_runner._schema.nodes
    assert nodes["run_RegexMessageHandler"].uses.__name__ == "PlainText"


@pytest.mark.parametrize("text", [None, 7, ["a"], {"text": "x"}])
def test_text_that_is_no_text_gets_a_reply(companion: Companion, conversation: str, text: Any) -> None:
    (reply,) = companion.reply(Turn(text, conversation))
    assert reply.kind == "notice"


def test_a_bare_companion_opens_no_port(companion: Companion) -> None:
    listening = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            if not str(descriptor.readlink()).startswith("socket:"):
                continue
            found = socket.socket(fileno=os.dup(int(descriptor.name)))
        except OSError:
            continue
        if found.family in (socket.AF_INET, socket.AF_INET6):
            listening.append(found.getsockname())
        found.close()
    assert listening == []
