"""Explains a triage: each finding with its rule, words, reason and source, and what would be worse."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.reply import LEVELS, Level
from companion.terminal.words import status
from companion.text import clean
from companion.triage import Assessment, Case, Finding, Mark, Screen, matching

if TYPE_CHECKING:
    from companion.content.draft import Draft

_LINES = {  # destination -> the kind of number to call
    "ambulance": "ambulance",
    "dentist_now": "advice",
    "crisis_line": "crisis",
    "poison_line": "poison",
    "safeguarding": "young",
    "dentist": "advice",
}


def explain(root: Path, screen: Screen, turns: Sequence[str], country: str | None = None) -> dict[str, Any]:
    """What `companion triage` tells of a conversation, JSON-ready. `turns` has at least one text."""
    from companion.content.sources import read_sources

    before, case, levels = Case(), Case(), []
    marks: tuple[Mark, ...] = ()
    for text in turns:
        before, marks = case, screen.read(clean(text).full)
        found = screen.assess(before, marks)
        case = found.case
        levels.append(found.level)
    sources = read_sources(root)[0]
    return {
        "level": found.level,
        "destination": found.destination,
        "number": _number(root, found, country),
        "levels": levels,
        "findings": [
            {**_finding(root, screen, one), "source": _source(sources, one.source)} for one in found.findings
        ],
        "worse": _worse(screen, before, marks, found),
        "get_help": _get_help(root, found),
    }


def as_text(found: dict[str, Any]) -> str:
    """The explanation as lines of text."""
    lines = [status(found["level"], found["destination"])]
    if found["number"]:
        lines.append(f"Number: {found['number']}.")
    if len(found["levels"]) > 1:
        lines.append(f"Level after each message: {', '.join(found['levels'])}.")
    for number, one in enumerate(found["findings"], 1):
        lines += ["", f"{number}. {one['rule']}: {one['level']}, {one['destination']}"]
        lines += [f"   {name:<7} {value}" for name, value in _rows(one)]
    if found["worse"]:
        lines += ["", "What would make it worse:"]
        lines += [
            f"- {one['level']}, {one['destination']} ({one['rule']}): {', or '.join(one['signs'])}"
            for one in found["worse"]
        ]
    if found["get_help"]:
        lines += ["", "The advice says, get help if:", *(f"- {line}" for line in found["get_help"])]
    return "\n".join(lines)


def _rows(one: dict[str, Any]) -> list[tuple[str, str]]:
    words = ", ".join(f'"{words}"' for words in one["words"])
    source = one["source"]
    rows = [
        ("words", f"{words} (up to message {one['turn'] + 1})"),
        ("why", one["why"]),
        ("source", f"{source['organisation']}, {source['title']} ({source['year']})"),
        ("", source["url"]),
        ("advice", f"{one['title']} ({one['advice']})"),
        ("file", one["file"]),
    ]
    if one["like"]:
        rows[0] = ("read", f"as a whole: no words of the rule, but like it (message {one['turn'] + 1})")
    if one["raised"]:
        rows.insert(2, ("raised", "one level up, for a person at higher risk"))
    return rows


def _finding(root: Path, screen: Screen, one: Finding) -> dict[str, Any]:
    draft = _draft(root, one.entry)
    return {
        "rule": one.rule,
        "level": one.level,
        "destination": one.destination,
        "raised": one.raised,
        "like": one.like,
        "words": list(one.words),
        "turn": one.turn,
        "why": one.why,
        "entry": one.entry,
        "title": draft.texts.get("title", one.entry) if draft else "no such entry",
        "advice": draft.path if draft else one.entry,
        "file": str(screen.rules[one.rule].path.relative_to(root)),
    }


def _source(sources: dict[str, Any], name: str) -> dict[str, Any]:
    if name in sources:
        return dict(vars(sources[name]))
    missing = "not in content/sources.yml"
    return {"id": name, "organisation": name, "title": missing, "year": "", "url": ""}


def _draft(root: Path, entry: str) -> Draft | None:
    from companion.content.reader import read_draft

    path = next((root / "content").glob(f"*/{entry}.md"), None)
    return read_draft(path, root) if path else None


def _get_help(root: Path, found: Assessment) -> list[str]:
    draft = _draft(root, found.findings[0].entry) if found.findings else None
    return draft.sections.get("get_help", []) if draft else []


def _number(root: Path, found: Assessment, country: str | None) -> str | None:
    from companion.numbers import Numbers

    kind = _LINES.get(found.destination or "")
    return Numbers.load(root).of(country)[kind] if kind else None


def _worse(screen: Screen, before: Case, marks: tuple[Mark, ...], found: Assessment) -> list[dict[str, Any]]:
    """Which one further sign, beside those found, would give which worse level.

    Tried out with the decision itself: each sign that a rule knows is added to the last message.
    """
    if not found.findings:
        return []
    sentence = max((mark.sentence for mark in marks), default=0)
    there = {sign.idea for sign in found.case.signs}
    signs: dict[tuple[Level, str, str], list[str]] = {}
    for idea in sorted(matching.names(rule for r in screen.rules.values() for rule in r.when) - there):
        added = Mark(idea, f"+{idea}", sentence, 0, 0)
        for one in screen.assess(before, (*marks, added)).findings:
            if LEVELS.index(one.level) < LEVELS.index(found.level) and _builds_on(one, added, found):
                key = (one.level, one.destination, one.rule)
                signs.setdefault(key, []).append(idea.replace("-", " "))
    order = sorted(signs, key=lambda key: LEVELS.index(key[0]))
    return [
        {"level": level, "destination": where, "rule": rule, "signs": signs[level, where, rule]}
        for level, where, rule in order
    ]


def _builds_on(one: Finding, added: Mark, found: Assessment) -> bool:
    """Whether a finding needs what was already said; a sign that is bad by itself says nothing new."""
    told = {words for finding in found.findings for words in finding.words}
    return bool(told & set(one.words)) and (one.raised or added.words in one.words)
