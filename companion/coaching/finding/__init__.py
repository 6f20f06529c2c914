"""Finding: which of all answers a message asks for, in the talk it comes up in."""

from companion.coaching.finding.knowledge import Knowledge
from companion.coaching.finding.question import Question
from companion.coaching.finding.ranker import Found, Ranker

__all__ = ["Found", "Knowledge", "Question", "Ranker"]
