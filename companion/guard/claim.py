"""What the companion never says: a diagnosis, a dose, a guarantee, a promotion, blame.

`claims` reads text of the companion, before it leaves or is built; never a person's own words.
The phrases stand in companion/guard/patterns, one file per kind, for writers to edit. It looks at
the words around a phrase, so that an honest "no one can guarantee that" is told from a guarantee.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from companion.errors import DataError
from companion.guard.template import WORD, Template, compile_template
from companion.yaml import read_mapping

ClaimKind = Literal["diagnosis", "dose", "guarantee", "promotion", "blame"]
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
PATTERNS = Path(__file__).parent / "patterns"

_REQUIRED = {"why", "phrases", "says", "never"}
_KEYS = _REQUIRED | {"lists", "calm_only", "unless_before", "unless_after"}
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
_CLAUSE_END = re.compile(r"[.!?](?=\s|$)|\n|[,;:](?=\s)|\s[-–—]\s|\sbut\s")
_APOSTROPHES = str.maketrans("’‘ʼ´`\u00a0\u202f", "'''''  ")


@dataclass(frozen=True)
class Claim:
    """Something the companion must not say: its kind, the words, why they are a claim."""

    kind: ClaimKind
    words: str
    why: str


@dataclass(frozen=True)
class Rule:
    """The phrases of one kind. `calm_only` phrases are allowed in an emergency."""

    kind: ClaimKind
    why: str
    phrases: tuple[Template, ...]
    calm_only: tuple[Template, ...]
    unless_before: re.Pattern[str] | None  # in the same sentence, before the phrase or in it
    unless_after: re.Pattern[str] | None  # in the same sentence, after the phrase or in it
    says: tuple[str, ...]  # sentences that are a claim, for the tests
    never: tuple[str, ...]  # sentences that are none


def claims(text: str, emergency: bool = False) -> list[Claim]:
    """Every forbidden claim in a text, in order, one a phrase. Emergencies allow "you must"."""
    text = text.translate(_APOSTROPHES)
    words = set(WORD.findall(text.lower()))
    index = _index()
    found: dict[tuple[int, str], Claim] = {}
    for word in words & index.keys():
        for rule, template, calm_only in index[word]:
            if (calm_only and emergency) or any(map(words.isdisjoint, template.cues)):
                continue
            for match in template.pattern.finditer(text):
                if not _excused(rule, text, match):
                    claim = Claim(rule.kind, match.group(), rule.why)
                    found.setdefault((match.start(), rule.kind), claim)
    return [found[key] for key in sorted(found)]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of all kinds, read once. Raises DataError when a file breaks the format."""
    return tuple(_read(kind) for kind in KINDS)


def _excused(rule: Rule, text: str, match: re.Match[str]) -> bool:
    """True when words around the phrase turn it into an honest sentence.

    Words before it count within the same clause, so that "no pain, guaranteed" is a guarantee;
    they begin before the phrase, or at its start and reach further ("you must be tired").
    """
    start, end = match.span()
    clause = max((hit.end() for hit in _CLAUSE_END.finditer(text, 0, start)), default=0)
    if rule.unless_before:
        for excuse in rule.unless_before.finditer(text, clause):
            if excuse.start() < start or (excuse.start() == start and excuse.end() > end):
                return True
            if excuse.start() > start:
                break
    if not rule.unless_after:
        return False
    rest = _SENTENCE_END.search(text, end)
    stop = rest.end() if rest else len(text)
    return any(hit.end() > end for hit in rule.unless_after.finditer(text, start, stop))


@cache
def _index() -> dict[str, list[tuple[Rule, Template, bool]]]:
    """Templates by a word that each of them needs, so that most are never tried on a text."""
    index: dict[str, list[tuple[Rule, Template, bool]]] = defaultdict(list)
    for rule in rules():
        for template in (*rule.phrases, *rule.calm_only):
            # The cue whose shortest word is longest is the rarest, near enough.
            cue = max(template.cues, key=lambda words: min(map(len, words)))
            for word in cue:
                index[word].append((rule, template, template in rule.calm_only))
    return dict(index)


def _read(kind: ClaimKind) -> Rule:
    path = PATTERNS / f"{kind}.yml"
    data: dict[str, Any] = read_mapping(path, _KEYS, required=frozenset(_REQUIRED))
    where = f"companion/guard/patterns/{path.name}"
    lists: dict[str, list[str]] = data.get("lists", {})

    def templates(key: str) -> tuple[Template, ...]:
        compiled = []
        for phrase in data.get(key, []):
            try:
                template = compile_template(str(phrase), lists)
            except (ValueError, re.error) as error:
                raise DataError(where, f'"{phrase}": {error}', "mend the phrase") from error
            if not template.cues:
                raise DataError(where, f'"{phrase}" has no word of its own', "add one")
            compiled.append(template)
        return tuple(compiled)

    def either(key: str) -> re.Pattern[str] | None:
        parts = [template.pattern.pattern for template in templates(key)]
        return re.compile("|".join(parts), re.IGNORECASE) if parts else None

    return Rule(
        kind,
        str(data["why"]),
        templates("phrases"),
        templates("calm_only"),
        either("unless_before"),
        either("unless_after"),
        tuple(data["says"]),
        tuple(data["never"]),
    )
