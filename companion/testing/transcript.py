"""Transcripts: how conversations read today, beside the tests, so that a change shows in a diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from companion.testing.heard import Heard
from companion.testing.player import Playback

_SHOWN = 60  # lines of a difference that are shown


def beside(path: Path) -> Path:
    """Where the transcript of a test file lies."""
    return path.with_suffix(".md")


def written(path: Path, playbacks: Iterable[Playback]) -> str:
    """The transcript of a file's conversations, in Markdown."""
    parts = [
        f"# {path.stem}",
        "Written by `companion test --update-transcripts` from the tests beside it: do not edit.",
    ]
    for playback in playbacks:
        parts.append(f"## {playback.script.name}")
        parts += [_turn(heard) for heard in playback.turns]
    return "\n\n".join(parts) + "\n"


def difference(old: str, new: str) -> str:
    """What has changed, as a diff cut to a readable length."""
    lines = list(
        difflib.unified_diff(
            old.splitlines(), new.splitlines(), "the transcript", "the companion now", lineterm="", n=2
        )
    )
    more = [f"... and {len(lines) - _SHOWN} lines more"] if len(lines) > _SHOWN else []
    return "\n".join([*lines[:_SHOWN], *more])


def _turn(heard: Heard) -> str:
    parts = [f"**You:** {_inline(heard.said or '')}"]
    for reply in heard.replies:
        lines = [f"> {line}".rstrip() for line in reply.text.splitlines()]
        if reply.buttons:
            lines += [">", "> " + " · ".join(f"[{title}]" for title in reply.buttons)]
        facts = [reply.kind, reply.entry, reply.level if reply.kind == "card" else None, reply.destination]
        lines.append(f"\n*{', '.join(fact for fact in facts if fact)}*")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _inline(said: str) -> str:
    """What was typed on one line, with what cannot be seen made visible."""
    shown = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in said)
    return shown if len(shown) <= 400 else f"{shown[:400]}... ({len(said)} characters)"
