"""Triage rules as pytest sees them: each rule's own sentences, said to the whole companion.

A `says` sentence must set its rule off and leave the person at its level or a worse one; a
`never` sentence must not set it off. What holds for every turn of every test holds here too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from companion.errors import CompanionError
from companion.reply import LEVELS
from companion.testing.checking import Mismatch
from companion.testing.heard import Heard
from companion.testing.items import ConversationError, ConversationItem, Item
from companion.testing.player import Failure, judge, play
from companion.testing.script import Broken, Script, Step
from companion.testing.settings import settings_for
from companion.testing.stage import STAGE, Stage
from companion.testing.telling import told
from companion.testing.vocabulary import TESTS
from companion.triage.rule import Rule, read_rule
from companion.yaml import line_of

KINDS = ("says", "never")
_TURNS = "||"  # between the messages of a sentence that takes several


class RuleFile(pytest.File):
    """A file of content/triage."""

    def collect(self) -> Iterable[pytest.Item]:
        """An item for what sets the rule off, and one for what never does."""
        try:
            rule = read_rule(self.path)
        except CompanionError as error:
            broken = Broken(self.path.stem, self.path, 1, str(error))
            return [ConversationItem.from_parent(self, name=self.path.stem, script=broken)]
        items = [RuleItem.from_parent(self, name=kind, rule=rule) for kind in KINDS]
        stage = self.config.stash[STAGE]
        stage.sentences |= {sentence for item in items for sentence in item.names()}
        return items


class RuleItem(Item):
    """The sentences of one kind."""

    def __init__(self, *, rule: Rule, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rule = rule
        self.line = line_of(rule.path, f"{self.name}:")

    def names(self) -> list[str]:
        """How the coverage calls the sentences."""
        return [f"{self.rule.name} {self.name}: {text}" for text in getattr(self.rule, self.name)]

    def check(self) -> None:
        """Say them all, then tell of each that is not heard as it must be."""
        stage = self.config.stash[STAGE]
        invariants = settings_for(home := self.config.rootpath / TESTS, home).invariants
        complaints = []
        for text, name in zip(getattr(self.rule, self.name), self.names(), strict=True):
            complaint = self._said(text, invariants, stage)
            if complaint:
                complaints.append(complaint)
            else:
                stage.heard.add(name)
        if complaints:
            raise ConversationError("\n\n".join(complaints))

    def _said(self, text: str, invariants: Any, stage: Stage) -> str | None:
        """What does not hold for one sentence, in words."""
        line = line_of(self.path, text)
        steps = tuple(Step(turn.strip(), line) for turn in text.split(_TURNS))
        playback = play(Script(text, self.path, line, steps, invariants=invariants), stage.assistant)
        failures = judge(playback, own=True)
        mismatch = amiss(self.rule, self.name, playback.turns[-1])
        if mismatch:
            failures.insert(0, Failure(self.name, line, len(steps) - 1, mismatch))
        return told(playback, failures, stage.assistant.known()) if failures else None


def amiss(rule: Rule, kind: str, heard: Heard) -> Mismatch | None:
    """How the last turn of a sentence differs from what its kind asks for."""
    got = ", ".join(heard.rules) or "no rule"
    if kind == "never":
        return Mismatch(f"not {rule.name}", got) if rule.name in heard.rules else None
    if rule.name not in heard.rules:
        return Mismatch(rule.name, got)
    if heard.level is None or LEVELS.index(heard.level) > LEVELS.index(rule.level):
        return Mismatch(f"level {rule.level}, or a worse one", f"level {heard.level}")
    return None
