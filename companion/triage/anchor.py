"""Anchors: words of a danger. Without one, only a very sure second reader raises an alarm.

What a model has never met it may take for anything: of 78 chatty conversations in which nobody was in
danger, 24 got an emergency card ("I'm 82, my grandson set this up on the tablet"). Emergencies nearly
always name something of the body, of what was taken or of harm (docs/decisions/0004-triage.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import get_args

from companion.reply import Destination
from companion.text import beginnings
from companion.yaml import read_mapping

FILE = Path("content/anchors.yml")
# Chance of an emergency by n-grams alone: with an anchor in the last message, without, and of the last
# message by itself where others came before, as what was told then is no news.
SURE, SURELY, LASTLY = 0.03, 0.5, 0.1

Anchors = Mapping[str, re.Pattern[str]]


def read_anchors(root: Path) -> Anchors:
    """The words of each destination. Raises DataError for a broken file or an unknown destination."""
    rows = read_mapping(root / FILE, allowed=set(get_args(Destination)))
    return {destination: beginnings(words) for destination, words in rows.items()}


def anchored(text: str, destination: str, anchors: Anchors) -> bool:
    """Whether a message has a word that speaks of a danger of this kind."""
    pattern = anchors.get(destination)
    said = re.sub("['\u2019]", "", text.lower())
    return pattern is None or bool(pattern.search(said))
