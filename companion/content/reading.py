"""How hard a text is to read. The only module that knows textstat."""

from __future__ import annotations

import re
from dataclasses import dataclass

import textstat

_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+")


@dataclass(frozen=True)
class Reading:
    """Flesch-Kincaid grade (school years) and mean words a sentence of a text."""

    grade: float
    words_per_sentence: float


def measure(text: str) -> Reading:
    """Measure a text of sentences. A colon ends a sentence too: what follows is read alone."""
    sentences = [part for part in _SENTENCE_END.split(text.strip()) if part]
    words = sum(len(part.split()) for part in sentences) / max(1, len(sentences))
    return Reading(float(textstat.flesch_kincaid_grade(text)), words)
