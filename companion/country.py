"""The person's country: a code that was given, or what the locale says."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

_CODE = re.compile(r"[A-Za-z]{2}")
_LOCALE = re.compile(r"[A-Za-z]{2,3}[_-]([A-Za-z]{2})(?:[.@].*)?")
_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first one that is set decides, as in POSIX
_ALIASES = {"UK": "GB"}


def as_country(text: str) -> str | None:
    """An ISO 3166-1 alpha-2 code in upper case, or None when the text has not its form."""
    code = text.strip().upper()
    return _ALIASES.get(code, code) if _CODE.fullmatch(code) else None


def country_of_locale(environ: Mapping[str, str] = os.environ) -> str | None:
    """The territory of the locale; None for C, POSIX and a language without a territory."""
    named = next((environ[name] for name in _NAMES if environ.get(name)), "")
    found = _LOCALE.fullmatch(named)
    return as_country(found[1]) if found else None
