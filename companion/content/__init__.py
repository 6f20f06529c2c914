"""What the companion may say: curated entries, their check, their store and their search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from companion.content.entry import Entry, Problem, Source
from companion.content.library import Store
from companion.content.reader import read_entries
from companion.content.search import Hit

if TYPE_CHECKING:
    from companion.content.checking import check
    from companion.content.statistics import Statistics, stats
    from companion.content.store import build, fingerprint, is_current

__all__ = [
    "Entry",
    "Hit",
    "Problem",
    "Source",
    "Statistics",
    "Store",
    "build",
    "check",
    "fingerprint",
    "is_current",
    "read_entries",
    "stats",
]

# For writers and builds only: textstat and sqlite-utils take a third of a second to import.
_LATER = {
    "Statistics": "companion.content.statistics",
    "build": "companion.content.store",
    "check": "companion.content.checking",
    "fingerprint": "companion.content.store",
    "is_current": "companion.content.store",
    "stats": "companion.content.statistics",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
