"""The screen: reads the raw text of every message, before anything else, and never lowers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from companion.errors import DataError
from companion.language.lexicon import MEASURED
from companion.language.mark import Mark
from companion.language.reader import LanguageReader
from companion.triage import decision
from companion.triage.case import Assessment, Case
from companion.triage.rule import Rule, read_rules


class Screen:
    """Finds dangers by the rules of content/triage. Safe to share between threads."""

    def __init__(self, reader: LanguageReader, rules: dict[str, Rule]) -> None:
        self._reader = reader
        self.rules = rules
        self._unions = {idea.name: idea.any for idea in reader.ideas.values() if idea.any}

    @classmethod
    def load(cls, root: Path) -> Screen:
        """Read lexicon and rules below `root`. Raises DataError."""
        reader = LanguageReader(root)
        rules = read_rules(root)
        known = set(reader.ideas) | MEASURED
        for rule in rules.values():
            for name in sorted(decision.names(rule.when) - known):
                raise DataError(
                    f"{rule.path}:1",
                    f'there is no idea "{name}" in content/lexicon',
                    "correct the name or add the file",
                )
        return cls(reader, rules)

    def read(self, text: str) -> tuple[Mark, ...]:
        """The marks of one message; a pure function of its text."""
        return self._reader.read(text)

    def assess(self, case: Case, marks: Sequence[Mark]) -> Assessment:
        """The case after a message with these marks."""
        return decision.assess(case, marks, self.rules, self._unions)
