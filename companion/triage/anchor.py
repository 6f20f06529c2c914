"""Anchors: words of a danger. Without one, only a very sure second reader raises an alarm.

What a model has never met it may take for anything: of 78 chatty conversations in which nobody was in
danger, 24 got an emergency card ("I'm 82, my grandson set this up on the tablet"). Emergencies nearly
always name something of the body, of what was taken or of harm (docs/decisions/0004-triage.md).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from companion.text import beginnings
from companion.yaml import read_mapping

FILE = Path("content/anchors.yml")
# Chance of an emergency by n-grams alone: with an anchor in the last message, without, and of the last
# message by itself where others came before, as what was told then is no news.
SURE, SURELY, LASTLY = 0.03, 0.4, 0.1

Anchors = Mapping[str, re.Pattern[str]]


def read_anchors(root: Path, rules: Collection[str]) -> Anchors:
    """The words of each rule. Raises DataError for a broken file or an unknown rule."""
    rows = read_mapping(root / FILE, allowed=set(rules))
    return {rule: beginnings(words) for rule, words in rows.items()}


def anchored(text: str, rules: Collection[str], anchors: Anchors) -> list[str]:
    """Those of the rules of whose danger a word of the message speaks."""
    said = re.sub("['\u2019]", "", text.lower())
    return [rule for rule in rules if rule not in anchors or anchors[rule].search(said)]
