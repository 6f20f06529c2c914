"""Log lines without what people wrote: where a fault was, never the words that were in it."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

_TALKATIVE = ("companion.engine", "actions")
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Discreet(logging.Formatter):
    """An exception is its type and its place. Its message could quote the person, so it is left out,
    and so are the values that the engine's lines name."""

    def format(self, record: logging.LogRecord) -> str:
        """One line; an exception below it."""
        if record.name.startswith(_TALKATIVE):
            record = logging.makeLogRecord({**vars(record), "args": ()})
        return super().format(record)

    def formatException(  # noqa: N802 (the name is logging's)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Type, and the last frames as file, line and function."""
        kind, _, trace = ei
        if kind is None:
            return ""
        frames = traceback.extract_tb(trace)[-6:]
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        return "\n".join([*lines, f"  {kind.__name__}"])


def start(level: int = logging.INFO) -> None:
    """Log to standard error, one handler for all; Rasa and its kin only when something is wrong."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet(_FORMAT))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("companion.server").setLevel(level)
    for name in ("uvicorn", "rasa", "rasa_sdk", "asyncio", "engineio", "socketio"):
        logging.getLogger(name).setLevel(logging.ERROR)  # their lines name addresses and texts
