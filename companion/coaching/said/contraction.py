"""Contractions as they are typed in haste ("dont", "hes"), and as they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WRITTEN = {
    "dont": "don't", "cant": "can't", "wont": "won't", "didnt": "didn't", "doesnt": "doesn't",
    "isnt": "isn't", "wasnt": "wasn't", "arent": "aren't", "werent": "weren't", "havent": "haven't",
    "hasnt": "hasn't", "hadnt": "hadn't", "couldnt": "couldn't", "wouldnt": "wouldn't", "aint": "ain't",
    "hes": "he's", "shes": "she's", "theyre": "they're", "theyve": "they've", "theyll": "they'll",
    "thats": "that's",
    "theres": "there's", "its": "it's", "everybodys": "everybody's", "everyones": "everyone's",
}  # fmt: skip
_WORD = re.compile(r"[a-zA-Z]+")


def written(text: str, also: Mapping[str, str]) -> str:
    """A text with its contractions written out, and with the words of `also`, by their small letters."""
    return _WORD.sub(lambda found: _mended(found[0], also), text)


def _mended(word: str, also: Mapping[str, str]) -> str:
    small = word.lower()
    return _WRITTEN.get(small) or also.get(small, word)
