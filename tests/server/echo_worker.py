"""A worker that speaks the server's frames without the engine: answers a message with its number.

Its state counts the turns, so that a test sees whether one was lost, doubled or out of order. Words
that begin with ! make it fail: !hang, !die, !fail, !slow, and !gate, which waits for a file "gate".
"""

from __future__ import annotations

import os
import queue
import sys
import threading
import time
import zlib
from pathlib import Path

from companion.server import worker

GATE = Path(os.environ["COMPANION_DATA"]) / "gate"


def answer(head: dict, body: bytes) -> tuple[dict, bytes]:
    count = int(zlib.decompress(body) or 0) if body else 0
    text = head.get("text", "")
    if "!hang" in text:
        time.sleep(3600)
    if "!die" in text:
        os._exit(9)
    if "!slow" in text:
        time.sleep(0.3)
    while "!gate" in text and not GATE.exists():
        time.sleep(0.01)
    if "!fail" in text:
        return {"error": "OSError"}, b""
    count += head["do"] == "turn"
    said = f"{count}: {text}" if head["do"] == "turn" else "Hello. In an emergency, call for help."
    row = {"text": said, "kind": "answer", "level": "none", "sources": [], "buttons": ["More"], "data": {}}
    return {"replies": [row], "case": None, "level": "none", "remembered": False}, zlib.compress(
        b"%d" % count
    )


def main() -> None:
    out = os.fdopen(os.dup(1), "wb")
    work: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=worker._listen, args=(sys.stdin.buffer, work), daemon=True).start()
    worker.send(out, {"ready": True})
    while True:
        worker.send(out, *answer(*work.get()))


if __name__ == "__main__":
    main()
