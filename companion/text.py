"""What a person typed, made safe to read: one clean text, and what was wrong with the rest."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

LONGEST = 2_000  # characters that are answered; everything is screened for danger

Problem = Literal["empty", "no_words", "unreadable", "other_script", "too_long"]

APOSTROPHES = re.compile("['’‘`´]")
_WHOLE = 3  # letters up to which a beginning is a whole word
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_STRETCHED = re.compile(r"(\S)\1{9,}")
_SENTENCE_END = re.compile(r"[.?!\n](?=\s|$)")


def beginnings(group: str) -> re.Pattern[str]:
    """Any word that begins so, in `group`: "lost miscarr gave_up door." (a dot ends a whole word).

    Three letters or fewer are a whole word, an underscore stands between two. To search in small letters
    without apostrophes. Sentences are compared by meaning, which hears a newborn as near to a baby that was
    lost; what an answer claims has to stand in the message.
    """
    found = []
    for beginning in group.split():
        stem = beginning.rstrip(".")
        whole = stem != beginning or len(stem) <= _WHOLE
        found.append(re.escape(stem).replace("_", " ") + (r"\b" if whole else ""))
    return re.compile(rf"\b(?:{'|'.join(found)})")


def lowered(text: str) -> str:
    """Small letters on one line, with straight apostrophes."""
    return " ".join(text.lower().replace("\u2019", "'").split())


def bare(text: str) -> str:
    """Small letters on one line, without apostrophes: "I\u2019m  fine." is "im fine."."""
    return lowered(re.sub("['\u2019]", "", text))


def plain(text: str) -> str:
    """Lower case, no apostrophes, every other sign a space: what phrases are matched with."""
    return " ".join(re.findall(r"[^\W_]+", APOSTROPHES.sub("", text.lower())))


def sentences(text: str) -> list[str]:
    """The sentences of a text of ours, which ends them with a dot or a question mark."""
    return [one.strip() for one in re.split(r"(?<=[.?])\s+", text) if one.strip()]


@dataclass(frozen=True)
class Clean:
    """`full` is all of it, cleaned; `text` is the part to answer; `problem` what to tell, if any."""

    full: str
    text: str
    problem: Problem | None = None


def clean(raw: object) -> Clean:
    """Clean any input: never raises, whatever a pipe, a browser or a test sends."""
    if not isinstance(raw, str):
        return Clean("", "", "unreadable" if raw is not None else "empty")
    full = _readable(raw)
    if not full:
        return Clean("", "", "empty" if not raw.strip() else "unreadable")
    if len(full) > LONGEST:
        return Clean(full, _first_part(full), "too_long")
    return Clean(full, full, _what_is_wrong(full))


def _readable(raw: str) -> str:
    """Compose accents, drop what cannot be seen, undo markup, squeeze white space."""
    # Lone surrogates come from invalid UTF-8 on a pipe; they crash encoders further on.
    text = raw.encode("utf-8", "replace").decode("utf-8")
    text = unicodedata.normalize("NFC", text)
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    # Cf: zero-width joiners and spaces, bidi marks, soft hyphens, byte order marks.
    text = "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Co", "Cn"))
    text = _TAG.sub(" ", text)
    text = _STRETCHED.sub(lambda match: match[1] * 3, text)
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()


def _what_is_wrong(text: str) -> Problem | None:
    letters = [char for char in text if char.isalpha()]
    if not letters:
        # A number can be an answer ("7"); a face or a row of dots cannot.
        return None if any(char.isdigit() for char in text) else "no_words"
    latin = sum("LATIN" in unicodedata.name(char, "") for char in letters)
    if latin * 2 < len(letters):
        return "other_script"
    if text.count("\ufffd") * 3 > len(text):
        return "unreadable"
    return None


def _first_part(text: str) -> str:
    """The first LONGEST characters, cut at the end of a sentence or of a word where there is one."""
    part = text[:LONGEST]
    ends = [match.end() for match in _SENTENCE_END.finditer(part)]
    if ends and ends[-1] > LONGEST // 2:
        return part[: ends[-1]]
    return part.rsplit(" ", 1)[0] if " " in part else part
