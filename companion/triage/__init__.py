"""Rules-based triage: level and destination of a conversation, with the reason and its source."""

from companion.language.mark import Mark
from companion.triage.case import Assessment, Case, Finding, Sign
from companion.triage.decision import MESSAGE
from companion.triage.rule import Rule
from companion.triage.screen import Screen

__all__ = ["MESSAGE", "Assessment", "Case", "Finding", "Mark", "Rule", "Screen", "Sign"]
