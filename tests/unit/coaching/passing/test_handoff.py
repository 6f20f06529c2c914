"""The way to a human: at once, by country; a note is shown first and sent only on a yes."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from companion.coaching.heard import Heard
from companion.coaching.memory import Memory
from companion.coaching.passing import PassingError, Settings, adapter, settings
from companion.coaching.passing.handoff import CHANGE, KEEP, SEND, Handoff, load
from companion.coaching.passing.mail import Mail
from companion.coaching.visit.recall import recall
from companion.language.mark import Mark

ROOT = Path(__file__).parents[4]
TOLD = recall(Memory(), [Mark("mouth-word", "tooth", 0, 0, 5)], None, "my tooth hurts since monday")


class Receiver(HTTPServer):
    """Keeps what it gets; answers with `code`."""

    code = 204
    got: list[dict[str, str]]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        server: Receiver

        def do_POST(self) -> None:
            self.server.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(self.server.code)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = Receiver(("127.0.0.1", 0), Handler)
    server.got = []
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def flow(receiver: Receiver) -> Handoff:
    base = load(ROOT)
    chosen = Settings("webhook", url=f"http://127.0.0.1:{receiver.server_port}/note")
    return Handoff(base.voice, base.ways, chosen)


def say(flow: Handoff, *said: str, memory: Memory = TOLD) -> list[str]:
    """The texts of the replies; asserts that the flow is open until the last one."""
    move = flow.begin(Heard("i want a human", country="GB"), memory)
    texts = [move.replies[-1].text]
    for text in said:
        assert move.state is not None
        move = flow.go_on(move.state, Heard(text), move.memory)
        texts.append(move.replies[-1].text)
    return texts


def test_by_default_the_ways_come_at_once_and_nothing_can_be_sent() -> None:
    flow = Handoff(load(ROOT).voice, load(ROOT).ways, Settings())
    (text,) = say(flow)
    assert "NHS 111" in text
    assert "my tooth hurts since monday" in say(flow, "yes please")[-1]
    assert flow.begin(Heard("human"), Memory()).state is None


def test_no_number_of_another_country() -> None:
    reply = load(ROOT).begin(Heard("a person please", country="BR"), Memory()).replies[0]
    assert "111" not in reply.text


def test_what_is_sent_is_what_was_shown(flow: Handoff, receiver: Receiver) -> None:
    texts = say(flow, "07700 900123", SEND)
    (row,) = receiver.got
    assert row["note"] in texts[1]
    assert "07700 900123" in row["note"]
    assert "my tooth hurts since monday" in row["note"]


@pytest.mark.parametrize("said", [(KEEP,), ("Skip", "no"), ("Skip", KEEP), ("Skip", CHANGE, KEEP), ("no",)])
def test_nothing_goes_without_a_yes(flow: Handoff, receiver: Receiver, said: tuple[str, ...]) -> None:
    say(flow, *said)
    assert receiver.got == []


def test_the_note_can_be_written_anew(flow: Handoff, receiver: Receiver) -> None:
    say(flow, "Skip", CHANGE, "please call me about my tooth", "yes")
    assert receiver.got[0]["note"] == "please call me about my tooth"


@pytest.mark.parametrize("code", [302, 404, 500])
def test_a_failure_is_told_and_a_redirect_is_not_followed(
    flow: Handoff, receiver: Receiver, code: int
) -> None:
    receiver.code = code
    say(flow, "Skip", "yes")
    assert len(receiver.got) == 1
    with pytest.raises(PassingError):
        adapter(flow.settings).send("x")


def test_only_https_leaves_this_computer() -> None:
    for url in ("http://example.org/x", "ftp://example.org", "example.org", ""):
        with pytest.raises(PassingError):
            adapter(Settings("webhook", url=url))


def test_file_and_mail_are_private_files(tmp_path: Path) -> None:
    for chosen in (
        Settings("file", folder=str(tmp_path)),
        Settings("email", folder=str(tmp_path), to="a@b.org"),
    ):
        where = Path(adapter(chosen).send("my note"))
        assert "my note" in where.read_text()
        assert where.stat().st_mode & 0o777 == 0o600


class Clear(socketserver.StreamRequestHandler):
    """A mail server that offers no encryption."""

    def handle(self) -> None:
        self.wfile.write(b"220 hello\r\n")
        for line in self.rfile:
            assert not line.startswith(b"MAIL"), "a note went out in the clear"
            self.wfile.write(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 hello\r\n")


def test_mail_in_the_clear_is_refused() -> None:
    # Of this machine, but not by one of the names that need no encryption.
    with socketserver.TCPServer(("127.0.0.2", 0), Clear) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        mail = Mail("a@b.org", "c@b.org", Path("x"), server=f"127.0.0.2:{server.server_address[1]}")
        with pytest.raises(PassingError, match="STARTTLS"):
            mail.send("x")
        server.shutdown()
        thread.join()


def test_settings_from_file_and_environment(tmp_path: Path) -> None:
    (tmp_path / "companion.toml").write_text('[handoff]\nadapter = "file"\nfolder = "notes"\n')
    assert settings(tmp_path, {}) == Settings("file", folder="notes")
    assert (
        settings(tmp_path, {"COMPANION_HANDOFF": "email", "COMPANION_HANDOFF_TO": "a@b.org"}).to == "a@b.org"
    )
    with pytest.raises(PassingError, match="choose one of"):
        settings(tmp_path, {"COMPANION_HANDOFF": "pigeon"})
    (tmp_path / "companion.toml").write_text('[handoff]\nadress = "x"\n')
    with pytest.raises(PassingError, match="adress"):
        settings(tmp_path, {})


def test_never_trapped(flow: Handoff, receiver: Receiver) -> None:
    move = flow.begin(Heard("human"), TOLD)
    for _ in range(3):
        assert move.state
        move = flow.again(move.state, move.memory)
    assert move.state is None
    assert receiver.got == []
