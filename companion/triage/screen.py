"""The screen: reads the raw text of every message, before anything else, and never lowers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from companion.errors import DataError
from companion.language.lexicon import MEASURED
from companion.language.mark import Mark
from companion.language.reader import LanguageReader
from companion.triage import decision, matching, meaning
from companion.triage.anchor import read_anchors
from companion.triage.case import Assessment, Case
from companion.triage.likeness import ALONE, View
from companion.triage.rule import read_rules
from companion.triage.trained import load


class Screen:
    """Finds dangers by the rules of content/triage. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self._reader = LanguageReader(root)
        self.rules = read_rules(root)
        self._check()
        unions = {idea.name: idea.any for idea in self._reader.ideas.values() if idea.any}
        self._known = matching.Knowledge(self.rules, unions, None, read_anchors(root, self.rules))
        self._likeness, self._meaning = load(root, self.rules, self._evidence, self._whole, self.gist)
        self._known = replace(self._known, view=self._view)

    @classmethod
    def load(cls, root: Path) -> Screen:
        """Read lexicon, rules and examples below `root`. Raises DataError.

        The first time after their data changed, the second reader is trained (three minutes or so).
        """
        return cls(root)

    def read(self, text: str) -> tuple[Mark, ...]:
        """The marks of one message, its own text among them; a pure function of its text."""
        message = Mark(decision.MESSAGE, text, 0, 0, 0)
        return (message, *self._reader.read(text)) if text.strip() else ()

    def gist(self, text: str) -> str:
        """What a message says, without courtesies and slips of the finger, in lower case."""
        return self._reader.gist.of(text)

    def foresee(self, texts: Iterable[str]) -> None:
        """Prepare to read many messages: what the second reader needs is worked out together."""
        meaning.foresee(self.gist(text[: decision.REMEMBERED]) for text in texts if text.strip())

    def assess(self, case: Case, marks: Sequence[Mark]) -> Assessment:
        """The case after a message with these marks."""
        return decision.assess(case, marks, self._known)

    def told(self, case: Case, ideas: Iterable[tuple[str, str]]) -> Assessment:
        """The case with ideas that an answer brought, each with words for it."""
        return decision.told(case, ideas, self._known)

    def _check(self) -> None:
        known = set(self._reader.ideas) | MEASURED
        for rule in self.rules.values():
            for name in sorted(matching.names(rule.when) - known):
                raise DataError(
                    f"{rule.path}:1",
                    f'there is no idea "{name}" in content/lexicon',
                    "correct the name or add the file",
                )

    def _view(self, said: Sequence[str], evidence: Iterable[str]) -> View:
        """How the second reader reads a conversation."""
        gists = [self.gist(text) for text in said]
        found = set(evidence)
        whole = self._read_by_both(gists, found)
        if len(gists) == 1:
            return whole
        # A talk of everyday things dilutes a few words of despair, and lends its own to a few harmless ones.
        alone = self._read_by_both(gists[-1:], found)
        if alone.danger >= ALONE > whole.danger:
            return alone
        return replace(whole, last=alone.put)

    def _read_by_both(self, gists: Sequence[str], evidence: Iterable[str]) -> View:
        meant = self._meaning.chances(gists)
        return self._likeness.view(_lines(gists), evidence, self.rules, len(gists) > 1, meant)

    def _whole(self, said: Sequence[str]) -> str:
        """A conversation as the second reader reads it: a message a line."""
        return _lines(map(self.gist, said))

    def _evidence(self, turns: Sequence[str]) -> list[str]:
        """What the rules alone find in a conversation, for teaching the second reader."""
        case = Case()
        for turn in turns:
            marks = self.read(turn)
            assessment = self.assess(case, marks)
            case = assessment.case
        return list(decision.evidence_of(case.signs, marks, assessment.findings))


def _lines(gists: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in gists)
