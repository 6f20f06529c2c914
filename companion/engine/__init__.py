"""Rasa at arm's length. `load(root)` gives a Companion; nothing heavy is imported before that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from companion.engine.companion import Companion, Trace, load

__all__ = ["Companion", "Trace", "load"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from companion.engine import companion

        return getattr(companion, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
