"""Felt: the word with which a person says how they feel ("gutted"), so that just that word is given back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from companion.text import lowered
from companion.yaml import read_mapping

FILE = Path("content/coaching/felt.yml")
# What makes a word one's own feeling: said of oneself, or the first word of a sentence.
_OWN = (
    r"(?:(?:^|[.!?;,] )(?:ok |and |but |honestly |im |i'm )?|\b(?:i am|i'm|im|ive been|i've been"
    r"|i have been|i feel"
    r"|i felt|i get|i got|i was|feel|feeling|getting|makes me|made me|leaves me|left me|kinda|kind of"
    r"|inside)\b )"
    r"(?:(?:just|so|really|very|kinda|kind of|an?|bit|little|actually|absolutely|totally|pretty|too|this"
    r"|still"
    r"|also|quite|properly|feel|feeling|more|all|even|super|utterly|completely) )*"
)
# Words of a feeling: without one, "my sister looks amazing with hers" would be sadness.
FEELS = re.compile(
    r"\b(?:feel\w*|felt|hate\w*|sad|scared|afraid|asham\w*|upset|sick of|fed up|angry|cr(?:y|ied|ying)"
    r"|worr\w*|nervous|embarrass\w*|lonely|down|awful|horrible|miserable|depress\w*"
    r"|anxious|panic\w*|dread\w*|stress\w*|regret\w*|ugly|hurts?|tired)\b"
)
_THEIRS = re.compile(
    r"\b(?:he|she|they|it|that|who|which|you)(?:'s|s|'re|re)? (?:is |are |was |were |gets? )?$"
)


@dataclass(frozen=True)
class Felt:
    """A feeling in the person's own word; `glad` when it is a good one."""

    word: str
    glad: bool = False

    @property
    def values(self) -> dict[str, str]:
        """For a wording: {word} within a sentence, {Word} at its beginning."""
        return {"word": self.word, "Word": self.word.capitalize()}


def felt_word(root: Path, text: str) -> Felt | None:
    """The feeling that a message names as the person's own, or None."""
    plain = lowered(text)
    for glad, pattern in enumerate(_patterns(root)):
        for found in pattern.finditer(plain):
            if not _THEIRS.search(plain[: found.start()]):
                return Felt(found["word"], bool(glad))
    return None


@cache
def _patterns(root: Path) -> tuple[re.Pattern[str], ...]:
    rows = read_mapping(root / FILE, allowed={"words", "glad"}, required=frozenset(("words", "glad")))
    return tuple(_pattern(rows[key]) for key in ("words", "glad"))


def _pattern(listed: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word.strip()) for word in listed.split(",") if word.strip())
    return re.compile(
        rf"{_OWN}(?P<word>{words})(?=$|[ .,!?;])(?! (?:teeth|tooth|gums?|nerves?|jaw|mouth|side)\b)"
    )
