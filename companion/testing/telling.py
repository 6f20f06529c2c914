"""Failures in words that a writer can use: where, the conversation so far, expected and got."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from companion.testing.heard import Heard
from companion.testing.inventory import Inventory
from companion.testing.player import Failure, Playback

_WIDTH = 100
_HALF = 47
_SHORTENED = 6  # lines of a reply that are shown when it is not the one that failed


def told(playback: Playback, failures: Sequence[Failure], inventory: Inventory) -> str:
    """The first failure in full, the others in a line each."""
    first = failures[0]
    parts = [
        f"{_where(playback.script.path)}:{first.line}: {first.check} does not hold",
        conversation(playback, first.turn),
        side_by_side(first.mismatch.expected, first.mismatch.got),
        first.mismatch.hint,
        _nearest(first, inventory),
        _understood(playback, first),
    ]
    if len(failures) > 1:
        parts.append("Also in this conversation:\n" + "\n".join(_line(playback, f) for f in failures[1:]))
    return "\n\n".join(part for part in parts if part)


def conversation(playback: Playback, until: int, width: int = _WIDTH) -> str:
    """The transcript up to a turn, the earlier replies shortened."""
    rows: list[str] = []
    for number, heard in enumerate(playback.turns[: until + 1]):
        rows.append(_speech("you", heard.said or "", width))
        for reply in heard.replies:
            text = reply.text if number == until else _short(reply.text)
            rows.append(_speech("companion", text, width))
            if reply.buttons:
                rows.append(_speech("", f"[{'] ['.join(reply.buttons)}]", width))
        if not heard.replies:
            rows.append(_speech("companion", "(nothing)", width))
    return "\n".join(rows)


def side_by_side(expected: str, got: str) -> str:
    """Two columns; long lines are wrapped."""
    left, right = (_wrapped(text, _HALF) for text in (expected, got))
    rows = [("expected", "got"), ("-" * _HALF, "-" * _HALF)]
    for number in range(max(len(left), len(right))):
        rows.append(tuple(side[number] if number < len(side) else "" for side in (left, right)))  # type: ignore[arg-type]
    return "\n".join(f"  {one:<{_HALF}}  {other}".rstrip() for one, other in rows)


def _nearest(failure: Failure, inventory: Inventory) -> str:
    """The response that comes nearest to what was expected, for a slip of the pen."""
    if failure.check not in ("bot", "utter", "bot_uttered") or not inventory.responses:
        return ""
    wanted = failure.mismatch.expected.split(": ", 1)[-1]
    texts = {
        f"{name}#{number}": text
        for name, variants in inventory.responses.items()
        for number, text in enumerate((name, *variants))
        if text
    }
    best = process.extractOne(wanted, texts, scorer=fuzz.ratio)
    if best is None:
        return ""
    return f"Nearest response: {best[2].partition('#')[0]} ({best[1]:.0f}% alike)"


def _understood(playback: Playback, failure: Failure) -> str:
    heard = playback.turns[failure.turn] if failure.turn >= 0 else playback.start
    rows = []
    if heard.ranking:
        top = ", ".join(f"{name} {sure:.2f}" for name, sure in heard.ranking[:3])
        rows.append(f"Understood as: {top}")
    rows += _facts(heard)
    return "\n".join(rows)


def _facts(heard: Heard) -> list[str]:
    if heard.level is None:
        return []
    found = f"Level {heard.level}, destination {heard.destination or 'none'}"
    return [found + (f", because of {', '.join(heard.rules)}" if heard.rules else "")]


def _line(playback: Playback, failure: Failure) -> str:
    wanted, got = (text.split("\n")[0][:60] for text in (failure.mismatch.expected, failure.mismatch.got))
    return f"  {_where(playback.script.path)}:{failure.line}: {failure.check}: {wanted}, got {got}"


def _where(path: Path) -> str:
    """The path as one would type it here."""
    found = os.path.relpath(path)
    return str(path) if found.startswith("..") else found


def _speech(who: str, text: str, width: int) -> str:
    indent = " " * 12
    rows = _wrapped(text, width - len(indent)) or [""]
    lead = f"  {who:<10}"
    return "\n".join(((indent if number else lead) + row).rstrip() for number, row in enumerate(rows))


def _wrapped(text: str, width: int) -> list[str]:
    return [row for line in text.splitlines() for row in (textwrap.wrap(line, width) or [""])]


def _short(text: str) -> str:
    rows = text.splitlines()
    return text if len(rows) <= _SHORTENED else "\n".join([*rows[:_SHORTENED], "..."])
