"""Composes what is said from an entry: cards for findings, answers, details, sources.

Plain text with one thought a paragraph; a surface may draw it as it likes. No Rasa in here, so
that danger can be answered even when Rasa cannot.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from companion.errors import CompanionError
from companion.numbers import Numbers
from companion.reply import Reply
from companion.yaml import read_mapping

if TYPE_CHECKING:
    from companion.content import Entry, Store
    from companion.triage import Assessment, Finding

MORE = "Tell me more"
WHERE_FROM = "Where does that come from?"
_KEYS = {"first", "level", "where", "meanwhile", "back", "sources", "warm", "still", "broken"}
# How sure the store has to be before a card speaks about the entry it found instead of the rule's.
CLOSER = {"urgent": 0.85, "soon": 0.6, "routine": 0.5, "self_care": 0.5, "none": 0.5}
MILD = ("routine", "self_care")  # an answer with its level, rather than a card
_CRISIS = ("crisis_line", "safeguarding")


@dataclass(frozen=True)
class Cards:
    """The wording of content/cards.yml, the numbers, and the store the steps come from."""

    words: dict[str, Any]
    numbers: Numbers
    store: Store

    @classmethod
    def load(cls, root: Path, store: Store) -> Cards:
        """Raises DataError where cards.yml or numbers.yml is broken."""
        words = read_mapping(root / "content" / "cards.yml", _KEYS, frozenset(_KEYS))
        return cls(words, Numbers.load(root), store)

    def card(
        self,
        assessment: Assessment,
        country: str | None,
        turn: str = "",
        asked: tuple[str, float] | None = None,
        reflection: str | None = None,
    ) -> Reply:
        """The card for what a turn found; `turn` is its text and varies the closing line.

        `asked` is the entry that fits the text best, and how sure that is. Below an emergency the
        card speaks about that one when it is sure: level and destination stay the finding's.
        `reflection` then comes first and takes the closing line's place: warmth once is enough.
        """
        worst, finding = assessment.findings[0], assessment.newest or assessment.findings[0]
        urgent = finding.level == "emergency"
        entry = self._entry(finding.entry if urgent else _heard(finding, assessment).entry)
        if asked and not urgent and asked[1] >= CLOSER[finding.level]:
            entry = self._entry(asked[0]) or entry
        behind = worst.level == "urgent" and finding.level not in ("emergency", "urgent")
        parts = self._act_now(finding, entry) if urgent else self._see_someone(finding, entry, behind)
        if worst.level == "emergency" and not urgent:
            parts.insert(0, self._act_now(worst, None)[0])  # an open emergency stays on top
        calm = worst.level != "emergency" and finding.destination not in _CRISIS
        mild = finding.level in MILD and worst.level in MILD
        if reflection and calm:
            parts.insert(0, braced(reflection))
        elif not mild:
            parts.append(self._warm(finding, turn))
        text = "\n\n".join(part for part in parts if part)
        return Reply(
            text=text.format(**self.numbers.of(country)),
            buttons=(MORE, WHERE_FROM) if entry and not urgent else (),
            level=assessment.level,
            destination=assessment.destination,
            entry=entry.id if entry else None,
            sources=entry.sources if entry else (finding.source,),
            kind="answer" if mild else "card",
            data=finding.reason,
        )

    def _entry(self, name: str | None) -> Entry | None:
        # A card without its steps still says who to call: a missing entry must never stop it.
        try:
            return self.store.entry(name) if name else None
        except (KeyError, CompanionError):
            return None

    def _act_now(self, finding: Finding, entry: Entry | None) -> list[str]:
        first = self.words["first"].get(finding.destination) or self.words["first"]["ambulance"]
        return [first, numbered(entry.do_now) if entry else ""]

    def _see_someone(self, finding: Finding, entry: Entry | None, behind: bool) -> list[str]:
        """`behind`: something told before is urgent, and the visit for that is the one that counts."""
        where = self.words["where"].get(finding.destination, "")
        parts = [self.words["still"], ""] if behind else [self.words["level"].get(finding.level, ""), where]
        if finding.destination in _CRISIS:
            parts.reverse()
        if entry is None:
            return parts
        if finding.level in MILD:
            parts = [braced(entry.lead), parts[0], braced(entry.next_step)]
        elif entry.do_now:
            parts += [f"{self.words['meanwhile']}\n{numbered(entry.do_now)}"]
        else:
            parts += [braced(entry.lead), braced(entry.next_step)]
        if entry.get_help:
            signs = entry.get_help[: 2 if finding.level in MILD else 4]  # "Tell me more" has them all
            parts += [f"{self.words['back']}\n{bulleted(signs)}"]
        return [*parts, braced(self.cited(entry))]

    def _warm(self, finding: Finding, turn: str) -> str:
        crisis = finding.destination in _CRISIS
        lines = self.words["warm"]["crisis" if crisis else finding.level]
        return str(lines[zlib.crc32(turn.encode()) % len(lines)])

    def cited(self, *entries: Entry) -> str:
        """A short citation: who says so, and of which year."""
        found = [self.store.source(name) for entry in entries for name in entry.sources]
        names = dict.fromkeys(f"{source.organisation} ({source.year})" for source in found)
        return f"{self.words['sources']} {', '.join(names)}."

    def broken(self, country: str | None) -> Reply:
        """The honest sentence when something of ours failed."""
        return Reply(self.words["broken"].format(**self.numbers.of(country)), kind="notice")


def _heard(finding: Finding, assessment: Assessment) -> Finding:
    """What a card speaks about: of what only reads like something worse, what a rule heard in the words."""
    heard = (one for one in assessment.findings if not one.like)
    return next(heard, finding) if finding.like else finding


def numbered(steps: tuple[str, ...]) -> str:
    """Steps as a numbered list, a step a line."""
    return "\n".join(f"{number}. {braced(step)}" for number, step in enumerate(steps, 1))


def bulleted(lines: tuple[str, ...]) -> str:
    """Lines as a list."""
    return "\n".join(f"- {braced(line)}" for line in lines)


def braced(text: str) -> str:
    """Prose of an entry, safe to pass through str.format."""
    return text.replace("{", "{{").replace("}", "}}")
