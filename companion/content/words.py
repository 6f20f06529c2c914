"""Texts as plain words: folded case, no accents, no punctuation."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w']+|_+|(?<!\w)'|'(?!\w)")


def fold(text: str) -> str:
    """The words of a text in small letters with single spaces; accents and quotes are dropped."""
    plain = text.replace("’", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", plain.casefold()).replace("'", "").split())
