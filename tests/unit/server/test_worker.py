"""A worker keeps nothing: the state goes out and comes back, and the conversation goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from companion.server import frame
from companion.server.worker import take

if TYPE_CHECKING:
    from companion.engine import Companion


def head(text: str, **more: Any) -> dict[str, Any]:
    return {
        "do": "turn",
        "conversation": "w",
        "text": text,
        "country": "GB",
        "user": "w",
        "case": None,
        **more,
    }


def test_a_conversation_goes_on_from_its_state_alone(companion: Companion) -> None:
    _, state = take(companion, {"do": "greet", "conversation": "w", "country": "GB", "user": "w"}, b"")
    _, state = take(companion, head("my gums bleed when i floss"), state)
    answer, _ = take(companion, head("where does that come from?"), state)
    assert answer["replies"][0]["kind"] == "source"
    assert companion.case("w") is None


def test_what_triage_found_without_the_engine_is_known_to_it(companion: Companion) -> None:
    first, _ = take(companion, head("i cannot breathe"), b"")
    answer, _ = take(companion, head("hello", case=first["case"]), b"")
    assert answer["case"]["level"] == "emergency"


def test_a_state_that_cannot_be_read_is_an_error_and_no_new_beginning(companion: Companion) -> None:
    import zlib

    for state in (b"nonsense", zlib.compress(b"{"), zlib.compress(b'[{"event": "unheard of"}]')):
        answer, left = take(companion, head("hello"), state)
        assert answer.keys() == {"error"}
        assert left == b""


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 10])
def test_frames(body: bytes) -> None:
    packed = frame.pack({"a": "ü"}, body)
    first, second = frame.lengths(packed[: frame.PREFIX])
    assert second == len(body)
    assert frame.unpack(packed[frame.PREFIX :], first) == ({"a": "ü"}, body)
