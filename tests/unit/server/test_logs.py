"""Log lines: where, not what was said."""

from __future__ import annotations

import logging
import sys

from companion.server.logs import Discreet


def test_an_exception_is_logged_without_its_words() -> None:
    try:
        raise ValueError("my name is Rumpelstiltskin")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, __file__, 1, "it failed", (), sys.exc_info())
    line = Discreet("%(message)s").format(record)
    assert "ValueError" in line
    assert "test_logs.py" in line
    assert "Rumpelstiltskin" not in line


def test_a_line_of_the_engine_is_logged_without_its_values() -> None:
    record = logging.LogRecord(
        "companion.engine.outgoing", 40, "f", 1, "a claim: %r", ("you have caries",), None
    )
    assert Discreet("%(message)s").format(record) == "a claim: %r"
    record.name = "companion.server.desk"
    assert "caries" in Discreet("%(message)s").format(record)
