"""Phrases with gaps: the small language in which the claim patterns are written.

    you [probably] have [a|an] <condition>     words as they are; [x] may be there or not
    (take|swallow) <number> (tablets|pills)    (a|b) one of these
    best ... in                                up to three words in between

`<name>` is a list from the same file, or one of the built-in <number>, <amount> and <price>. Case does
not matter, and any run of spaces counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[%£$€]")

_COUNT = r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|half)"
_BUILT_IN = {
    "number": rf"{_COUNT}(?:(?:\s*-\s*|\s+(?:or|to)\s+){_COUNT})?",
    "amount": r"\d[\d.,]*[\s-]?(?:mg|mgs|mcg|ml|mls|milligrams?|micrograms?)",
    "price": r"(?:[£$€]\s?\d[\d.,]*k?|\d[\d.,]*\s?(?:pounds?|dollars?|euros?|gbp|usd|eur))",
}
_BUILT_IN_CUES: dict[str, frozenset[str]] = {
    "number": frozenset(),
    "amount": frozenset({"mg", "mgs", "mcg", "ml", "mls", "milligram", "milligrams"})
    | {"microgram", "micrograms"},
    "price": frozenset({"£", "$", "€", "k", "pound", "pounds", "dollar", "dollars"})
    | {"euro", "euros", "gbp", "usd", "eur"},
}
_TOKEN = re.compile(r"\.\.\.|<(\w+)>|\(([^()]*)\)|\[([^\[\]]*)\]|[^\s()\[\]<>]+")
_SPACE = r"[^\S\n]+"
_GAP = rf"(?:{_SPACE}[^\s.!?;]+){{0,3}}?"


@dataclass(frozen=True)
class Template:
    """A compiled phrase: its regular expression, and words of which a text must have one each."""

    pattern: re.Pattern[str]
    cues: tuple[frozenset[str], ...]


def compile_template(phrase: str, lists: Mapping[str, Sequence[str]]) -> Template:
    """Compile one phrase. Raises ValueError when it names a list that is not there."""
    body = ""
    cues: list[frozenset[str]] = []
    started = False  # a part that is always there stands before this one
    for token in _TOKEN.finditer(phrase):
        name, one_of, maybe = token.groups()
        if token.group() == "...":
            body += _GAP
        elif maybe is not None:
            part = _either(maybe.split("|"))
            body += f"(?:{_SPACE}{part})?" if started else f"(?:{part}{_SPACE})?"
        else:
            part, cue = _part(name, one_of or token.group(), lists)
            body += (_SPACE if part != "(?:%)" else _SPACE[:-1] + "*") * started + part
            cues.append(cue)
            started = True
    pattern = re.compile(rf"(?<![\w-]){body}(?![\w-])", re.IGNORECASE)
    return Template(pattern, tuple(cue for cue in cues if cue))


def _part(name: str | None, words: str, lists: Mapping[str, Sequence[str]]) -> tuple[str, frozenset[str]]:
    """The expression of a part that must be there, and the words of which a text needs one."""
    if name in _BUILT_IN:
        return _BUILT_IN[name], _BUILT_IN_CUES[name]
    if name is not None and name not in lists:
        raise ValueError(f'no list is called "{name}" (lists: {", ".join(sorted(lists))})')
    options = lists[name] if name else words.split("|")
    cue = frozenset(word for option in options if (word := _rarest_word(option)))
    return _either(options), cue


def _either(options: Sequence[str]) -> str:
    """One of some phrases, the longest first so that none hides another."""
    ordered = sorted((option.strip() for option in options), key=len, reverse=True)
    return "(?:" + "|".join(_SPACE.join(map(re.escape, o.split())) for o in ordered) + ")"


def _rarest_word(option: str) -> str:
    """The longest word of a phrase: near enough the one that fewest texts have."""
    return max(WORD.findall(option.lower()), key=len, default="")
