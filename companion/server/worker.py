"""A worker process: takes turns one after the other and keeps nothing between them.

Reads frames from standard input and answers on standard output. The state of a conversation comes
with each turn and goes back changed, so that the journal alone holds it: any worker can take any
turn, and one that hangs or dies takes nothing along.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from companion.coaching.keeping import Keep, place
from companion.reply import Reply, Turn
from companion.server import frame, logs

if TYPE_CHECKING:
    from companion.engine import Companion

_log = logging.getLogger(__name__)


def main() -> None:
    """Load the companion of the project named on the command line and serve until input ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must never get between the frames
    logs.start()
    companion = load(Path(sys.argv[1]))
    work: queue.SimpleQueue[tuple[dict[str, Any], bytes]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, work), daemon=True).start()
    send(out, {"ready": True})
    while True:
        head, body = work.get()
        send(out, *take(companion, head, body))


def load(root: Path) -> Companion:
    """The companion, with its loaded parts out of the collector's sight."""
    from companion.terminal.start import quick

    with quick():
        from companion.engine import load as engine_load

        companion: Companion = engine_load(root)
    return companion


def take(companion: Companion, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """One turn or greeting: ({"replies", "case", "level"}, new state), or ({"error"}, nothing)."""
    name = head["conversation"]
    try:
        if body or head.get("case"):
            state = zlib.decompress(body).decode() if body else "[]"
            companion.restore(name, state, head.get("case"))
        if head["do"] == "greet":
            replies = companion.greet(name, head["country"])
        else:
            replies = companion.reply(Turn(head["text"], name, head["country"], head["user"]))
        rows = [reply_row(reply) for reply in replies]
        answer = {
            "replies": rows,
            "case": companion.case(name),
            "level": companion.last(name).level,
            "remembered": Keep(place(), head["user"]).allows() is not None,
        }
        return answer, zlib.compress(companion.state(name).encode(), 1)
    except Exception as error:
        # The server answers for us; a worker only ends when it is told to.
        _log.exception("a turn failed in a worker")
        return {"error": type(error).__name__}, b""
    finally:
        companion.forget(name)


def reply_row(reply: Reply) -> dict[str, Any]:
    """A reply as JSON, with what only the server needs of its data."""
    kept = {key: reply.data[key] for key in ("files", "erase", "passed") if key in reply.data}
    return {**reply.as_dict(), "data": kept}


def send(out: IO[bytes], head: dict[str, Any], body: bytes = b"") -> None:
    """Write one frame at once."""
    out.write(frame.pack(head, body))
    out.flush()


def _listen(source: IO[bytes], work: queue.SimpleQueue[tuple[dict[str, Any], bytes]]) -> None:
    """Frames into the queue. When the server is gone this process goes too, whatever it is doing."""
    while True:
        prefix = source.read(frame.PREFIX)
        if len(prefix) < frame.PREFIX:
            os._exit(0)
        head, body = frame.lengths(prefix)
        work.put(frame.unpack(source.read(head + body), head))


if __name__ == "__main__":
    main()
