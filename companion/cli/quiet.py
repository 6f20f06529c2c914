"""Warnings of libraries are for developers, who ask for them with -W or PYTHONWARNINGS."""

from __future__ import annotations

import sys
import warnings
from typing import Any

_show = warnings.showwarning


def keep_quiet() -> None:
    """Show no warnings, unless they were asked for."""
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
        # Some libraries turn the filters on again when they are imported.
        warnings.showwarning = _nowhere


def speak_up() -> None:
    """Show warnings again, for commands whose findings are warnings."""
    if not sys.warnoptions:
        warnings.resetwarnings()
        warnings.simplefilter("default", UserWarning)
        warnings.showwarning = _show


def _nowhere(*args: Any, **kwargs: Any) -> None:
    pass
